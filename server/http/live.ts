import type { Plugin } from 'graphql-yoga'
import { badInput } from '../errors.ts'
import type { Seen } from '../live/feed.ts'
import type { Context } from '../schema/context.ts'
import { answerText } from '../schema/answer.ts'
import type { LiveAnswer, Subscribe } from '../schema/subscribe.ts'
import { eventStream } from './event-stream.ts'
import type { Executing, NoteFailures } from './graphql.ts'

const EVENT_STREAM = 'text/event-stream'
const acceptable = [EVENT_STREAM, 'text/*', '*/*']
const RECEIVED = 'Last-Event-ID'

/**
 * Serves subscriptions as server-sent events. They are asked by POST like any other operation, and so guarded like any
 * other: a page of a foreign origin cannot send `application/json` unless it is allowed to, and it is not. GET, which a
 * foreign page can send, is not taken, and so a browser's EventSource cannot ask; its fetch can.
 */
export function useLive(subscribe: Subscribe, note: NoteFailures, stopping: AbortSignal): Plugin<Context> {
  return {
    onSubscribe({ setSubscribeFn }) {
      setSubscribeFn(async ({ document, operationName, variableValues, contextValue }: Executing) => {
        const context = contextValue as Context & { readonly request: Request }
        const { headers } = context.request
        const problem = acceptProblem(headers.get('accept'))
        if (problem !== null) throw problem
        const received = receivedOf(headers)
        const answers = await subscribe({ document, operationName, variableValues, received }, context)
        if (Symbol.asyncIterator in answers) return answers
        note(context, answers)
        return { ...answers, stringify: answerText }
      })
    },
    onResultProcess(payload) {
      const { request, result } = payload
      if (!(Symbol.asyncIterator in result)) return
      // Nothing else here answers more than once.
      const answers = result[Symbol.asyncIterator]() as AsyncIterator<LiveAnswer, void>
      payload.setResultProcessor(
        () => eventStream(answers, { stop: [stopping, request.signal] }),
        EVENT_STREAM,
      )
    },
  }
}

/** What a client that comes again has received, which its first request could not say. */
function receivedOf(headers: Headers): Seen | null {
  const id = headers.get(RECEIVED)
  if (id === null) return null
  return { seq: /^\d{1,15}$/.test(id) ? Number(id) : Number.NaN, path: RECEIVED }
}

function acceptProblem(accept: string | null) {
  const types = (accept ?? '*/*').split(',').map((type) => type.split(';')[0]?.trim().toLowerCase() ?? '')
  return types.some((type) => acceptable.includes(type))
    ? null
    : badInput([
        { path: 'Accept', reason: `must hold ${EVENT_STREAM}: that is how a subscription is answered` },
      ])
}
