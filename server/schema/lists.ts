import type { ArgBuilder, ObjectRef } from '@pothos/core'
import type { Page, PageRequest } from '../access/page.ts'
import { DEFAULT_PAGE, MAX_PAGE, sizeOf } from '../query/index.ts'
import type { Base } from './builder.ts'
import type { Connections } from './connections.ts'

type Types = Base['builder']['$inferSchemaTypes']

interface Listed<T> extends Page<T> {
  readonly asked: PageRequest
}

/** The arguments of lists that are read forwards only. */
export const listArgs = (arg: ArgBuilder<Types>) => ({
  first: arg.int({ description: `At most ${MAX_PAGE}; ${DEFAULT_PAGE} where it is left out.` }),
  after: arg.string(),
})

/** The argument of lists that hold everybody's for administrators. */
export const ownArg = (arg: ArgBuilder<Types>) =>
  arg.boolean({
    required: true,
    defaultValue: false,
    description: 'Whether an administrator wants no more than their own.',
  })

/** A page as a connection's resolvers read it. @throws ClientError BAD_USER_INPUT for a size that is none. */
export async function listed<T>(
  {
    first,
    after,
  }: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
  read: (asked: PageRequest) => Promise<Page<T>>,
): Promise<Listed<T>> {
  const asked = { first: sizeOf(first, 'first') ?? DEFAULT_PAGE, after: after ?? null }
  return { ...(await read(asked)), asked }
}

/** Makes the connection of what is kept beside the graph, and its edge: resolvers answer it, not a plan. */
export function listOf(
  { builder }: Base,
  { pageInfo }: Connections,
  name: string,
  of: ObjectRef<Types, object>,
): ObjectRef<Types, Listed<object>> {
  const edge = builder.objectRef<Page<object>['items'][number]>(`${name}Edge`).implement({
    fields: (t) => ({
      cursor: t.exposeString('cursor'),
      node: t.field({ type: of, resolve: ({ item }) => item }),
    }),
  })
  return builder.objectRef<Listed<object>>(`${name}Connection`).implement({
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: ({ items }) => [...items] }),
      nodes: t.field({ type: [of], resolve: ({ items }) => items.map(({ item }) => item) }),
      pageInfo: t.field({
        type: pageInfo,
        resolve: ({ items, hasNextPage, asked }) => ({
          hasNextPage,
          hasPreviousPage: asked.after !== null,
          startCursor: items.at(0)?.cursor ?? null,
          endCursor: items.at(-1)?.cursor ?? null,
        }),
      }),
      totalCount: t.int({ description: 'Counted only when asked.', resolve: ({ count }) => count() }),
    }),
  })
}
