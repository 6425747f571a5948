import { identifier, numberedTitle, referencesOf, referenceType } from '../model/index.ts'
import type { Kind, Model } from '../model/index.ts'
import { fromProperties, plain } from '../store/properties.ts'
import type { Transaction } from '../store/store.ts'
import type { LinkStatus } from './facts.ts'
import type { LocalizedText, Values } from './validate.ts'

/** A piece of evidence as the graph holds it. */
export interface EvidenceState {
  readonly id: string
  readonly passageId: string
  readonly mention: string
  readonly start: number | null
  readonly end: number | null
  readonly note: string | null
}

/** All that there is to know of a node: what history keeps, and what a stale writer is shown. */
export interface NodeState {
  readonly kind: string
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly fields: Values
  readonly evidence: readonly EvidenceState[]
}

export interface LinkState {
  readonly type: string
  readonly id: string
  readonly from: string
  readonly to: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly note: string | null
  readonly confidence: number | null
  readonly status: LinkStatus
  readonly evidence: readonly EvidenceState[]
}

export const isNode = (state: NodeState | LinkState | null): state is NodeState =>
  state !== null && 'fields' in state
export const isLink = (state: NodeState | LinkState | null): state is LinkState =>
  state !== null && 'from' in state

/** How a list of evidence is read; `start` and `end` count UTF-16 code units of the passage's text. */
const evidenceOf = (target: string): string =>
  `COLLECT { MATCH (e:Evidence)-[:QUOTES]->(p:Passage) WHERE e.targetId = ${target}.id WITH e, p ORDER BY e.id ` +
  `RETURN { id: e.id, passageId: p.id, mention: e.mention, start: e.start, end: e.end, note: e.note } }`

/** The nodes of these ids that exist, by id, whatever their kinds. */
export const nodeStates = (
  transaction: Transaction,
  model: Model,
  ids: readonly string[],
): Promise<Map<string, NodeState>> =>
  statesOf(transaction, model, 'UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id', { ids })

/** A page of all nodes with a label, by id and in the order of their ids. */
export const nodesAfter = (
  transaction: Transaction,
  model: Model,
  label: string,
  after: string,
  limit: number,
): Promise<Map<string, NodeState>> =>
  statesOf(
    transaction,
    model,
    `MATCH (n:${identifier(label)}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT $limit`,
    { after, limit: BigInt(limit) },
  )

/** The nodes that a pattern finds; `n` is the node. */
async function statesOf(
  transaction: Transaction,
  model: Model,
  match: string,
  parameters: Record<string, unknown>,
): Promise<Map<string, NodeState>> {
  const rows = await transaction.run({
    text:
      `${match} RETURN properties(n) AS properties, labels(n) AS labels, ` +
      `COLLECT { MATCH (n)-[r:${referenceTypes(model)}]->(o) RETURN [type(r), o.id] } AS owners, ` +
      `${evidenceOf('n')} AS evidence`,
    parameters,
  })
  return new Map(
    rows.map((row) => {
      const labels = row['labels'] as readonly string[]
      const kind = model.kind(labels.find((label) => label !== 'Entity') ?? '')
      const properties = row['properties'] as Values
      const owners = new Map(row['owners'] as readonly [string, string][])
      const values = fromProperties(kind, properties)
      const fields = Object.entries(kind.fields).map(([name, field]) => [
        name,
        field.type === 'reference' ? (owners.get(referenceType(name)) ?? null) : values[name],
      ])
      const state: NodeState = {
        kind: kind.name,
        ...common(properties),
        fields: Object.fromEntries(fields) as Values,
        evidence: evidenceStates(row['evidence']),
      }
      return [state.id, state]
    }),
  )
}

/** The links that a pattern finds, in the order of their ids; `r` is the link, from `a` to `b`. */
async function linkStates(
  transaction: Transaction,
  match: string,
  parameters: Record<string, unknown>,
): Promise<LinkState[]> {
  const rows = await transaction.run({
    text:
      `${match} WITH r, startNode(r) AS a, endNode(r) AS b ORDER BY r.id ` +
      `RETURN properties(r) AS properties, type(r) AS type, a.id AS from, b.id AS to, ${evidenceOf('r')} AS evidence`,
    parameters,
  })
  return rows.map((row) => {
    const properties = row['properties'] as Values
    return {
      type: row['type'] as string,
      ...common(properties),
      from: row['from'] as string,
      to: row['to'] as string,
      note: (properties['note'] ?? null) as string | null,
      confidence: (properties['confidence'] ?? null) as number | null,
      status: properties['status'] as LinkStatus,
      evidence: evidenceStates(row['evidence']),
    }
  })
}

