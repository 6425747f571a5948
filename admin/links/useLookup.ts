import { useEffect, useState } from 'react'

/** What a search has brought: nothing yet, its findings, or a failure that typing on mends. */
export interface Lookup<T> {
  readonly state: 'waiting' | 'found' | 'failed'
  readonly found: readonly T[]
}

const PAUSE_MS = 250

/**
 * Looks something up as a person types: after a short pause, and only the newest request counts.
 * @param look must keep its identity while what it looks in stays the same; null looks nothing up.
 */
export function useLookup<T>(
  typed: string,
  look: ((typed: string, signal: AbortSignal) => Promise<readonly T[]>) | null,
): Lookup<T> {
  const [lookup, setLookup] = useState<Lookup<T>>({ state: 'waiting', found: [] })
  useEffect(() => {
    if (look === null) return
    const controller = new AbortController()
    setLookup(({ found }) => ({ state: 'waiting', found }))
    const search = () => {
      look(typed, controller.signal).then(
        (found) => setLookup({ state: 'found', found }),
        () => {
          if (!controller.signal.aborted) setLookup({ state: 'failed', found: [] })
        },
      )
    }
    const timer = setTimeout(search, typed === '' ? 0 : PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [typed, look])
  return lookup
}
