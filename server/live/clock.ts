import type { Logger } from 'pino'
import { ClientError } from '../errors.ts'
import type { Statement, Store } from '../store/store.ts'

/** How often the database is asked while somebody waits, in milliseconds: writes of other instances are seen by then. */
const POLL_MS = 500
/** How long an answer that did not come is waited for before it is asked again, in milliseconds. */
const RETRY_MS = 1_000

const statement: Statement = {
  text: "MATCH (c:Clock) WHERE c.id = 'graph' RETURN c.seq AS value",
  parameters: {},
}

/** The graph's sequence number as it moves, whoever moves it: other instances write to the same database. */
export interface Clock {
  /** Asks the database. @throws ClientError UNAVAILABLE when it does not answer. */
  now(): Promise<number>
  /**
   * Waits until the number is other than `seq`, also while the database is away. It is less where the graph was put back
   * to an earlier state.
   * @returns null when the signal is aborted.
   */
  past(seq: number, signal: AbortSignal): Promise<number | null>
  /** The number may have moved just now: looks at once if anybody waits. */
  readonly wake: () => void
  /** What the number promised could not be read: all who wait go on once the database has been asked again. */
  readonly doubt: (reason: unknown) => void
}

interface Waiter {
  readonly seq: number
  readonly settle: (outcome: { readonly seq: number | null } | { readonly error: Error }) => void
}

/** One statement at a time asks for all who wait; nobody asks while nobody waits. */
export function createClock(store: Store, log: Logger): Clock {
  const waiting = new Set<Waiter>()
  /** The number that was read last; undefined while that is in doubt. */
  let latest: number | undefined
  let isRunning = false
  let isLost = false
  /** Whether somebody asked to look again since the last look began. */
  let isDue = false
  const isAtRest = () => waiting.size > 0 && !isDue
  let endPause = (): void => undefined

  const now = async (): Promise<number> => {
    const [seq] = await store.read(statement)
    if (typeof seq !== 'number') throw new Error('The graph has no clock: it was not prepared')
    latest = seq
    return seq
  }

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((fulfil) => {
      const timer = setTimeout(fulfil, milliseconds)
      endPause = () => {
        clearTimeout(timer)
        fulfil()
      }
    })

  const lost = (error: unknown): void => {
    if (!isLost) log.warn({ err: error }, 'live changes wait: the change log cannot be read')
    isLost = true
    latest = undefined
  }

  const look = async (): Promise<void> => {
    // Only who waits already can be told that the number has fallen: who comes meanwhile may know of a newer one.
    const asked = new Set(waiting)
    try {
      const seq = await now()
      if (isLost) log.info({ seq }, 'live changes go on')
      isLost = false
      for (const waiter of [...waiting])
        if (seq > waiter.seq || (seq < waiter.seq && asked.has(waiter))) waiter.settle({ seq })
    } catch (error) {
      if (error instanceof ClientError) lost(error)
      else {
        const unexpected = error instanceof Error ? error : new Error('The clock failed', { cause: error })
        for (const waiter of [...waiting]) waiter.settle({ error: unexpected })
      }
    }
  }

  const run = async (): Promise<void> => {
    isRunning = true
    if (isLost) await pause(RETRY_MS)
    while (waiting.size > 0) {
      isDue = false
      await look()
      if (isLost) await pause(RETRY_MS)
      else if (isAtRest()) await pause(POLL_MS)
    }
    isRunning = false
  }

  return {
    now,
    past: (seq, signal) =>
      new Promise((fulfil, reject) => {
        if (signal.aborted) {
          fulfil(null)
          return
        }
        if (latest !== undefined && latest > seq) {
          fulfil(latest)
          return
        }
        const waiter: Waiter = {
          seq,
          settle: (outcome) => {
            waiting.delete(waiter)
            signal.removeEventListener('abort', leave)
            if ('error' in outcome) reject(outcome.error)
            else fulfil(outcome.seq)
          },
        }
        const leave = () => {
          waiter.settle({ seq: null })
          if (waiting.size === 0) endPause()
        }
        signal.addEventListener('abort', leave)
        waiting.add(waiter)
        if (!isRunning) void run()
      }),
    wake: () => {
      isDue = true
      if (!isLost) endPause()
    },
    doubt: lost,
  }
}
