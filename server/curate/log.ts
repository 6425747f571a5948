import { plain } from '../store/properties.ts'
import type { Transaction } from '../store/store.ts'
import type { Origin } from './change-set.ts'
import { notFound } from './nodes.ts'
import type { LinkState, NodeState } from './state.ts'
import { batches } from './transitions.ts'
import type { LocalizedText } from './validate.ts'

/** A change set as the log has it, without its changes. */
export interface LoggedSet {
  readonly id: string
  readonly seq: number
  /** ISO instant. */
  readonly at: string
  readonly actor: string
  readonly reason: string | null
  readonly origin: Origin
}

/** A change as the log has it. */
export interface LoggedChange {
  readonly subject: 'NODE' | 'LINK'
  /** The node or link. */
  readonly id: string
  /** The kind of the node, or the type of the link. */
  readonly kind: string
  readonly title: LocalizedText
  readonly before: NodeState | LinkState | null
  readonly after: NodeState | LinkState | null
  readonly seq: number
  readonly changeSetId: string
}

const setFields = 's { .id, .seq, .at, .actor, .reason, .origin } AS set'
/** What changeOf reads of a change `c`. */
export const changeFields = 'c { .seq, .subject, .targetId, .kind, .title_vi, .title_en, .before, .after }'

/** A change set by its id. @throws ClientError NOT_FOUND. */
export async function loggedSet(transaction: Transaction, id: string): Promise<LoggedSet> {
  const [row] = await transaction.run({
    text: `MATCH (s:ChangeSet) WHERE s.id = $id RETURN ${setFields}`,
    parameters: { id },
  })
  if (row === undefined) throw notFound('change set', id, 'changeSetId')
  return setOf(row['set'])
}

/** What a change set did to the nodes that it merged others into. */
export async function mergersOf(transaction: Transaction, id: string): Promise<LoggedChange[]> {
  const rows = await transaction.run({
    text:
      'MATCH (s:ChangeSet)-[:INCLUDES]->(gone) WHERE s.id = $id AND gone.into IS NOT NULL ' +
      'WITH DISTINCT s, gone.into AS into MATCH (c:Change) WHERE c.targetId = into AND c.seq = s.seq ' +
      `RETURN ${changeFields} AS change ORDER BY into`,
    parameters: { id },
  })
  return rows.map(({ change }) => changeOf(change, id))
}

/** Change sets by their numbers, the newest first. */
export async function changeSetsOf(transaction: Transaction, seqs: readonly number[]): Promise<LoggedSet[]> {
  if (seqs.length === 0) return []
  const rows = await transaction.run({
    text: `UNWIND $seqs AS seq MATCH (s:ChangeSet) WHERE s.seq = seq WITH s ORDER BY s.seq DESC RETURN ${setFields}`,
    parameters: { seqs: seqs.map(BigInt) },
  })
  return rows.map((row) => setOf(row['set']))
}

const BY_TARGET = 'MATCH (c:Change) WHERE c.targetId = id AND c.seq > $seq RETURN c'
const BY_OTHER_END = [
  ...['from', 'to'].map((end) => `MATCH (c:Change) WHERE c.\`${end}\` = id AND c.seq > $seq RETURN c`),
  'MATCH ()-[t:TOUCHES]->(c) WHERE t.id = id AND t.seq > $seq RETURN c',
]

/**
 * The changes after a number of nodes and links, by their ids, the oldest first.
 * @param by whether the ids are those of what was changed, or of nodes that were touched by changes of their links, of what is
 * quoted from them and of what belongs to them.
 */
