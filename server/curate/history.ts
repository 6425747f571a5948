import { isDeepStrictEqual } from 'node:util'
import { ClientError, badInput } from '../errors.ts'
import type { Model } from '../model/index.ts'
import { instant } from '../store/properties.ts'
import type { Transaction } from '../store/store.ts'
import { contentOf, linksById, nodeStates } from './state.ts'
import type { LinkState, NodeState } from './state.ts'
import { batches, byType, writeStates } from './transitions.ts'
import type { Transition } from './transitions.ts'

/** A moment of the graph: after the change set of a number, or of the last one until an instant. */
export type Moment = { readonly seq: number } | { readonly at: string }

/** A node or a link as it was at some moment; null when it was not there. */
export type Recorded =
  | { readonly subject: 'NODE'; readonly id: string; readonly kind: string; readonly state: NodeState | null }
  | { readonly subject: 'LINK'; readonly id: string; readonly kind: string; readonly state: LinkState | null }

/** The most nodes and links that may have changed since a moment for the graph to be shown as it was then. */
export const MAX_SINCE = 50_000

/** The graph's sequence number. */
export async function sequence(transaction: Transaction): Promise<number> {
  const [clock] = await transaction.run({
    text: "MATCH (c:Clock { id: 'graph' }) RETURN c.seq AS seq",
    parameters: {},
  })
  if (clock === undefined) throw new Error('The graph has no clock: it was not prepared')
  return Number(clock['seq'])
}

/**
 * The sequence number that the graph had at a moment.
 * @throws ClientError BAD_USER_INPUT for a number that is still to come.
 */
export async function sequenceAt(transaction: Transaction, moment: Moment, path: string): Promise<number> {
  const now = await sequence(transaction)
  if ('seq' in moment) {
    if (moment.seq < 0 || moment.seq > now)
      throw badInput([{ path: `${path}.seq`, reason: `must be from 0 to ${now}, the number of the present` }])
    return moment.seq
  }
  const [last] = await transaction.run({
    text: 'MATCH (s:ChangeSet) WHERE s.at <= $at RETURN s.seq AS seq ORDER BY s.at DESC, s.seq DESC LIMIT 1',
    parameters: { at: instant(moment.at) },
  })
  return last === undefined ? 0 : Number(last['seq'])
}

/**
 * Everything that was changed after a moment, as it was at that moment: of each node and link the state before its first
 * change since.
 * @param until only changes up to this number are looked at; all of them without it.
 * @throws ClientError TOO_COMPLEX when that is more than `limit`.
 */
export async function statesBefore(
  transaction: Transaction,
  seq: number,
  { until, limit }: { until?: number; limit?: number } = {},
): Promise<Recorded[]> {
  const parameters = { seq: BigInt(seq), until: until === undefined ? null : BigInt(until) }
  const within = 'MATCH (s:ChangeSet) WHERE s.seq > $seq AND ($until IS NULL OR s.seq <= $until) '
  if (limit !== undefined) {
    const [row] = await transaction.run({
      text: `${within} RETURN sum(COUNT { (s)-[:INCLUDES]->() }) AS count`,
      parameters,
    })
    const count = Number(row?.['count'])
    if (count > limit)
      throw new ClientError(
        'TOO_COMPLEX',
        `${count} changes lie between that moment and now, at most ${limit} are taken back to answer a question; export the graph as of that moment instead`,
      )
  }
  const rows = await transaction.run({
    text:
      `${within} MATCH (s)-[:INCLUDES]->(c) WITH c ORDER BY c.seq, c.ordinal ` +
      'WITH c.targetId AS id, head(collect(c)) AS first ' +
      'RETURN id, first.subject AS subject, first.kind AS kind, first.before AS state',
    parameters,
  })
  return rows.map(recorded)
}

function recorded(row: Record<string, unknown>): Recorded {
  const { subject, id, kind, state } = row
  // The log's own text, written from these types.
  const found: unknown = typeof state === 'string' ? JSON.parse(state) : null
  return { subject, id, kind, state: found } as Recorded
}

/** The present states of recorded nodes and links, by id; an id without one is not there. */
export async function presentStates(
  transaction: Transaction,
  model: Model,
  of: readonly Pick<Recorded, 'subject' | 'id' | 'kind'>[],
): Promise<Map<string, NodeState | LinkState>> {
  const states = new Map<string, NodeState | LinkState>()
  const nodes = of.filter(({ subject }) => subject === 'NODE').map(({ id }) => id)
  for (const ids of batches(nodes))
    for (const [id, state] of await nodeStates(transaction, model, ids)) states.set(id, state)
  const links = of.flatMap(({ subject, id, kind }) => (subject === 'LINK' ? [{ id, type: kind }] : []))
  for (const [type, some] of byType(links))
    for (const batch of batches(some.map(({ id }) => id)))
      for (const state of await linksById(transaction, type, batch)) states.set(state.id, state)
  return states
}

/** From what is there to what is wanted, without what is the same already. */
export function transitionsTo(
  wanted: readonly Recorded[],
  present: ReadonlyMap<string, NodeState | LinkState>,
): Transition[] {
  return wanted.flatMap(({ subject, id, state }): Transition[] => {
    const before = present.get(id) ?? null
    if (isDeepStrictEqual(before, state)) return []
    // What is stored under an id is of the subject that the log names.
    return [{ subject, before, after: state } as Transition]
  })
}

/** Brings the graph inside a transaction that is to be taken back to what it was at a sequence number. */
export async function rewind(transaction: Transaction, model: Model, seq: number): Promise<void> {
  const wanted = await statesBefore(transaction, seq, { limit: MAX_SINCE })
  if (wanted.length === 0) return
  await writeStates(
    { transaction, model },
    transitionsTo(wanted, await presentStates(transaction, model, wanted)),
  )
}

/** Whether two states say the same, whatever their versions and times. */
export const sameContent = (
  one: NodeState | LinkState | null,
  other: NodeState | LinkState | null,
): boolean =>
  one === null || other === null ? one === other : isDeepStrictEqual(contentOf(one), contentOf(other))
