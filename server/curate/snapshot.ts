import type { Model } from '../model/index.ts'
import type { Store, Transaction } from '../store/store.ts'
import { sequence, sequenceAt, statesBefore } from './history.ts'
import type { Recorded } from './history.ts'
import { actorsOf } from './log.ts'
import { linksAfter, linksAmong, nodeStates, nodesAfter } from './state.ts'
import type { LinkState, NodeState } from './state.ts'

/** Nodes or links that are read at once. */
const TOGETHER = 1_000
/** Longest that one batch may take, in milliseconds. */
const BATCH_TIMEOUT_MS = 120_000

/** The graph as it is, or was, at one sequence number, in batches and in the order of ids. */
export interface Snapshot {
  readonly seq: number
  /** @param kind all kinds together without it. */
  nodes(kind?: string): AsyncGenerator<NodeState[]>
  links(type: string): AsyncGenerator<LinkState[]>
  /** The nodes of these ids that are there, in one batch. */
  nodesOf(ids: readonly string[]): Promise<NodeState[]>
  /** Every link both of whose ends are among these nodes, in one batch. */
  linksAmong(ids: readonly string[]): Promise<LinkState[]>
  /** Who has changed these nodes or links up to then, by their ids. */
  actors(ids: readonly string[]): Promise<Map<string, readonly string[]>>
}

/**
 * An exact snapshot while others write, without a lock: each batch is read as it is, and what the log says was changed
 * after the snapshot's number is put back to what it was. Memory holds one batch and what was changed since the number.
 * @param at the sequence number; that of the present without it.
 * @throws ClientError BAD_USER_INPUT for a number that is still to come.
 */
export async function openSnapshot(store: Store, model: Model, at?: number): Promise<Snapshot> {
  const read = <T>(work: (transaction: Transaction) => Promise<T>) => store.trial(work, BATCH_TIMEOUT_MS)
  const seq = await read((transaction) =>
    at === undefined ? sequence(transaction) : sequenceAt(transaction, { seq: at }, 'asOf'),
  )
  /** What was changed since the number, as it was at it, by id; `known` is how far the log was read. */
  const corrected = new Map<string, Recorded>()
  let known = seq

  const batch = <State extends NodeState | LinkState>(page: (transaction: Transaction) => Promise<State[]>) =>
    read(async (transaction) => {
      const states = await page(transaction)
      // After the page: what was committed before it was read is in the log by now.
      const now = await sequence(transaction)
      if (now > known)
        for (const one of await statesBefore(transaction, known, { until: now }))
          if (!corrected.has(one.id)) corrected.set(one.id, one)
      known = Math.max(known, now)
      return states
    })

  /** A batch as it was at the number; `isMeant` says of what was changed since whether it belongs to the batch. */
  const restored = <State extends NodeState | LinkState>(
    subject: Recorded['subject'],
    states: readonly State[],
    isMeant: (state: State) => boolean,
  ): State[] => {
    const before = [...corrected.values()].flatMap((one) => {
      if (one.subject !== subject || one.state === null) return []
      // The subject says which of the two it is.
      const state = one.state as State
      return isMeant(state) ? [state] : []
    })
    return [...states.filter(({ id }) => !corrected.has(id)), ...before].sort((one, other) =>
      one.id < other.id ? -1 : 1,
    )
  }

  async function* all<State extends NodeState | LinkState>(
    subject: Recorded['subject'],
    isOfKind: (state: State) => boolean,
    pageAfter: (transaction: Transaction, after: string) => Promise<State[]>,
  ): AsyncGenerator<State[]> {
    let after = ''
    for (;;) {
      const states = await batch((transaction) => pageAfter(transaction, after))
      const last = states.length < TOGETHER ? null : (states.at(-1)?.id ?? null)
      const page = restored(
        subject,
        states,
        (state) => isOfKind(state) && state.id > after && (last === null || state.id <= last),
      )
      if (page.length > 0) yield page
      if (last === null) return
      after = last
    }
  }

  return {
    seq,
    nodes: (kind) =>
      all<NodeState>(
        'NODE',
        (state) => kind === undefined || state.kind === kind,
        async (transaction, after) => [
          ...(await nodesAfter(transaction, model, kind ?? 'Entity', after, TOGETHER)).values(),
        ],
      ),
    links: (type) =>
      all<LinkState>(
        'LINK',
        (state) => state.type === type,
        (transaction, after) => linksAfter(transaction, type, after, TOGETHER),
      ),
    async nodesOf(ids) {
      const asked = new Set(ids)
      const states = await batch(async (transaction) => [
        ...(await nodeStates(transaction, model, ids)).values(),
      ])
      return restored('NODE', states, ({ id }) => asked.has(id))
    },
    async linksAmong(ids) {
      const asked = new Set(ids)
      const states = await batch((transaction) => linksAmong(transaction, model, ids))
      return restored('LINK', states, ({ from, to }) => asked.has(from) && asked.has(to))
    },
    actors: (ids) => read((transaction) => actorsOf(transaction, ids, seq)),
  }
}
