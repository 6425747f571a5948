import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  execute,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  locatedError,
} from 'graphql'
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import pLimit from 'p-limit'
import type { LimitFunction } from 'p-limit'
import { createGuard } from '../access/guard.ts'
import type { Guard } from '../access/guard.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import type { Limits } from '../access/limits.ts'
import type { Role } from '../access/principal.ts'
import { rulesOf } from '../access/rules.ts'
import { readAsOf } from '../curate/as-of.ts'
import type { Moment } from '../curate/history.ts'
import { mergedInto } from '../curate/merged.ts'
import { ClientError } from '../errors.ts'
import type { Model } from '../model/index.ts'
import { rowOf } from '../query/index.ts'
import type { Answer, Cost, Extensions, Failure } from './answer.ts'
import { Written, isPersonal, isWriting } from './context.ts'
import type { Context } from './context.ts'
import { SEQ_FIELD } from './changes.ts'
import { createPlans } from './operations.ts'
import type { PlannedOperation, RootField } from './root-fields.ts'

/** The most errors of variables that are told: a request can hold millions. */
const MAX_ERRORS = 20

/** Questions about the past that are asked of the database at once: each locks what has changed since, for its time. */
const MAX_PAST = 2

/** What a request asks, as graphql-js names its parts. */
export interface Request {
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined
}

/** What the surroundings decide about what may be asked. */
export interface ExecutorOptions {
  readonly limits?: Pick<Limits, 'cost' | 'answerBytes'>
  /** The role that may ask what the schema holds. */
  readonly introspectionRole?: Role
}

export type Execute = (request: Request, context: Context) => Promise<Answer>

/**
 * Executes the operations of one schema: a root field that has a plan is planned once for all requests of its document,
 * answered by one statement, and written straight from what that returns. What has a resolver of its own is left to
 * graphql-js.
 */
export function createExecutor(
  schema: GraphQLSchema,
  model: Model,
  { limits = DEFAULT_LIMITS, introspectionRole }: ExecutorOptions = {},
): Execute {
  const plansOf = createPlans(schema, model, limits.cost)
  const past = pLimit(MAX_PAST)
  const guard = createGuard(rulesOf(model, introspectionRole))
  return async (request, context) => {
    const { document, operationName, variableValues } = request
    const operation = getOperationAST(document, operationName)
    if (!operation) return refused(await execute({ schema, ...request }))
    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variableValues ?? {},
      { maxErrors: MAX_ERRORS },
    )
    if (errors) return { errors }
    const plans = plansOf(document, operation)
    const fields = plans.fields(coerced)
    const paid = pay(fields, limits.cost, context)
    if (paid.errors !== undefined) return paid
    const said = (outcomes: readonly Outcome[]) => whole(outcomes, limits.answerBytes, paid.cost)
    const running = { schema, request, operation, fragments: plans.fragments, coerced, context, past, guard }
    const run = (field: RootField) => outcomeOf(field, running)
    if (operation.operation !== OperationTypeNode.MUTATION) return said(await ofOneMoment(fields, run))
    const outcomes: Outcome[] = []
    // One after another, as the specification has it.
    for (const field of fields) outcomes.push(await run(field))
    return said(outcomes)
  }
}

/** What a request costs; with errors where that is too much. */
type Paid =
  | { readonly cost: Cost; readonly errors?: undefined }
  | (Required<Pick<Answer, 'errors'>> & Pick<Answer, 'cost' | 'failures'>)

/** Takes what a request costs from what remains of the minute, before anything of it is carried out. */
export function pay(fields: readonly RootField[], limit: number, context: Context): Paid {
  const requested = fields.reduce((sum, { cost }) => sum + cost, 0)
  const isTooMuch = requested > limit
  try {
    const remaining = context.budget.spend(context, isTooMuch ? 0 : requested)
    const cost = { requested, limit, remaining }
    if (!isTooMuch) return { cost }
    const reason = `costs up to ${requested}, and ${limit} at most is read at once`
    return { errors: [tooComplex(reason)], cost }
  } catch (error) {
    if (error instanceof ClientError)
      return { errors: [whollyRefused(error)], failures: [{ operation: null, error }] }
    throw error
  }
}

