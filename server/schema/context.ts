import type { GraphQLResolveInfo } from 'graphql'
import type { Author } from '../curate/change-set.ts'
import { INVALID, checkText, reportTo } from '../curate/text.ts'
import { ClientError, badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Model } from '../model/index.ts'
import { compile, decodeRoot, Planning } from '../query/index.ts'
import type { RootPlan, Row } from '../query/index.ts'
import type { Store } from '../store/store.ts'

const MAX_REASON = 1_000

/** What resolvers work with in one request. */
export interface Context {
  readonly store: Store
  readonly model: Model
  /** Who asks; sign-in will fill it in. */
  readonly actor: string
  /** What this request may still ask. */
  readonly budget: { rootFields: number }
}

/**
 * Plans one root field.
 * @throws ClientError TOO_COMPLEX when the request has more of them than it may, or the field asks for too much.
 */
export function planRoot(
  context: Context,
  info: GraphQLResolveInfo,
  plan: (planning: Planning) => RootPlan,
): RootPlan {
  context.budget.rootFields -= 1
  if (context.budget.rootFields < 0) {
    const reason = 'is one of too many fields at the root of one request; send several requests'
    const path = String(info.path.key)
    throw new ClientError('TOO_COMPLEX', `${path} ${reason}`, { fields: [{ path, reason }] })
  }
  return plan(new Planning(context.model, info))
}

/** Plans one root field and answers it by one statement. */
export async function read(
  context: Context,
  info: GraphQLResolveInfo,
  plan: (planning: Planning) => RootPlan,
): Promise<unknown> {
  const planned = planRoot(context, info, plan)
  return decodeRoot(planned, await context.store.read(compile(planned)))
}

/**
 * The resolver of every field below a root: the statement has read its value already, under the response's alias.
 * This is the one place where what came from the database takes on the type that the schema declares.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the schema's type, said by the caller
export const byAlias = <T>(parent: Row, _args: unknown, _context: Context, info: GraphQLResolveInfo): T =>
  parent[info.path.key] as T

/** @throws ClientError BAD_USER_INPUT when the reason cannot be kept. */
export function authorOf(context: Context, reason: string | null | undefined): Author {
  const problems: FieldProblem[] = []
  const said = typeof reason === 'string' ? checkText(reason, MAX_REASON, reportTo(problems, 'reason')) : null
  if (said === INVALID) throw badInput(problems)
  return { actor: context.actor, reason: said }
}
