import { LRUCache } from 'lru-cache'
import type { Principal } from './principal.ts'

/** The longest that somebody is taken for who they were, in milliseconds: changes of other instances are seen after it. */
const KEPT_MS = 1_000
const MAX_KEPT = 10_000
/** How old the last use may be before it is written down anew, in milliseconds. */
const USE_NOTED_MS = 60_000

/** Whoever holds a secret. */
export interface Holder {
  readonly principal: Principal
  /** An ISO instant; null when it was never used. */
  readonly lastUsedAt: string | null
}

/** Whoever holds secrets of one sort, as found a moment ago: not each of many requests asks the database who sends it. */
export interface Holders {
  /** @param isUse whether it is to be noted as used. @returns null for nobody. */
  find(secret: string, isUse: boolean): Promise<Principal | null>
  /** Forgets all: something about people has changed. */
  forget(): void
}

/**
 * @param read finds who holds a secret.
 * @param note writes down that it is in use, at most once a minute.
 */
export function createHolders(
  read: (secret: string) => Promise<Holder | null>,
  note: (principal: Principal) => Promise<void>,
): Holders {
  const found = new LRUCache<string, Promise<Holder | null>>({ max: MAX_KEPT, ttl: KEPT_MS })
  const noted = new LRUCache<string, true>({ max: MAX_KEPT, ttl: USE_NOTED_MS })
  const holderOf = (secret: string): Promise<Holder | null> => {
    const known = found.get(secret)
    if (known !== undefined) return known
    const finding = read(secret).catch((error: unknown) => {
      if (found.peek(secret) === finding) found.delete(secret)
      throw error
    })
    found.set(secret, finding)
    return finding
  }
  return {
    async find(secret, isUse) {
      const holder = await holderOf(secret)
      if (holder === null) return null
      const { principal, lastUsedAt } = holder
      const isDue = lastUsedAt === null || Date.now() - Date.parse(lastUsedAt) > USE_NOTED_MS
      if (isUse && isDue && !noted.has(secret)) {
        noted.set(secret, true)
        await note(principal)
      }
      return principal
    },
    forget: () => found.clear(),
  }
}
