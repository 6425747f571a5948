import { upperSnake } from '../model/index.ts'
import type { Encoding } from '../model/index.ts'
import { ClientError, shortened } from '../errors.ts'
import { encodeCursor } from './cursor.ts'
import { isBare, isRead, needsCount, needsKeys } from './project.ts'
import { searchWriter } from './search/write.ts'
import type {
  AggregatePlan,
  ConnectionMember,
  ConnectionPlan,
  FieldPlan,
  GraphPlan,
  KeyValue,
  NodePlan,
  ObjectPlan,
  Projection,
  RootPlan,
} from './plan.ts'

/** Turns one value of a statement's answer into the JSON text of the response. */
export type Write = (raw: unknown) => string

type List = readonly unknown[]

/**
 * The writer of a root field's answer, made once with its plan: what graphql-js would complete leaf by leaf is written
 * straight from the positional lists that the statement returns. `undefined` stands for a row that was not found.
 * @throws (the writer) Error when the graph lacks what the schema promises; ClientError NOT_FOUND for nodes that a
 * question starts from.
 */
export function writerOf(plan: RootPlan): Write {
  switch (plan.kind) {
    case 'byId': {
      const node = plan.node === null ? unplanned : nodeWriter(plan.node.node)
      const link = plan.link === null ? unplanned : objectWriter(plan.link.object, null)
      return (raw) => {
        if (raw === undefined) return 'null'
        const [, found, value] = raw as [number, 'node' | 'link', unknown]
        return (found === 'node' ? node : link)(value)
      }
    }
    case 'list': {
      const connection = connectionWriter(plan.connection)
      return (raw) => connection((raw as List)[1])
    }
    case 'aggregate': {
      const aggregate = aggregateWriter(plan.aggregate)
      return (raw) => aggregate((raw as List)[1])
    }
    case 'search':
      return searchWriter(plan.search)
    case 'neighbourhood': {
      const graph = graphWriter(plan.graph)
      return (raw) => {
        const [found, values] = (raw as List)[1] as [readonly string[], unknown]
        const missing = plan.ids.find((id) => !found.includes(id))
        if (missing !== undefined) throw notThere('ids', missing)
        return graph(values)
      }
    }
    case 'paths': {
      const graph = graphWriter(plan.graph)
      return (raw) => {
        const [from, to, paths] = (raw as List)[1] as [boolean, boolean, List]
        if (!from) throw notThere('from', plan.from)
        if (!to) throw notThere('to', plan.to)
        return list(paths, graph)
      }
    }
  }
}

function notThere(path: string, id: string): ClientError {
  const reason = `no node has the id ${shortened(id)}`
  return new ClientError('NOT_FOUND', reason, { fields: [{ path, reason }] })
}

const unplanned: Write = () => {
  throw new Error('The statement returned what the plan does not ask for')
}

/** A character that JSON may not hold as it is: text without any only needs its quotes. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

/** A value as JSON. Most are short texts that need no escape: to look for one takes less than to have it written. */
export const json: Write = (value) =>
  typeof value === 'string' && !ESCAPED.test(value) ? `"${value}"` : JSON.stringify(value)

/** A key of the response and what writes its value from the whole that it belongs to. */
export type Member = readonly [alias: string, write: Write]

export const constant = (alias: string, name: string): Member => {
  const text = JSON.stringify(name)
  return [alias, () => text]
}

/** An object of which every member is written from the same value. */
export function memberWriter(members: readonly Member[]): Write {
  const parts = members.map(
    ([alias, write], index) => [`${index === 0 ? '{' : ','}${JSON.stringify(alias)}:`, write] as const,
  )
  if (parts.length === 0) return () => '{}'
  return (raw) => {
    let text = ''
    for (const [key, write] of parts) text += key + write(raw)
    return `${text}}`
  }
}

export function list<T>(values: readonly T[], write: (value: T) => string): string {
  let text = '['
  for (let index = 0; index < values.length; index++)
    text += (index === 0 ? '' : ',') + write(values[index] as T)
  return `${text}]`
}

/** What the cursors of a connection's rows are bound to. */
type Signature = string | null

export function objectWriter(plan: ObjectPlan, signature: Signature): Write {
  let column = 0
  return memberWriter(
    plan.fields.map((field): Member => {
      if (!isRead(field)) return [field.alias, fieldWriter(field, signature)]
      const at = column++
      const write = fieldWriter(field, signature)
      return [field.alias, (raw) => write((raw as List)[at])]
    }),
  )
}

function fieldWriter({ alias, value, required }: FieldPlan, signature: Signature): Write {
  const write = valueWriter(value, signature)
  if (!required) return (raw) => (raw === null || raw === undefined ? 'null' : write(raw))
  if (value.kind === 'typename') return write
  return (raw) => {
    if (raw === null || raw === undefined)
      throw new Error(`The graph holds nothing where the schema promises ${alias}`)
    return write(raw)
  }
}

