import { getOperationAST, getVariableValues, locatedError } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { createGuard } from '../access/guard.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import { rulesOf } from '../access/rules.ts'
import type { Entry, Seen } from '../live/feed.ts'
import type { Model } from '../model/index.ts'
import { Deferred, rowOf } from '../query/index.ts'
import type { LogPage } from '../query/index.ts'
import { badInput } from '../errors.ts'
import { Written } from './context.ts'
import type { Context } from './context.ts'
import type { Answer } from './answer.ts'
import { pay } from './execute.ts'
import type { ExecutorOptions, Request } from './execute.ts'
import { createPlans } from './operations.ts'
import type { RootField } from './root-fields.ts'

/** One change set as a subscriber asked for it, or why there are no more. */
export interface LiveAnswer extends Answer {
  /** Left out where it is none of a change set. */
  readonly seq?: number
}

/** A subscription: its document, and the sequence number that its sender has received already, if that is said beside it. */
export interface SubscriptionRequest extends Request {
  readonly received: Seen | null
}

export type Subscribe = (
  request: SubscriptionRequest,
  context: Context,
) => Promise<AsyncIterableIterator<LiveAnswer, void> | Answer>

/** Serves the subscriptions of one schema: each is planned once, and every change set is written straight from the log. */
export function createSubscriber(
  schema: GraphQLSchema,
  model: Model,
  { limits = DEFAULT_LIMITS }: Pick<ExecutorOptions, 'limits'> = {},
): Subscribe {
  const plansOf = createPlans(schema, model, limits.cost)
  const guard = createGuard(rulesOf(model))
  return async ({ document, operationName, variableValues, received }, context) => {
    const operation = getOperationAST(document, operationName)
    if (!operation) throw new Error('Yoga calls for a subscription without one')
    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variableValues ?? {},
    )
    if (errors) return { errors }
    // Validation lets one pass; @skip may leave none.
    const fields = plansOf(document, operation).fields(coerced)
    const [root] = fields
    if (root === undefined)
      throw badInput([{ path: 'query', reason: 'skips the one field that it subscribes to' }])
    const paid = pay(fields, limits.cost, context)
    if (paid.errors !== undefined) return paid
    try {
      guard(context.principal, root.operation)
      const { page, after } = logOf(root)
      const given = after instanceof Deferred ? after.valueIn(coerced) : after
      const seen = received ?? (typeof given === 'number' ? { seq: given, path: 'after' } : null)
      const from = await context.feed.begin(seen)
      const read = (low: number, high: number) => readPage(page, coerced, context, low, high)
      const check = async () =>
        guard(await context.access.identify({ ...context.visit, isIdle: true }), root.operation)
      const leave = context.budget.subscribe(context)
      return stoppable((signal) => answers(root, context.feed.follow(from, read, signal), check), leave)
    } catch (error) {
      return failed(root, error)
    }
  }
}

const failed = ({ operation, nodes, alias }: RootField, error: unknown): Answer => ({
  errors: [locatedError(error, nodes, [alias])],
  failures: [{ operation, error }],
})

function logOf(root: RootField): Extract<RootField, { by: 'log' }> {
  if (root.by === 'error') throw root.error
  if (root.by !== 'log') throw new Error(`${root.alias} is no field to subscribe to`)
  return root
}

async function readPage(
  { template, entries }: LogPage,
  variables: Readonly<Record<string, unknown>>,
  { reads }: Context,
  after: number,
  until: number,
): Promise<readonly Entry[]> {
  const row = { ...rowOf(template, variables), after: BigInt(after), until: BigInt(until) }
  return entries(await reads.ask({ template, row, isShared: true }))
}

async function* answers(
  root: RootField,
  sets: AsyncGenerator<Entry, void>,
  check: () => Promise<void>,
): AsyncGenerator<LiveAnswer, void> {
  try {
    for await (const { seq, json } of sets) {
      // Whoever was let in may have been signed out, lowered or removed meanwhile.
      await check()
      yield { data: new Written(`{${JSON.stringify(root.alias)}:${json}}`), seq }
    }
  } catch (error) {
    yield failed(root, error)
  }
}

/**
 * An iterator that can be ended while it waits: a generator alone would first have to come to its next value.
 * @param ended called when nobody asks for more.
 */
function stoppable<T>(
  start: (signal: AbortSignal) => AsyncGenerator<T, void>,
  ended: () => void,
): AsyncIterableIterator<T, void> {
  const stop = new AbortController()
  const values = start(stop.signal)
  const iterator: AsyncIterableIterator<T, void> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => values.next(),
    return: () => {
      stop.abort()
      ended()
      return values.return()
    },
  }
  return iterator
}