function tooComplex(what: string): GraphQLError {
  const reason = `${what}; ask for smaller pages, or in several requests`
  const fields = [{ path: 'query', reason }]
  return whollyRefused(new ClientError('TOO_COMPLEX', `query ${reason}`, { fields }))
}

/** The error of a request of which nothing is carried out, or all that was is not told. */
const whollyRefused = (error: ClientError): GraphQLError =>
  new GraphQLError(error.message, { originalError: error })

type Run = (field: RootField) => Promise<Outcome>

/** How often an answer is asked for anew because the graph was changed meanwhile, before it is asked of the past. */
const MAX_ATTEMPTS = 3

/**
 * The fields of a query, all at once. Where the sequence number is among them, the answer is exactly that of this number:
 * the graph had it before the others were read, and has it still.
 */
async function ofOneMoment(fields: readonly RootField[], run: Run): Promise<Outcome[]> {
  const clock = fields.find(isClock)
  if (clock === undefined || fields.every(isClock)) return Promise.all(fields.map(run))
  for (let attempt = 1; ; attempt += 1) {
    const before = await run(clock)
    if (before.json === undefined) return Promise.all(fields.map(run))
    const asOf = attempt > MAX_ATTEMPTS ? { seq: Number(before.json) } : null
    const outcomes = await Promise.all(
      fields.map(async (field) => {
        if (isClock(field)) return { ...before, field }
        return run(
          field.by === 'statement' && asOf !== null && field.asOf === null ? { ...field, asOf } : field,
        )
      }),
    )
    if (asOf !== null || (await run(clock)).json === before.json) return outcomes
  }
}

const isClock = ({ field }: RootField): boolean => field.name === SEQ_FIELD

/** An execution that came to nothing: graphql-js says why. */
const refused = ({ errors }: ExecutionResult): Answer => (errors === undefined ? {} : { errors })

/** What came of one root field. */
interface Outcome {
  readonly field: RootField
  /** Undefined when it failed. */
  readonly json?: string
  readonly errors?: readonly GraphQLError[]
  /** The sequence number as of which it was read, where that was asked. */
  readonly asOf?: number
  /** Ids that were asked for, each with that of the node which it leads to. */
  readonly redirects?: readonly (readonly [from: string, to: string])[]
}

function whole(outcomes: readonly Outcome[], maxBytes: number, cost: Cost): Answer {
  if (isLarger(outcomes, maxBytes))
    return { errors: [tooComplex(`has an answer of more than ${maxBytes} bytes`)], data: null, cost }
  const errors = outcomes.flatMap((outcome) => outcome.errors ?? [])
  const lost = outcomes.some(({ field, json }) => json === undefined && field.required)
  const members = outcomes.map(({ field, json }) => `${JSON.stringify(field.alias)}:${json ?? 'null'}`)
  const extensions = extensionsOf(outcomes)
  return {
    ...(errors.length === 0 ? {} : { errors, failures: outcomes.flatMap(failuresOf) }),
    data: lost ? null : new Written(`{${members.join(',')}}`),
    cost,
    ...(extensions === null ? {} : { extensions }),
    ...(outcomes.some(({ field }) => isPersonal(field.field)) && { isPersonal: true as const }),
  }
}

const failuresOf = ({ field: { operation }, errors = [] }: Outcome): Failure[] =>
  errors.map(({ originalError }) => ({ operation, error: originalError }))

/** Whether the answers together are larger than so many bytes. */
function isLarger(outcomes: readonly Outcome[], maxBytes: number): boolean {
  const characters = outcomes.reduce((sum, { json }) => sum + (json?.length ?? 0), 0)
  // A character is three bytes at most, which spares counting them for nearly all answers.
  if (characters * 3 <= maxBytes) return false
  return outcomes.reduce((sum, { json = '' }) => sum + Buffer.byteLength(json), 0) > maxBytes
}

function extensionsOf(outcomes: readonly Outcome[]): Extensions | null {
  const asOf = outcomes.flatMap(({ field, asOf: seq }) =>
    seq === undefined ? [] : [[field.alias, seq] as const],
  )
  const redirects = outcomes.flatMap((outcome) => outcome.redirects ?? [])
  if (asOf.length + redirects.length === 0) return null
  return {
    ...(asOf.length === 0 ? {} : { asOf: Object.fromEntries(asOf) }),
    ...(redirects.length === 0 ? {} : { redirects: Object.fromEntries(redirects) }),
  }
}

