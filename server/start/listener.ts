import { createServer } from 'node:http'
import { isIP } from 'node:net'
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { createServerAdapter } from '@whatwg-node/server'
import { LRUCache } from 'lru-cache'
import type { Credentials } from '../access/visit.ts'
import type { App } from '../app.ts'
import { senderOf } from '../http/forwarded.ts'
import type { Trust } from '../http/forwarded.ts'
import { safeHeaders } from '../http/headers.ts'
import { isLoopback, withoutBrackets } from '../config.ts'
import { StartError } from '../start-error.ts'
import { createPacer } from './body-pace.ts'
import type { BodyPace } from './body-pace.ts'
import { limitConnections } from './connections.ts'
import { watchTakers } from './takers.ts'

/** What answers requests. */
export type Handler = Pick<App, 'handle' | 'plain' | 'endStreams'>

/** The largest body that may go the short way, in bytes: a document and its variables, no file of facts. */
const MAX_PLAIN_BYTES = 100_000

/** Longest that a client may take to send the head of a request, and all of it, in milliseconds. */
const HEAD_LIMIT_MS = 15_000
const REQUEST_LIMIT_MS = 3_600_000

/** How long a client that is answered before its body has come may go on sending it, in milliseconds. */
const LINGER_MS = 2_000

/** What anything here is asked by. */
const METHODS: readonly string[] = ['GET', 'HEAD', 'POST']

interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

/** Where to listen. */
interface Place {
  readonly host: string
  readonly port: number
  /** The names by which the service is answered, beside those of loopback. */
  readonly hosts?: readonly string[]
  /** Which proxies are believed; undefined: none. */
  readonly trust?: Trust | undefined
  /** How bodies have to come. */
  readonly pace?: BodyPace
  /** How long a client may take nothing of what was written for it, in milliseconds. */
  readonly takingMs?: number
  /** The connections that one address may have open at a time; undefined: any number. */
  readonly maxConnections?: number
}

/** The one port, taken. */
export interface Listener {
  /** `http://127.0.0.1:4000`, without a slash at the end. */
  readonly address: string
  /** From now on requests are answered by `handler`; until then they are told that the service is starting. */
  answerWith(handler: Handler): void
  /** Takes no more requests, ends the streams, and waits until those in flight are answered, at most `limit` milliseconds. */
  drain(limit: number): Promise<void>
}

/**
 * Takes the port, before anything slow is begun.
 * @throws StartError, in one line, when it cannot be had.
 */
