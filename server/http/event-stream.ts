import { answerText } from '../schema/answer.ts'
import type { LiveAnswer } from '../schema/subscribe.ts'

/** How often something is sent while nothing happens, in milliseconds: proxies cut what is silent for a minute. */
const HEARTBEAT_MS = 15_000
/** After how many heartbeats for which there was no room a consumer is given up. */
const PATIENCE = 4

export interface EventStreamOptions {
  /** Each ends the stream, without `complete`, so that a client that is still there comes again. */
  readonly stop: readonly AbortSignal[]
  readonly heartbeatMs?: number
}

/**
 * Answers as server-sent events, in the form that GraphQL over SSE calls distinct connections: `next` for each, which bears
 * the sequence number as its id, and `complete` after the last. Only what is taken is asked for: one answer is held for a
 * consumer that is slow, and one that takes nothing for a minute is given up.
 */
export function eventStream(
  answers: AsyncIterator<LiveAnswer, void>,
  { stop, heartbeatMs = HEARTBEAT_MS }: EventStreamOptions,
): Response {
  let isOpen = true
  let release = (): void => undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const cut = (): void => {
        release()
        controller.close()
      }
      let missed = 0
      const heartbeat = setInterval(() => {
        const hasRoom = (controller.desiredSize ?? 0) > 0
        missed = hasRoom ? 0 : missed + 1
        if (hasRoom) controller.enqueue(encoder.encode(':\n\n'))
        else if (missed >= PATIENCE) cut()
      }, heartbeatMs)
      release = () => {
        isOpen = false
        clearInterval(heartbeat)
        for (const signal of stop) signal.removeEventListener('abort', cut)
        // What they fail with on the way to their end, nobody is left to be told.
        answers.return?.().catch(() => undefined)
      }
      // Some browsers hand a response over only when something of its body has come.
      controller.enqueue(encoder.encode(':\n\n'))
      if (stop.some(({ aborted }) => aborted)) cut()
      else for (const signal of stop) signal.addEventListener('abort', cut)
    },
    async pull(controller) {
      const { done, value } = await answers.next()
      if (!isOpen) return
      if (done !== true) {
        controller.enqueue(encoder.encode(eventOf(value)))
        return
      }
      controller.enqueue(encoder.encode('event: complete\ndata:\n\n'))
      release()
      controller.close()
    },
    cancel: () => release(),
  })
  return new Response(body, { headers })
}

/** JSON holds no line breaks, so that it is one line of data. */
const eventOf = (answer: LiveAnswer): string =>
  `${answer.seq === undefined ? '' : `id: ${answer.seq}\n`}event: next\ndata: ${answerText(answer)}\n\n`

const encoder = new TextEncoder()

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // nginx would hold events back until there are enough of them.
  'x-accel-buffering': 'no',
}
