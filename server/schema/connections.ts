import type { ArgBuilder as PothosArgs, InterfaceRef, ObjectRef } from '@pothos/core'
import { DEFAULT_PAGE, MAX_PAGE, reading } from '../query/index.ts'
import type { Base } from './builder.ts'
import { fromPlan } from './context.ts'
import type { Written } from './context.ts'
import type { ListInputs } from './filters.ts'

type Types = Base['builder']['$inferSchemaTypes']
type ArgBuilder = PothosArgs<Types>

/** The arguments of every connection: which rows, in which order, which page. */
export function connectionArgs(arg: ArgBuilder, { filter, sort }: ListInputs) {
  return {
    filter: arg({ type: filter }),
    sort: arg({ type: [sort] }),
    ...pageArgs(arg),
  }
}

/** The argument of root fields that can be asked of the past. */
export const asOfArg = (arg: ArgBuilder, { moment }: Base) =>
  arg({
    type: moment,
    description: 'Answers as the graph was at that moment; `extensions.asOf` says its sequence number.',
  })

export function pageArgs(arg: ArgBuilder) {
  return {
    first: arg.int({
      description: `At most ${MAX_PAGE}; ${DEFAULT_PAGE} where neither first nor last is given.`,
    }),
    after: arg.string(),
    last: arg.int({ description: `At most ${MAX_PAGE}.` }),
    before: arg.string(),
  }
}

/** Makes the connection of a type, and its edge, which may carry what the interfaces of a link ask for. */
export interface Connections {
  (
    name: string,
    of: ObjectRef<Types, Written>,
    interfaces?: readonly InterfaceRef<Types, Written>[],
  ): ObjectRef<Types, Written>
  /** What every connection says of its page. */
  readonly pageInfo: ObjectRef<Types, PageInfo>
}

/** Of a page that a resolver has read; the planned ones write theirs themselves. */
export interface PageInfo {
  readonly hasNextPage: boolean
  readonly hasPreviousPage: boolean
  readonly startCursor: string | null
  readonly endCursor: string | null
}

export function createConnections({ builder }: Base): Connections {
  const pageInfo = builder.objectRef<PageInfo>('PageInfo').implement({
    fields: (t) => ({
      hasNextPage: t.exposeBoolean('hasNextPage'),
      hasPreviousPage: t.exposeBoolean('hasPreviousPage'),
      startCursor: t.exposeString('startCursor', { nullable: true }),
      endCursor: t.exposeString('endCursor', { nullable: true }),
    }),
  })
  const connection = (
    name: string,
    of: ObjectRef<Types, Written>,
    interfaces: readonly InterfaceRef<Types, Written>[] = [],
  ) => {
    const edge = builder.objectRef<Written>(`${name}Edge`).implement({
      interfaces: [...interfaces],
      fields: (t) => ({
        cursor: t.string({ extensions: reading({ read: 'cursor' }), resolve: fromPlan }),
        node: t.field({ type: of, extensions: reading({ read: 'far' }), resolve: fromPlan }),
      }),
    })
    return builder.objectRef<Written>(`${name}Connection`).implement({
      fields: (t) => ({
        edges: t.field({ type: [edge], resolve: fromPlan }),
        nodes: t.field({ type: [of], resolve: fromPlan }),
        pageInfo: t.field({ type: pageInfo, resolve: fromPlan }),
        totalCount: t.int({ description: 'Counted only when asked.', resolve: fromPlan }),
      }),
    })
  }
  return Object.assign(connection, { pageInfo })
}
