import { ClientError } from '../errors.ts'
import type { Limits } from './limits.ts'
import { networkOf } from './network.ts'
import type { Credentials, Asking } from './visit.ts'

const MINUTE_MS = 60_000
/** The people, keys and addresses of which is known what they have asked for; whose minute ends first is forgotten first. */
const MAX_KNOWN = 50_000

/** What somebody has asked for since a window of a minute began. */
interface Window {
  /** In milliseconds. */
  readonly ends: number
  requests: number
  cost: number
}

/** Whose request it is: a person's, a key's, or that of an address of which no more is known. */
type Holder = Pick<Asking, 'principal'> & { readonly visit: Pick<Credentials, 'address'> }

/** What each person, key and address may still ask of this process within a minute. */
export interface Budget {
  /** Counts a request. @throws ClientError RATE_LIMITED with `retryAfter`, in seconds. */
  admit(holder: Holder): void
  /**
   * Takes what a request costs.
   * @returns what remains.
   * @throws ClientError RATE_LIMITED with `retryAfter`, in seconds, when less than that remains.
   */
  spend(holder: Holder, cost: number): number
  /**
   * Waits until it is their turn to have something done that takes long without a pause: one thing of each in a turn of the
   * event loop.
   */
  turn(holder: Holder): Promise<void>
  /**
   * Takes one of the places for subscriptions.
   * @returns what gives it back.
   * @throws ClientError RATE_LIMITED when there is none.
   */
  subscribe(holder: Holder): () => void
  /**
   * Whether an address may show once more who asks.
   * @throws ClientError RATE_LIMITED with `retryAfter`, in seconds, when too much from there was not valid.
   */
  mayShow(address: string): void
  /** Counts what an address has shown that was not valid. */
  refused(address: string): void
}

export function createBudget({
  requestsAMinute,
  costAMinute,
  subscriptions,
}: Pick<Limits, 'requestsAMinute' | 'costAMinute' | 'subscriptions'>): Budget {
  const windows = createWindows()
  const refusals = createWindows()
  const subscribed = new Map<string, number>()
  const turns = new Map<string, Promise<void>>()

  const count = (window: Window): void => {
    if (window.requests >= requestsAMinute)
      throw exceeded(window, `More than ${requestsAMinute} requests were sent within a minute`)
    window.requests += 1
  }

  return {
    admit: (holder) => {
      const name = nameOf(holder)
      if (name !== null) count(windows.of(name))
    },
    spend(holder, cost) {
      const name = nameOf(holder)
      if (name === null) return costAMinute
      const window = windows.of(name)
      if (window.cost + cost > costAMinute)
        throw exceeded(window, `This costs ${cost}, and of the ${costAMinute} of a minute less is left`)
      window.cost += cost
      return costAMinute - window.cost
    },
    async turn(holder) {
      const name = nameOf(holder)
      if (name === null) return
      const mine = (turns.get(name) ?? Promise.resolve()).then(nextTurn)
      turns.set(name, mine)
      await mine
      if (turns.get(name) === mine) turns.delete(name)
    },
    subscribe(holder) {
      const name = nameOf(holder)
      if (name === null) return () => undefined
      const taken = subscribed.get(name) ?? 0
      if (taken >= subscriptions)
        throw new ClientError(
          'RATE_LIMITED',
          `${subscriptions} subscriptions are open already; end one first`,
        )
      subscribed.set(name, taken + 1)
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        const left = (subscribed.get(name) ?? 1) - 1
        if (left === 0) subscribed.delete(name)
        else subscribed.set(name, left)
      }
    },
    mayShow(address) {
      const window = refusals.known(networkOf(address))
      if (window !== undefined && window.requests >= requestsAMinute)
        throw exceeded(window, 'Too much was sent from this address that shows nobody')
    },
    refused: (address) => {
      refusals.of(networkOf(address)).requests += 1
    },
  }
}

const nextTurn = (): Promise<void> => new Promise((fulfil) => setImmediate(fulfil))

/** The windows of those who have asked for something within the last minute. */
function createWindows() {
  const windows = new Map<string, Window>()
  const known = (name: string): Window | undefined => {
    const window = windows.get(name)
    return window !== undefined && window.ends > Date.now() ? window : undefined
  }
  return {
    known,
    of(name: string): Window {
      const open = known(name)
      if (open !== undefined) return open
      // Put at the end, so that the first is the one that has begun first.
      windows.delete(name)
      const [first] = windows.size < MAX_KNOWN ? [] : windows.keys()
      if (first !== undefined) windows.delete(first)
      const begun = { ends: Date.now() + MINUTE_MS, requests: 0, cost: 0 }
      windows.set(name, begun)
      return begun
    },
  }
}

function exceeded({ ends }: Window, what: string): ClientError {
  const retryAfter = Math.max(1, Math.ceil((ends - Date.now()) / 1000))
  return new ClientError('RATE_LIMITED', `${what}; try again in ${retryAfter} s`, { retryAfter })
}

/** An id or an address, none of which is another's; null for the service's own commands, which nobody sends. */
function nameOf({ principal, visit }: Holder): string | null {
  switch (principal.by) {
    case 'SESSION':
      return principal.personId
    case 'KEY':
      return principal.keyId
    case 'NOTHING':
      return networkOf(visit.address)
    case 'COMMAND':
      return null
  }
}
