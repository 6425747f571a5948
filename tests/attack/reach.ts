import { once } from 'node:events'
import { request as begin } from 'node:http'
import type { Agent, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { Reached } from '../support/client.ts'

/** The name by which the service under attack is reached. */
export const NAME = 'lessons.example'
export const ORIGIN = `https://${NAME}`

/** All of 127.0.0.0/8 is this machine: whoever attacks comes from elsewhere than whoever does nothing wrong. */
export const ATTACKER = '127.0.0.66'
export const FRIEND = '127.0.0.2'

/** A service on a port, as clients reach it that come from several addresses. */
export const reachedAt = (port: number, agent: Agent | false = false): Reached => ({
  handle: (request, address) => sent(port, request, address, agent),
  // Which way a request goes is for the service to choose.
  plain: () => Promise.resolve(null),
})

async function sent(
  port: number,
  request: Request,
  address: string,
  agent: Agent | false,
): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const sending = begin({
    port,
    host: '127.0.0.1',
    localAddress: address,
    agent,
    method: request.method,
    path: `${pathname}${search}`,
    headers: { host: NAME, ...Object.fromEntries(request.headers) },
  })
  // What is refused before all of it was sent is answered, and the rest is not taken any more.
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>
  sending.on('error', () => undefined)
  sending.end(Buffer.from(await request.arrayBuffer()))
  const [answer] = await answered
  const headers = new Headers()
  for (let at = 0; at < answer.rawHeaders.length; at += 2)
    headers.append(answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '')
  const status = answer.statusCode ?? 0
  const isBare = request.method === 'HEAD' || status === 204 || status === 304
  const body = isBare ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
  if (isBare) answer.resume()
  return new Response(body, { status, headers })
}
