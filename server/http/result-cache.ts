import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Statement } from '../store/store.ts'
import type { Reads } from '../store/reads.ts'
import type { KnownAnswer } from './known-documents.ts'

/** What is known of a request's answer. */
interface Entry {
  /** The graph's sequence number before the answer was computed; null while the request was only met once. */
  readonly seq: number | null
  readonly answer: Uint8Array<ArrayBuffer>
  readonly cost: number
}

/** An answer but for its end, which says what remains. */
export interface Remembered {
  readonly text: string | Uint8Array<ArrayBuffer>
  readonly remaining: number
}

/** Answers that were computed before, of which each is given again only while it is exactly right. */
export interface ResultCache {
  /**
   * @param question the request, and whose it is.
   * @param compute the answer, paid for; null when there is none. A passing one is not kept.
   * @param pay for an answer that is given again; returns what remains.
   */
  answer(
    question: string,
    compute: () => Promise<KnownAnswer | null>,
    pay: (cost: number) => number,
  ): Promise<Remembered | null>
}

const clock: Statement = {
  text: "UNWIND $rows AS row MATCH (c:Clock) WHERE c.id = 'graph' RETURN [row.i, c.seq] AS value",
  parameters: {},
}
const none = new Uint8Array()

/** The most questions that are known at once; of most of them it is known only that they were asked. */
const MAX_ENTRIES = 50_000

/**
 * An exact cache: an answer is given again only when the graph, asked anew for every request, has the sequence number
 * still that it had before the answer was computed: so nothing was changed while it was computed, nor since. Since asking
 * costs a small round trip, only what is asked a second time is kept. That the answer holds all of that number is the
 * store's doing: by its bookmarks, a read waits for what the one before it has seen. Questions are known by their SHA-256,
 * which is shorter than they are.
 * @param maxBytes the most that keys and answers may take together.
 */
export function createResultCache(reads: Reads, maxBytes: number): ResultCache {
  const entries = new LRUCache<string, Entry>({
    max: MAX_ENTRIES,
    maxSize: maxBytes,
    // What is larger than a hundredth would push out too much else.
    maxEntrySize: Math.ceil(maxBytes / 100),
    sizeCalculation: ({ answer }, key) => key.length * 2 + answer.byteLength + 200,
  })
  const sequence = async (): Promise<number> => {
    const value = await reads.ask({ template: clock, row: {}, isShared: true })
    if (value === undefined) throw new Error('The graph has no clock: it was not prepared')
    return (value as readonly [number, number])[1]
  }
  return {
    async answer(question, compute, pay) {
      const key = hash('sha256', question, 'base64')
      const known = entries.get(key)
      if (known === undefined) {
        const computed = await compute()
        if (computed === null) return null
        if (!computed.isPassing) entries.set(key, { seq: null, answer: none, cost: computed.cost })
        return computed
      }
      const before = await sequence()
      if (known.seq === before) return { text: known.answer, remaining: pay(known.cost) }
      const computed = await compute()
      if (computed === null || computed.isPassing) return computed
      entries.set(key, { seq: before, answer: encoder.encode(computed.text), cost: computed.cost })
      return computed
    },
  }
}

const encoder = new TextEncoder()