function valueWriter(projection: Projection, signature: Signature): Write {
  switch (projection.kind) {
    case 'property':
      return propertyWriter(projection.as)
    case 'json':
      // Kept as JSON, and so handed on as it is.
      return (raw) => raw as string
    case 'localized':
    case 'numberedTitle':
    case 'relationshipType':
    case 'evidenceCount':
    case 'changeCount':
    case 'groupValue':
    case 'loggedTitle':
      return json
    case 'label':
      return (raw) => `"${upperSnake(raw as string)}"`
    case 'typename':
      return constant('', projection.name)[1]
    case 'self':
    case 'far':
    case 'end':
    case 'groupNode':
      return nodeWriter(projection.node)
    case 'texts':
    case 'one':
      return objectWriter(projection.object, null)
    case 'evidence':
    case 'changes':
    case 'touches':
    case 'undoes':
    case 'undoneBy': {
      const object = objectWriter(projection.object, null)
      return (raw) => list(raw as List, object)
    }
    case 'connection':
      return connectionWriter(projection.connection)
    case 'cursor': {
      if (signature === null) throw new Error('A cursor was asked outside a connection')
      return (raw) => `"${encodeCursor(signature, raw as readonly KeyValue[])}"`
    }
  }
}

const propertyWriter = (as: Encoding): Write =>
  as === 'dateTime' ? (raw) => `"${new Date(raw as string).toISOString()}"` : json

export function nodeWriter(plan: NodePlan): Write {
  if (plan.kind === 'object') return objectWriter(plan.object, null)
  const byLabel = new Map(
    plan.groups.flatMap(({ labels, object }) => {
      const write = objectWriter(object, null)
      return labels.map((label) => [label, write] as const)
    }),
  )
  return (raw) => {
    const [label, values] = raw as [string, unknown]
    const write = byLabel.get(label)
    if (write === undefined) throw new Error(`A node of an unplanned kind ${label} came back`)
    return write(values)
  }
}

/** The rows of a page in the order in which the caller reads them, and what is known of the rest. */
interface Page {
  readonly rows: List
  readonly more: boolean
  readonly total: unknown
}

function connectionWriter(plan: ConnectionPlan): Write {
  const write = memberWriter(plan.members.map((member) => connectionMember(plan, member)))
  const counted = needsCount(plan)
  return (raw) => {
    const fetched = (counted ? (raw as List)[0] : raw) as List
    const total = counted ? (raw as List)[1] : undefined
    const more = fetched.length > plan.page.size
    const page = more ? fetched.slice(0, plan.page.size) : fetched
    return write({ rows: plan.page.forward ? page : page.toReversed(), more, total } satisfies Page)
  }
}

/** Reads the value at an index of a connection's rows. */
const valueAt = (plan: ConnectionPlan, index: number): ((row: unknown) => unknown) =>
  isBare(plan) ? (row) => row : (row) => (row as List)[index]

function connectionMember(plan: ConnectionPlan, member: ConnectionMember): Member {
  const { alias } = member
  switch (member.kind) {
    case 'typename':
      return constant(alias, member.name)
    case 'totalCount':
      return [alias, (page) => String((page as Page).total)]
    case 'pageInfo':
      return [alias, memberWriter(member.fields.map((field) => [field.alias, pageInfo(plan, field.name)]))]
    case 'nodes':
    case 'edges': {
      const column = plan.columns[member.column]
      if (column === undefined) throw new Error('A member of a connection has no column')
      const write =
        column.kind === 'edge' ? objectWriter(column.object, plan.signature) : nodeWriter(column.node)
      const value = valueAt(plan, member.column + (needsKeys(plan) ? 1 : 0))
      return [alias, (page) => list((page as Page).rows, (row) => write(value(row)))]
    }
  }
}

function pageInfo(plan: ConnectionPlan, name: string): Write {
  const { forward, after, before } = plan.page
  const keys = valueAt(plan, 0)
  const cursor = (row: unknown) =>
    row === undefined ? 'null' : `"${encodeCursor(plan.signature, keys(row) as readonly KeyValue[])}"`
  switch (name) {
    case 'hasNextPage':
      return forward ? (page) => String((page as Page).more) : () => String(before !== null)
    case 'hasPreviousPage':
      return forward ? () => String(after !== null) : (page) => String((page as Page).more)
    case 'startCursor':
      return (page) => cursor((page as Page).rows[0])
    case 'endCursor':
      return (page) => cursor((page as Page).rows.at(-1))
    default:
      return constant('', 'PageInfo')[1]
  }
}

function aggregateWriter({ members }: AggregatePlan): Write {
  let column = 0
  return memberWriter(
    members.map((member): Member => {
      if (member.kind === 'typename') return constant(member.alias, member.name)
      const at = column++
      if (member.kind !== 'groups') return [member.alias, (raw) => String((raw as List)[at])]
      const group = objectWriter(member.object, null)
      return [member.alias, (raw) => list((raw as readonly List[])[at] ?? [], group)]
    }),
  )
}

function graphWriter(plan: GraphPlan): Write {
  let column = 0
  return memberWriter(
    plan.map((member): Member => {
      if (member.kind === 'typename') return constant(member.alias, member.name)
      const at = column++
      const value = graphMember(member)
      return [member.alias, (raw) => value((raw as List)[at])]
    }),
  )
}

function graphMember(member: Exclude<GraphPlan[number], { kind: 'typename' }>): Write {
  switch (member.kind) {
    case 'truncated':
    case 'length':
      return JSON.stringify
    case 'nodes': {
      const node = nodeWriter(member.node)
      return (raw) => list(raw as List, node)
    }
    case 'links': {
      const link = objectWriter(member.object, null)
      return (raw) => list(raw as List, link)
    }
  }
}
