import type { Logger } from 'pino'
import { ClientError, badInput } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { createClock } from './clock.ts'

/** The most subscribers that one process serves; each holds a connection and a page of changes. */
export const MAX_SUBSCRIBERS = 1_000
/** The most change sets that are read for a subscriber at once, and so held for it. */
const PAGE = 20

/** A change set as one subscriber wants it. */
export interface Entry {
  readonly seq: number
  /** What the subscriber asked of it, as JSON. */
  readonly json: string
}

/** Reads the change sets with sequence numbers above `after` and up to `until`, in their order. */
export type ReadPage = (after: number, until: number) => Promise<readonly Entry[]>

/** What a subscriber says it has seen, and by what it says so. */
export interface Seen {
  readonly seq: number
  /** The argument or header that holds it, for an error to name. */
  readonly path: string
}

/** The change sets of the graph as they come, whichever instance makes them. */
export interface Feed {
  /**
   * Where a subscriber begins: after what it has seen, or from now on.
   * @throws ClientError BAD_USER_INPUT for a number that the graph has not had, UNAVAILABLE without a database.
   */
  begin(seen: Seen | null): Promise<number>
  /**
   * Every change set after `after`, each once and in order, until the signal is aborted. A database that is away is waited
   * for. Nothing is read before the last page is taken.
   * @throws ClientError RATE_LIMITED beyond MAX_SUBSCRIBERS, CONFLICT when the graph is put back to an earlier state.
   */
  follow(after: number, read: ReadPage, signal: AbortSignal): AsyncGenerator<Entry, void>
  /** Something was written through this instance: subscribers need not wait for the next look. */
  readonly wake: () => void
}

export function createFeed(store: Store, log: Logger): Feed {
  const clock = createClock(store, log)
  let subscribers = 0

  /** A page that may be short of what is promised is a page that could not be read: nothing is ever skipped. */
  const page = async (after: number, until: number, read: ReadPage): Promise<readonly Entry[]> => {
    try {
      const entries = await read(after, until)
      const gap = entries.findIndex(({ seq }, index) => seq !== after + 1 + index)
      const whole = gap === -1 ? entries : entries.slice(0, gap)
      if (whole.length === 0) throw new ClientError('UNAVAILABLE', `There is no change set ${after + 1} yet`)
      return whole
    } catch (error) {
      if (!(error instanceof ClientError && error.code === 'UNAVAILABLE')) throw error
      clock.doubt(error)
      return []
    }
  }

  return {
    begin: async (seen) => {
      const now = await clock.now()
      if (seen === null) return now
      const { seq, path } = seen
      if (Number.isSafeInteger(seq) && seq >= 0 && seq <= now) return seq
      throw badInput([
        { path, reason: `must be a whole number from 0 to ${now}, the graph's sequence number now` },
      ])
    },
    async *follow(after, read, signal) {
      if (subscribers >= MAX_SUBSCRIBERS)
        throw new ClientError(
          'RATE_LIMITED',
          `${MAX_SUBSCRIBERS} subscribers are served already, the most that one process serves; try again later`,
        )
      subscribers += 1
      try {
        let seq = after
        for (;;) {
          const now = await clock.past(seq, signal)
          if (now === null) return
          if (now < seq)
            throw new ClientError(
              'CONFLICT',
              `The graph was put back to an earlier state, sequence number ${now}; read it anew`,
            )
          for (const entry of await page(seq, Math.min(now, seq + PAGE), read)) {
            yield entry
            seq = entry.seq
          }
        }
      } finally {
        subscribers -= 1
      }
    },
    wake: clock.wake,
  }
}
