import type { Model } from '../model/index.ts'
import type { Store, Transaction } from '../store/store.ts'
import { sequence, sequenceAt, statesBefore } from './history.ts'
import type { Recorded } from './history.ts'
import { linksAfter, nodesAfter } from './state.ts'
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
    at === undefined ? sequence(transaction) : sequenceAt(transaction, { seq: at }, 'seq'),
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

  async function* all<State extends NodeState | LinkState>(
    subject: Recorded['subject'],
    kind: string | undefined,
    pageAfter: (transaction: Transaction, after: string) => Promise<State[]>,
  ): AsyncGenerator<State[]> {
    let after = ''
    for (;;) {
      const states = await batch((transaction) => pageAfter(transaction, after))
      const last = states.length < TOGETHER ? null : (states.at(-1)?.id ?? null)
      const restored = [...corrected.values()].flatMap((one) =>
        one.subject === subject &&
        (kind === undefined || one.kind === kind) &&
        one.state !== null &&
        one.id > after &&
        (last === null || one.id <= last)
          ? // The subject says which of the two it is.
            [one.state as State]
          : [],
      )
      const page = [...states.filter(({ id }) => !corrected.has(id)), ...restored]
      if (page.length > 0) yield page.sort((one, other) => (one.id < other.id ? -1 : 1))
      if (last === null) return
      after = last
    }
  }

  return {
    seq,
    nodes: (kind) =>
      all('NODE', kind, async (transaction, after) => [
        ...(await nodesAfter(transaction, model, kind ?? 'Entity', after, TOGETHER)).values(),
      ]),
    links: (type) =>
      all('LINK', type, (transaction, after) => linksAfter(transaction, type, after, TOGETHER)),
  }
}
