import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { createServerAdapter } from '@whatwg-node/server'
import { isLoopback } from '../config.ts'
import { StartError } from '../start-error.ts'

export type Handle = (request: Request) => Promise<Response>

/** The one port, taken. */
export interface Listener {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  readonly address: string
  /** From now on requests are answered by `handle`; until then they are told that the service is starting. */
  answerWith(handle: Handle): void
  /** Takes no more requests and waits until those in flight are answered, at most `limit` milliseconds. */
  drain(limit: number): Promise<void>
}

/**
 * Takes the port, before anything slow is begun.
 * @throws StartError, in one line, when it cannot be had.
 */
export async function listen({ host, port }: { host: string; port: number }): Promise<Listener> {
  let handle: Handle = starting
  const adapter = createServerAdapter((request: Request) => handle(request))
  const server = createServer((request, response) => {
    if (isForUs(request.headers.host)) void adapter(request, response)
    else response.writeHead(421, { 'content-type': 'text/plain' }).end(misdirected)
  })
  await bind(server, host, port)
  return {
    address: addressOf(server),
    answerWith: (next) => {
      handle = next
    },
    drain: (limit) => drain(server, limit),
  }
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((fulfil, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? String(error.code) : ''
      const reasons: Readonly<Record<string, string>> = {
        EADDRINUSE: `PORT ${port} on ${host} is in use: stop what uses it, or set another PORT.`,
        EACCES: `PORT ${port} may not be taken by this user: set a PORT of 1024 or higher.`,
      }
      reject(new StartError(reasons[code] ?? `HOST ${host} cannot be bound: ${error.message}.`))
    })
    server.listen({ host, port }, fulfil)
  })
}

async function drain(server: Server, limit: number): Promise<void> {
  const closed = new Promise<void>((fulfil) => server.close(() => fulfil()))
  // A connection that is kept alive turns idle when its last answer is sent, and nobody else would close it then.
  const sweep = setInterval(() => server.closeIdleConnections(), 20)
  const late = new AbortController()
  const timeout = pause(limit, undefined, { signal: late.signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  )
  await Promise.race([closed, timeout])
  late.abort()
  clearInterval(sweep)
}

/**
 * Whether the request was meant for this machine. A page on a foreign domain that resolves to 127.0.0.1 would otherwise
 * be of one origin with the API, which asks nobody to sign in yet.
 */
function isForUs(host: string | undefined): boolean {
  const url = `http://${host ?? ''}`
  return URL.canParse(url) && isLoopback(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'))
}

const misdirected = 'This service answers on loopback only: 127.0.0.1, ::1 or localhost.\n'

const starting: Handle = () =>
  Promise.resolve(new Response('Starting\n', { status: 503, headers: { 'retry-after': '1' } }))

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
