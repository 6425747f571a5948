import { ownWrites } from '../data/own-writes.ts'
import type { LiveSet } from './documents.ts'
import { createFollower } from './stream.ts'

export type Listener = (set: LiveSet) => void

/** The changes of others, as this tab hears of them: one connection for all that listens in it. */
export interface Live {
  /** @returns what ends the listening. */
  listen(listener: Listener): () => void
  /** Connects while the page is looked at. @returns what ends it. */
  begin(): () => void
}

export function createLive(): Live {
  const listeners = new Set<Listener>()
  let told = Promise.resolve()
  const follower = createFollower((set) => {
    told = told.then(async () => {
      await ownWrites.settled()
      if (!ownWrites.includes(set)) for (const listener of [...listeners]) listener(set)
    })
  })
  return {
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    begin: () => {
      let stop: AbortController | undefined
      // A browser opens six connections to a service at most, for all its tabs: those that nobody looks at leave theirs
      // to others, and catch up with what they have missed when they are looked at again.
      const attend = () => {
        if (document.visibilityState === 'visible') {
          if (stop !== undefined) return
          stop = new AbortController()
          void follower.follow(stop.signal)
        } else {
          stop?.abort()
          stop = undefined
        }
      }
      attend()
      document.addEventListener('visibilitychange', attend)
      return () => {
        document.removeEventListener('visibilitychange', attend)
        stop?.abort()
        stop = undefined
      }
    },
  }
}