interface Running {
  readonly schema: GraphQLSchema
  readonly request: Request
  readonly operation: OperationDefinitionNode
  readonly fragments: PlannedOperation['fragments']
  readonly coerced: Readonly<Record<string, unknown>>
  readonly context: Context
  /** Where questions about the past wait for their turn. */
  readonly past: LimitFunction
  readonly guard: Guard
}

async function outcomeOf(field: RootField, running: Running): Promise<Outcome> {
  try {
    if (field.by !== 'text') running.guard(running.context.principal, field.operation)
    switch (field.by) {
      case 'text':
        return { field, json: field.json }
      case 'error':
        throw field.error
      case 'log':
        throw new Error(`${field.alias} is followed, not asked`)
      case 'statement':
        return await answered(field, running)
      case 'resolver':
        return isWriting(field.field)
          ? { field, json: await writtenBy(field, running) }
          : await resolved(field, running)
    }
  } catch (error) {
    return { field, errors: [locatedError(error, field.nodes, [field.alias])] }
  }
}

/** A root field that one statement answers; others follow where nodes that it starts from may have been merged away. */
async function answered(
  field: RootField & { readonly by: 'statement' },
  { coerced, context, past }: Running,
): Promise<Outcome> {
  const { prepared, asOf } = field
  const { template, write, isShared, starts, readsLog } = prepared
  const ask = async (of: Asking, moment: Moment | null): Promise<Found> => {
    if (moment === null) return { value: await context.reads.ask(of) }
    const { text, parameters } = of.template
    const statement = { text, parameters: { ...parameters, rows: [{ ...of.row, i: 0n }] } }
    const { seq, values } = await past(() =>
      readAsOf(context.store, context.model, moment, statement, readsLog ? 'LOG' : 'GRAPH'),
    )
    return { value: values[0], seq }
  }
  const said = ({ value, seq }: Found, by = write): Outcome => ({
    field,
    json: by(value),
    ...(seq !== undefined && { asOf: seq }),
  })
  const row = rowOf(template, coerced)
  const found = await ask({ template, row, isShared }, asOf)
  const into = new Map<string, string>()
  for (const id of starts?.missing(found.value, row) ?? []) {
    const to = await mergedInto(context.store, id, found.seq)
    if (to !== undefined) into.set(id, to)
  }
  if (starts === null || into.size === 0) return said(found)
  const { write: writeMoved, ...moved } = starts.moved(into, row)
  const there = await ask({ ...moved, isShared: false }, found.seq === undefined ? null : { seq: found.seq })
  return { ...said(there, writeMoved), redirects: [...into] }
}

type Asking = Parameters<Context['reads']['ask']>[0]

interface Found {
  readonly value: unknown
  /** The sequence number as of which it was read, where that was asked. */
  readonly seq?: number
}

/** A resolver that returns text which it has written from a plan. */
async function writtenBy(
  root: RootField,
  { schema, operation, fragments, coerced, context }: Running,
): Promise<string> {
  const { alias, field, nodes } = root
  const parentType = schema.getRootType(operation.operation)
  const [node] = nodes
  if (!parentType || !node || !field.resolve) throw new Error(`${field.name} has no resolver`)
  const answer: unknown = await field.resolve(undefined, getArgumentValues(field, node, coerced), context, {
    fieldName: field.name,
    fieldNodes: nodes,
    returnType: field.type,
    parentType,
    path: { prev: undefined, key: alias, typename: parentType.name },
    schema,
    fragments,
    rootValue: undefined,
    operation,
    variableValues: { ...coerced },
  })
  if (!(answer instanceof Written)) throw new Error(`${field.name} has not written its answer`)
  return answer.json
}

/** A field with resolvers of its own all the way down, as an operation that asks it alone. */
async function resolved(
  field: RootField,
  { schema, request, operation, fragments, context }: Running,
): Promise<Outcome> {
  const alone: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: field.nodes },
  }
  const { data, errors } = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [alone, ...Object.values(fragments)] },
    variableValues: request.variableValues ?? null,
    contextValue: context,
  })
  const value = data?.[field.alias]
  return {
    field,
    ...(errors === undefined ? {} : { errors }),
    ...(data === null || data === undefined ? {} : { json: JSON.stringify(value) }),
  }
}
