import type { Encoding } from '../model/index.ts'
import { encodeCursor } from './cursor.ts'
import { needsKeys } from './project.ts'
import type {
  ConnectionPlan,
  GraphPlan,
  KeyValue,
  NodePlan,
  ObjectPlan,
  Projection,
  RootPlan,
} from './plan.ts'

/** Under which an object of several possible types says which it is. */
export const TYPE: unique symbol = Symbol('type')

/** An object of the answer: its values by response alias, and the type that an interface resolves to. */
export interface Row {
  readonly [alias: string]: unknown
  /** A symbol, so that no alias can take its place. */
  readonly [TYPE]?: string
}

/** What search, neighbourhood, paths and stats return, before their resolvers name the parts. */
export interface GraphAnswer {
  /** The ids asked for that exist. */
  readonly found: readonly string[]
  readonly truncated: boolean
  readonly graph: Row
}

export interface PathsAnswer {
  readonly fromFound: boolean
  readonly toFound: boolean
  readonly paths: readonly { readonly length: number; readonly graph: Row }[]
}

type List = readonly unknown[]

/** Positional values of one object become its values by alias. */
export function decodeObject(plan: ObjectPlan, raw: unknown, keys: Keys | null = null): Row {
  const values = raw as List
  // Without a prototype, so that any alias is a key like another, `__proto__` too.
  const row = Object.create(null) as Record<string, unknown>
  for (const [index, { alias, value }] of plan.fields.entries())
    row[alias] = decodeValue(value, values[index], keys)
  return row
}

interface Keys {
  readonly signature: string
}

export function decodeNode(plan: NodePlan, raw: unknown): Row | null {
  if (raw === null || raw === undefined) return null
  if (plan.kind === 'object') return decodeObject(plan.object, raw)
  const [label, values] = raw as [string, unknown]
  const group = plan.groups.find(({ labels }) => labels.includes(label))
  if (group === undefined) throw new Error(`A node of an unplanned kind ${label} came back`)
  return { ...decodeObject(group.object, values), [TYPE]: label }
}

function decodeValue(projection: Projection, raw: unknown, keys: Keys | null): unknown {
  switch (projection.kind) {
    case 'property':
      return decodeProperty(projection.as, raw)
    case 'json':
      return typeof raw === 'string' ? (JSON.parse(raw) as unknown) : null
    case 'localized':
    case 'numberedTitle':
    case 'label':
    case 'relationshipType':
    case 'evidenceCount':
    case 'changeCount':
      return raw ?? null
    case 'far':
    case 'end':
      return decodeNode(projection.node, raw)
    case 'texts':
      return decodeObject(projection.object, raw)
    case 'one':
      return raw === null ? null : decodeObject(projection.object, raw)
    case 'connection':
      return decodeConnection(projection.connection, raw)
    case 'evidence':
    case 'changes':
      return (raw as List).map((one) => decodeObject(projection.object, one))
    case 'cursor':
      if (keys === null) throw new Error('A cursor was read outside a connection')
      return encodeCursor(keys.signature, raw as readonly KeyValue[])
  }
}

const decodeProperty = (as: Encoding, raw: unknown): unknown =>
  as === 'dateTime' && typeof raw === 'string' ? new Date(raw).toISOString() : (raw ?? null)

export function decodeConnection(plan: ConnectionPlan, raw: unknown): Row {
  const [fetched, total] = raw as [readonly List[], number | undefined]
  const more = fetched.length > plan.page.size
  const page = fetched.slice(0, plan.page.size)
  const rows = plan.page.forward ? page : page.reverse()
  const first = needsKeys(plan) ? 1 : 0
  const connection = Object.create(null) as Record<string, unknown>
  for (const member of plan.members)
    switch (member.kind) {
      case 'totalCount':
        connection[member.alias] = total
        break
      case 'pageInfo': {
        const cursor = (row: List | undefined) =>
          row === undefined ? null : encodeCursor(plan.signature, row[0] as readonly KeyValue[])
        const info: Record<string, () => unknown> = {
          hasNextPage: () => (plan.page.forward ? more : plan.page.before !== null),
          hasPreviousPage: () => (plan.page.forward ? plan.page.after !== null : more),
          startCursor: () => cursor(rows[0]),
          endCursor: () => cursor(rows.at(-1)),
        }
        connection[member.alias] = Object.fromEntries(
          member.fields.map(({ alias, name }) => [alias, info[name]?.()]),
        )
        break
      }
      case 'nodes':
      case 'edges': {
        const column = plan.columns[member.column]
        connection[member.alias] = rows.map((row) => {
          const value = row[first + member.column]
          return column?.kind === 'edge'
            ? decodeObject(column.object, value, plan)
            : column && decodeNode(column.node, value)
        })
      }
    }
  return connection
}

/** The answer to a root field; undefined when the statement returned no row. */
export function decodeRoot(plan: RootPlan, values: readonly unknown[]): unknown {
  const raw = values[0]
  if (raw === undefined) return undefined
  switch (plan.kind) {
    case 'byId': {
      const [found, value] = raw as ['node' | 'link', unknown]
      if (found === 'node') return plan.node === null ? null : decodeNode(plan.node.node, value)
      return plan.link === null ? null : { ...decodeObject(plan.link.object, value), [TYPE]: 'Link' }
    }
    case 'list':
      return decodeConnection(plan.connection, raw)
    case 'search':
      return (raw as readonly (readonly List[])[]).map((row) =>
        Object.fromEntries(
          plan.members.map(({ alias, entities }, index) => [
            alias,
            Object.fromEntries(
              entities.map((entity, position) => [
                entity.alias,
                decodeNode(entity.node, row[index]?.[position]),
              ]),
            ),
          ]),
        ),
      )
    case 'neighbourhood': {
      const [found, truncated, graph] = raw as [readonly string[], boolean, unknown]
      return { found, truncated, graph: decodeGraph(plan.graph, graph) } satisfies GraphAnswer
    }
    case 'paths': {
      const [fromFound, toFound, paths] = raw as [boolean, boolean, readonly [number, unknown][]]
      return {
        fromFound,
        toFound,
        paths: paths.map(([length, graph]) => ({ length, graph: decodeGraph(plan.graph, graph) })),
      } satisfies PathsAnswer
    }
    case 'stats':
      return raw
  }
}

function decodeGraph(plan: GraphPlan, raw: unknown): Row {
  const lists = raw as readonly List[]
  return Object.fromEntries([
    ...plan.nodes.map(({ alias, node }, index) => [alias, lists[index]?.map((one) => decodeNode(node, one))]),
    ...plan.links.map(({ alias, object }, index) => [
      alias,
      lists[plan.nodes.length + index]?.map((one) => decodeObject(object, one)),
    ]),
  ]) as Row
}