export async function laterChanges(
  transaction: Transaction,
  ids: readonly string[],
  seq: number,
  by: 'target' | 'otherEnd' = 'target',
): Promise<Map<string, LoggedChange[]>> {
  const found = new Map<string, LoggedChange[]>()
  const seeks = by === 'target' ? [BY_TARGET] : BY_OTHER_END
  for (const some of batches(ids)) {
    const rows = await transaction.run({
      text:
        `UNWIND $ids AS id CALL (id) { ${seeks.join(' UNION ')} } ` +
        `MATCH (s:ChangeSet)-[:INCLUDES]->(c) WITH id, s, c ORDER BY c.seq, c.ordinal RETURN id, s.id AS set, ${changeFields} AS change`,
      parameters: { ids: some, seq: BigInt(seq) },
    })
    for (const row of rows) {
      const id = String(row['id'])
      const change = changeOf(row['change'], String(row['set']))
      const changes = found.get(id)
      if (changes === undefined) found.set(id, [change])
      else changes.push(change)
    }
  }
  return found
}

/** The version that nodes and links which are not there had last, by id. */
export async function lastVersions(
  transaction: Transaction,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const versions = new Map<string, number>()
  for (const some of batches(ids)) {
    const rows = await transaction.run({
      text:
        // The range of numbers lets the index on both be used.
        'UNWIND $ids AS id CALL (id) { MATCH (c:Change) WHERE c.targetId = id AND c.seq > 0 ' +
        'RETURN c ORDER BY c.seq DESC LIMIT 1 } RETURN id, coalesce(c.before, c.after) AS state',
      parameters: { ids: some },
    })
    for (const row of rows)
      versions.set(String(row['id']), (JSON.parse(String(row['state'])) as NodeState).version)
  }
  return versions
}

/** Who has changed nodes or links up to a sequence number, by their ids; names in their order. */
export async function actorsOf(
  transaction: Transaction,
  ids: readonly string[],
  seq: number,
): Promise<Map<string, readonly string[]>> {
  const actors = new Map<string, readonly string[]>()
  for (const some of batches(ids)) {
    const rows = await transaction.run({
      text:
        'UNWIND $ids AS id MATCH (c:Change) WHERE c.targetId = id AND c.seq <= $seq ' +
        'MATCH (s:ChangeSet) WHERE s.seq = c.seq ' +
        'WITH DISTINCT id, s.actor AS actor ORDER BY actor RETURN id, collect(actor) AS actors',
      parameters: { ids: some, seq: BigInt(seq) },
    })
    for (const row of rows) actors.set(String(row['id']), row['actors'] as readonly string[])
  }
  return actors
}

/**
 * Which of the nodes that are not there before a change were merged into another, by id.
 * @param before the number of a change set for each id: only what was before it counts.
 */
export async function mergedBefore(
  transaction: Transaction,
  before: ReadonlyMap<string, number>,
): Promise<Map<string, string>> {
  const merged = new Map<string, string>()
  for (const some of batches([...before])) {
    const rows = await transaction.run({
      text:
        'UNWIND $rows AS row CALL (row) { MATCH (c:Change) WHERE c.targetId = row.id AND c.seq < row.seq ' +
        'RETURN c.into AS into ORDER BY c.seq DESC LIMIT 1 } WITH row, into WHERE into IS NOT NULL RETURN row.id AS id, into',
      parameters: { rows: some.map(([id, seq]) => ({ id, seq: BigInt(seq) })) },
    })
    for (const { id, into } of rows) merged.set(String(id), String(into))
  }
  return merged
}

type Row = Readonly<Record<string, unknown>>

function setOf(row: unknown): LoggedSet {
  const { at, seq, ...set } = row as Row
  return { ...set, seq: Number(seq), at: String(plain(at)) } as LoggedSet
}

/** A change from what `changeFields` gives. */
export function changeOf(row: unknown, changeSetId: string): LoggedChange {
  const { seq, subject, targetId, kind, title_vi: vi, title_en: en, before, after } = row as Row
  // What the log holds was written from these types.
  return {
    subject,
    id: targetId,
    kind,
    title: { vi, en },
    before: stateOf(before),
    after: stateOf(after),
    seq: Number(seq),
    changeSetId,
  } as LoggedChange
}

const stateOf = (json: unknown): unknown => (typeof json === 'string' ? JSON.parse(json) : null)