export async function listen(place: Place): Promise<Listener> {
  const { host, port, hosts = [], trust, pace, maxConnections = Infinity, takingMs } = place
  const isForUs = hostRule(host, hosts)
  let handler: Handler = starting
  const adapter = createServerAdapter<Exchange>(async (request, { req, res }) => {
    const answer = await handler.handle(request, senderOf(req, trust).address)
    if (answer.headers.has('content-disposition')) await sendFile(answer, res)
    return answer
  })
  const paced = createPacer(pace)
  const limits = {
    headersTimeout: HEAD_LIMIT_MS,
    requestTimeout: REQUEST_LIMIT_MS,
    connectionsCheckingInterval: 1_000,
  }
  const server = createServer(limits, (request, response) => {
    const { protocol, host: name } = senderOf(request, trust)
    const refuse = (status: number, text: string, headers: OutgoingHttpHeaders = {}): void => {
      response
        .writeHead(status, {
          ...safeHeaders(`${protocol}:`),
          ...headers,
          'content-type': 'text/plain; charset=utf-8',
          connection: 'close',
        })
        .end(text)
    }
    // A connection that was kept alive can still ask when no new one is taken any more, and one that is refused at once.
    if (!server.listening || request.socket.writableEnded) request.socket.destroy()
    else if (hasTwoHosts(request)) refuse(400, 'A request is sent to one host: say it once.\n')
    else if (!isForUs(name)) refuse(421, misdirected)
    else if (request.url?.startsWith('/') !== true) refuse(400, 'This is no proxy: ask for a path.\n')
    else if (!METHODS.includes(request.method ?? ''))
      refuse(405, `There is nothing here for ${request.method ?? ''}.\n`, { allow: METHODS.join(', ') })
    else if (isPlain(request)) void answerPlain(request, response)
    else {
      if (hasBody(request)) {
        paced.watch(request, response)
        request.once('close', () => paced.release(request))
        response.once('finish', () => leaveSoon(request))
      }
      void answerAny(request, response)
    }
  })
  limitConnections(server, maxConnections, trust)
  const takers = watchTakers(server, takingMs)
  const answerAny = async (
    request: IncomingMessage,
    response: ServerResponse,
    body?: string,
  ): Promise<void> => {
    const { protocol, host: name } = senderOf(request, trust)
    // The adapter makes the address of a request from these.
    if (name !== undefined) request.headers.host = name
    await adapter(Object.assign(request, { protocol }, body !== undefined && { body }), response)
  }
  const answerPlain = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    paced.watch(request, response)
    const body = await textOf(request)
    paced.release(request)
    if (body === null) return
    const { 'content-type': contentType, accept } = request.headers
    const answer = await handler.plain({ ...credentialsOf(request, trust), contentType, accept, body })
    if (answer === null) {
      await answerAny(request, response, body)
      return
    }
    const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
    // With its length known, head and body leave in one write.
    response
      .writeHead(200, {
        ...answer.headers,
        'content-type': answer.contentType,
        'content-length': bytes.byteLength,
      })
      .end(bytes)
  }
  // The head is limited in its length; a header beyond the two thousandth would else be left out as if it were not there.
  server.maxHeadersCount = 0
  await bind(server, host, port)
  return {
    address: addressOf(server),
    answerWith: (next) => {
      handler = next
    },
    drain: async (limit) => {
      handler.endStreams()
      await drain(server, limit)
      paced.stop()
      takers.stop()
    },
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
 * Whether a request was meant for this service. A page on a foreign domain that resolves to its address would otherwise
 * be of one origin with it; addresses have no such page, and are answered where the service is bound to more than
 * loopback.
 */
function hostRule(bound: string, hosts: readonly string[]): (host: string | undefined) => boolean {
  const isOurs = (host: string): boolean => {
    const url = `http://${host}`
    // What goes on after the name and the port would be taken for a part of the path.
    if (!/^[\w.:[\]-]+$/.test(host) || !URL.canParse(url)) return false
    const { hostname } = new URL(url)
    const name = withoutBrackets(hostname)
    return isLoopback(name) || hosts.includes(hostname) || (!isLoopback(bound) && isIP(name) !== 0)
  }
  // Taking an address apart is a good part of a short request.
  const known = new LRUCache<string, boolean>({ max: 100 })
  return (host) => {
    if (host === undefined) return false
    const found = known.get(host)
    if (found !== undefined) return found
    const result = isOurs(host)
    known.set(host, result)
    return result
  }
}

/**
 * Sends a file that is still being made as fast as it is taken. A file that breaks off breaks the connection, and a client
 * that leaves ends the making: the adapter does neither. What was sent here, it does not send again.
 */
async function sendFile({ status, headers: of, body }: Response, response: ServerResponse): Promise<void> {
  response.writeHead(status, Object.fromEntries(of))
  try {
    await pipeline(body ?? [], response)
  } catch {
    // Whoever made the file has logged what it failed with; the client is gone, or is told by the break itself.
    response.destroy()
  }
}

function credentialsOf(request: IncomingMessage, trust: Trust | undefined): Credentials {
  const { address, protocol, host = '' } = senderOf(request, trust)
  return {
    method: 'POST',
    address,
    origin: `${protocol}://${host}`,
    header: (name) => request.headers[name]?.toString(),
  }
}

/** Cuts the connection of a client that sends more than anybody listens to, once it has had time to hear so. */
function leaveSoon(request: IncomingMessage): void {
  if (request.complete) return
  setTimeout(() => {
    if (!request.complete) request.socket.destroy()
  }, LINGER_MS).unref()
}

/** Whether others on the way may have taken a request for one to another host than is seen here: only the first is kept. */
const hasTwoHosts = ({ rawHeaders }: IncomingMessage): boolean => {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2) if (rawHeaders[at]?.toLowerCase() === 'host') hosts += 1
  return hosts > 1
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/** Whether a request may be a question in its plainest form. */
function isPlain({ method, url, headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'])
  return method === 'POST' && url === '/graphql' && length > 0 && length <= MAX_PLAIN_BYTES
}

/** The whole body; null when the client left before its end. */
function textOf(request: IncomingMessage): Promise<string | null> {
  return new Promise((fulfil) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('end', () => fulfil(Buffer.concat(chunks).toString('utf8')))
      // Its only error is that the client has left, and nobody is there to be told.
      .once('error', () => fulfil(null))
      .once('close', () => fulfil(null))
  })
}

const misdirected =
  'This service does not answer by this name: its PUBLIC_URL and ALLOWED_HOSTS say by which it does, beside localhost.\n'

const starting: Handler = {
  handle: () => Promise.resolve(new Response('Starting\n', { status: 503, headers: { 'retry-after': '1' } })),
  plain: () => Promise.resolve(null),
  endStreams: () => undefined,
}

function addressOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `http://${host}:${address.port}`
}
