import { createParser } from 'eventsource-parser'
import { ApiError, requestOnce } from '../data/graphql.ts'
import { liveDocument, seqDocument } from './documents.ts'
import type { LiveSet } from './documents.ts'

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
/** Longest silence, in milliseconds, before a connection counts as lost: the service says something every 15 seconds. */
const SILENCE_MS = 45_000

/** Follows the change log for one tab, over broken connections and restarts of the service. */
export function createFollower(onSet: (set: LiveSet) => void) {
  /** The sequence number that was seen last; null before the first. */
  let seen: number | null = null

  const take = (data: string): void => {
    const { data: found, errors } = JSON.parse(data) as Event
    const [error] = errors ?? []
    if (error !== undefined)
      throw new ApiError(error.message, { code: error.extensions?.code ?? 'UNEXPECTED' })
    if (found === undefined) return
    seen = found.changes.seq
    onSet(found.changes)
  }

  const connect = async (signal: AbortSignal): Promise<void> => {
    seen ??= (await requestOnce(seqDocument, {}, signal)).seq
    const silence = new AbortController()
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: liveDocument, variables: { after: seen } }),
      signal: AbortSignal.any([signal, silence.signal]),
    })
    if (!response.ok || response.body === null)
      throw new ApiError(`The service answered ${response.status}`, { code: 'UNREACHABLE' })
    const parser = createParser({ onEvent: ({ data }) => (data === '' ? undefined : take(data)) })
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const timer = setTimeout(() => silence.abort(), SILENCE_MS)
      const { done, value } = await reader.read().finally(() => clearTimeout(timer))
      if (done) return
      parser.feed(value)
    }
  }

  return {
    /** Until the signal is aborted; called again, it goes on where it was. */
    async follow(signal: AbortSignal): Promise<void> {
      let wait = FIRST_WAIT_MS
      while (!signal.aborted) {
        const begun = Date.now()
        try {
          await connect(signal)
        } catch (error) {
          // Whatever cut the connection, it is tried again; only the graph may have been put back to an earlier state.
          if (error instanceof ApiError && ['BAD_USER_INPUT', 'CONFLICT'].includes(error.code)) seen = null
        }
        if (Date.now() - begun > LONGEST_WAIT_MS) wait = FIRST_WAIT_MS
        // Not all tabs at once, after a restart.
        await pause(wait * (0.5 + Math.random() / 2), signal)
        wait = Math.min(wait * 2, LONGEST_WAIT_MS)
      }
    },
  }
}

interface Event {
  readonly data?: { readonly changes: LiveSet }
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((fulfil) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      fulfil()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
