import type { EventSourceMessage } from 'eventsource-parser'
import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Service } from './app.ts'

/** One event of a subscription. */
export interface LiveEvent {
  readonly id: string | undefined
  readonly event: string | undefined
  readonly data?: { readonly changes: Record<string, unknown> & { readonly seq: number } }
  readonly errors?: readonly {
    readonly message: string
    readonly extensions: { readonly code: string; readonly fields?: readonly { readonly path: string }[] }
  }[]
}

/** A subscription of which a test takes one event after another. */
export interface Subscription {
  /** The next event; null when the stream is at its end. */
  next(): Promise<LiveEvent | null>
  /** The next so many change sets' sequence numbers. */
  seqs(count: number): Promise<number[]>
  /** Leaves, as a client does that goes away. */
  leave(): Promise<void>
}

const DOCUMENT = 'subscription ($after: Int) { changes(after: $after) { seq } }'

export interface Asked {
  readonly after?: number | undefined
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The answer to a subscription that is asked as a program asks it. */
export const askForChanges = (
  { fetch }: Pick<Service, 'fetch'>,
  { after, query = DOCUMENT, headers = {} }: Asked = {},
): Promise<Response> =>
  fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query, variables: after === undefined ? {} : { after } }),
  })

export async function subscribe(service: Pick<Service, 'fetch'>, asked: Asked = {}): Promise<Subscription> {
  const { body } = await askForChanges(service, asked)
  if (body === null) throw new Error('A subscription was answered without a body')
  return subscriptionOf(body)
}

export function subscriptionOf(body: ReadableStream<Uint8Array>): Subscription {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  const next = async (): Promise<LiveEvent | null> => {
    const { done, value } = await reader.read()
    return done ? null : eventOf(value)
  }
  return {
    next,
    seqs: async (count) => {
      const found: number[] = []
      while (found.length < count) {
        const event = await next()
        if (event?.data === undefined)
          throw new Error(`Instead of a change set came ${JSON.stringify(event)}`)
        found.push(event.data.changes.seq)
      }
      return found
    },
    leave: () => reader.cancel(),
  }
}

const eventOf = ({ id, event, data }: EventSourceMessage): LiveEvent => ({
  id,
  event,
  ...(data === '' ? {} : (JSON.parse(data) as Pick<LiveEvent, 'data' | 'errors'>)),
})