/** The same keys in the same order each time, so that states can be compared as text. */
const evidenceStates = (rows: unknown): EvidenceState[] =>
  (rows as readonly EvidenceState[]).map(({ id, passageId, mention, start, end, note }) => ({
    id,
    passageId,
    mention,
    start,
    end,
    note,
  }))

const common = (properties: Values) => ({
  id: properties['id'] as string,
  version: properties['version'] as number,
  createdAt: plain(properties['createdAt']) as string,
  updatedAt: plain(properties['updatedAt']) as string,
})

export async function linkState(
  transaction: Transaction,
  model: Model,
  id: string,
): Promise<LinkState | undefined> {
  // One index seek a type: a pattern of several types would scan them all.
  const seeks = model.linkTypes.map(
    (type) => `MATCH ()-[r:${identifier(type)}]->() WHERE r.id = $id RETURN r`,
  )
  const [state] = await linkStates(transaction, `CALL () { ${seeks.join(' UNION ALL ')} }`, { id })
  return state
}

/** Every link that these nodes have, in either direction, each once. */
export const linksOf = (
  transaction: Transaction,
  model: Model,
  ids: readonly string[],
): Promise<LinkState[]> =>
  linkStates(
    transaction,
    `UNWIND $ids AS id MATCH (n:Entity)-[r:${model.linkTypes.map(identifier).join('|')}]-() ` +
      'WHERE n.id = id WITH DISTINCT r',
    { ids },
  )

/** Every link both of whose ends are among these nodes. */
export const linksAmong = (
  transaction: Transaction,
  model: Model,
  ids: readonly string[],
): Promise<LinkState[]> =>
  linkStates(
    transaction,
    `UNWIND $ids AS id MATCH (n:Entity)-[r:${model.linkTypes.map(identifier).join('|')}]->(o) ` +
      'WHERE n.id = id AND o.id IN $ids WITH DISTINCT r',
    { ids },
  )

/** The links of one type with these ids that exist. */
export const linksById = (
  transaction: Transaction,
  type: string,
  ids: readonly string[],
): Promise<LinkState[]> =>
  linkStates(transaction, `UNWIND $ids AS id MATCH ()-[r:${identifier(type)}]->() WHERE r.id = id`, { ids })

/** A page of all links of one type, in the order of their ids. */
export const linksAfter = (
  transaction: Transaction,
  type: string,
  after: string,
  limit: number,
): Promise<LinkState[]> =>
  linkStates(
    transaction,
    `MATCH ()-[r:${identifier(type)}]->() WHERE r.id > $after WITH r ORDER BY r.id LIMIT $limit`,
    { after, limit: BigInt(limit) },
  )

/**
 * A state of a node or a link without what counts and dates it: what it says. A field without a value says nothing,
 * so that states which the log holds from before a field was declared are what they were.
 */
export const contentOf = (state: NodeState | LinkState): Values => {
  const content = Object.fromEntries(Object.entries(state).filter(([name]) => !STAMPS.includes(name)))
  return 'fields' in state ? { ...content, fields: withoutNulls(state.fields) } : content
}

const withoutNulls = (fields: Values): Values =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

const STAMPS = ['version', 'createdAt', 'updatedAt']

const referenceTypes = (model: Model): string => {
  const types = model.kinds.flatMap((kind) =>
    referencesOf(kind).map(([name]) => identifier(referenceType(name))),
  )
  return [...new Set(types)].join('|') || 'NONE'
}

/** What a node is called, in both languages; English falls back to Vietnamese when it is read. */
export function titleOf(kind: Kind, fields: Values): LocalizedText {
  const { titledBy } = kind
  if ('field' in titledBy) return (fields[titledBy.field] ?? { vi: null, en: null }) as LocalizedText
  return numberedTitle(titledBy, fields[titledBy.number])
}
