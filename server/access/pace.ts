import { LRUCache } from 'lru-cache'
import { Refusal } from './refusal.ts'
import type { Recorded } from './refusal.ts'

/** How failures of one kind slow the next attempt down. */
interface Slowing {
  /** Failures that cost nothing: people mistype. */
  readonly free: number
  /** The longest wait, in seconds; the first is one second, and each doubles the one before. */
  readonly longest: number
}

// Somebody who guesses at one account from many addresses must not keep its owner out for long; whoever guesses at many
// accounts from one address, behind which a whole office may sit, is slowed down later and for longer.
const OF_BOTH: Slowing = { free: 3, longest: 900 }
const OF_EMAIL: Slowing = { free: 10, longest: 60 }
const OF_ADDRESS: Slowing = { free: 30, longest: 900 }

/** How long failures are remembered after the last of them, in milliseconds. */
const REMEMBERED_MS = 3_600_000
const MAX_REMEMBERED = 50_000

interface Failures {
  readonly count: number
  /** The instant before which there is no further attempt, in milliseconds. */
  readonly until: number
}

/** Slows down who guesses passwords, of this process. */
export interface Pace {
  /**
   * Counts an attempt as failed until it is told to have gone well, so that many at once do not get round it.
   * @throws Refusal RATE_LIMITED with `retryAfter`, in seconds, when it comes too early.
   */
  begin(email: string, address: string, recorded: Recorded): { succeeded(): void }
}

export function createPace(): Pace {
  const failures = new LRUCache<string, Failures>({ max: MAX_REMEMBERED, ttl: REMEMBERED_MS })
  return {
    begin(email, address, recorded) {
      const now = Date.now()
      const both = `both ${email} ${address}`
      const keys = [
        [both, OF_BOTH],
        [`email ${email}`, OF_EMAIL],
        [`address ${address}`, OF_ADDRESS],
      ] as const
      const until = Math.max(...keys.map(([key]) => failures.get(key)?.until ?? 0))
      if (until > now) {
        const retryAfter = Math.ceil((until - now) / 1000)
        const message = `Too many attempts failed; try again in ${retryAfter} s`
        throw new Refusal(recorded, 'RATE_LIMITED', message, { retryAfter })
      }
      for (const [key, slowing] of keys) {
        const count = (failures.get(key)?.count ?? 0) + 1
        failures.set(key, { count, until: now + 1000 * secondsAfter(count, slowing) })
      }
      return {
        succeeded: () => {
          failures.delete(both)
          // Who has an account could otherwise guess at others for ever, between signing in to their own.
          for (const [key] of keys.slice(1)) {
            const known = failures.get(key)
            if (known !== undefined) failures.set(key, { count: known.count - 1, until: 0 })
          }
        },
      }
    },
  }
}

const secondsAfter = (count: number, { free, longest }: Slowing): number =>
  count < free ? 0 : Math.min(longest, 2 ** (count - free))
