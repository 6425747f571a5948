import type { GraphQLResolveInfo } from 'graphql'
import type { Author } from '../curate/change-set.ts'
import type { Model } from '../model/index.ts'
import { compile, decodeRoot, Planning } from '../query/index.ts'
import type { RootPlan, Row } from '../query/index.ts'
import type { Store } from '../store/store.ts'

/** What resolvers work with in one request. */
export interface Context {
  readonly store: Store
  readonly model: Model
  /** Who asks; sign-in will fill it in. */
  readonly actor: string
}

/** Plans one root field and answers it by one statement. */
export async function read(
  context: Context,
  info: GraphQLResolveInfo,
  plan: (planning: Planning) => RootPlan,
): Promise<unknown> {
  const planned = plan(new Planning(context.model, info))
  return decodeRoot(planned, await context.store.read(compile(planned)))
}

/**
 * The resolver of every field below a root: the statement has read its value already, under the response's alias.
 * This is the one place where what came from the database takes on the type that the schema declares.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the schema's type, said by the caller
export const byAlias = <T>(parent: Row, _args: unknown, _context: Context, info: GraphQLResolveInfo): T =>
  parent[info.path.key] as T

export const authorOf = (context: Context, reason: string | null | undefined): Author => ({
  actor: context.actor,
  reason: reason ?? null,
})
