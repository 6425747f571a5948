import type { IncomingMessage, ServerResponse } from 'node:http'
import { safeHeaders } from '../http/headers.ts'

/** How a body has to come. */
export interface BodyPace {
  /** How long nothing is said, in milliseconds. */
  readonly graceMs: number
  /** How many bytes have to come a second, on the whole, after that. */
  readonly bytesASecond: number
}

const DEFAULT_PACE: BodyPace = { graceMs: 10_000, bytesASecond: 1_000 }
const CHECK_MS = 1_000

/** Ends the requests whose bodies come too slowly: each holds a connection and what has come of it. */
export interface Pacer {
  watch(request: IncomingMessage, response: ServerResponse): void
  /** To be called when all of it has come. */
  release(request: IncomingMessage): void
  stop(): void
}

/** How a body comes that has not come at once. */
interface Progress {
  /** What the connection had brought when it was first looked at. */
  readonly before: number
  /** How long the client has been waited for, in milliseconds. */
  waited: number
}

export function createPacer({ graceMs, bytesASecond }: BodyPace = DEFAULT_PACE): Pacer {
  const coming = new Map<IncomingMessage, ServerResponse>()
  const progress = new WeakMap<IncomingMessage, Progress>()
  const every = Math.min(CHECK_MS, graceMs)
  const check = (): void => {
    for (const [request, response] of coming) {
      const { bytesRead } = request.socket
      const body = progress.get(request) ?? { before: bytesRead, waited: 0 }
      progress.set(request, body)
      // Where there is something to read already, it is the service that takes its time.
      if (request.readableLength === 0) body.waited += every
      if (body.waited > graceMs && (bytesRead - body.before) * 1000 < bytesASecond * body.waited)
        end(request, response)
    }
  }
  const end = (request: IncomingMessage, response: ServerResponse): void => {
    coming.delete(request)
    if (response.headersSent) {
      request.socket.destroy()
      return
    }
    response
      .writeHead(408, {
        ...safeHeaders(''),
        'content-type': 'text/plain; charset=utf-8',
        connection: 'close',
      })
      .end('The body of the request came too slowly.\n', () => request.socket.destroy())
  }
  const timer = setInterval(check, every)
  timer.unref()
  return {
    watch: (request, response) => {
      coming.set(request, response)
    },
    release: (request) => {
      coming.delete(request)
    },
    stop: () => clearInterval(timer),
  }
}
