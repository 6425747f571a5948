import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'

/** A connection on which anything can be said. */
export interface Raw {
  readonly socket: Socket
  /** What has been answered so far. */
  readonly said: () => string
  readonly closed: Promise<unknown>
}

/** Where a service listens, and the address of this machine that a connection comes from. */
export interface Way {
  readonly port: number
  readonly from?: string | undefined
}

export function connected({ port, from }: Way): Raw {
  const socket = connect({ port, host: '127.0.0.1', ...(from !== undefined && { localAddress: from }) })
  const chunks: Buffer[] = []
  // A connection that is cut says so with an error, which is what many of these are for.
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => undefined)
  return {
    socket,
    said: () => Buffer.concat(chunks).toString(),
    closed: new Promise((fulfil) => socket.once('close', fulfil)),
  }
}

/** What is answered to something that is said as it is, once the connection is closed. */
export async function told(way: Way, request: string | Uint8Array): Promise<string> {
  const { socket, said, closed } = connected(way)
  await once(socket, 'connect')
  socket.write(request)
  await closed
  return said()
}

/** The head of a request, with a blank line at its end. */
export const head = (line: string, ...headers: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Connection: close', ...headers, '', ''].join('\r\n')
