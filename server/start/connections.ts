import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { networkOf } from '../access/network.ts'
import type { Trust } from '../http/forwarded.ts'

/** What a connection is told that is one too many, before it has asked anything. */
const refusal = [
  'HTTP/1.1 429 Too Many Requests',
  'Content-Type: text/plain; charset=utf-8',
  'Retry-After: 10',
  'Connection: close',
  '',
  'Too many connections are open from this address: close some, or raise MAX_CONNECTIONS.\n',
].join('\r\n')

/**
 * Refuses the connections that an address opens beyond so many at a time: each holds memory and a descriptor, whether it
 * asks anything or not. Whose connections they are that a proxy opens, only the requests on them tell: where a proxy is
 * believed, it is for it to limit its clients.
 */
export function limitConnections(server: Server, limit: number, trust: Trust | undefined): void {
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const { remoteAddress } = socket
    // Gone before it was looked at.
    if (remoteAddress === undefined || trust?.(remoteAddress, 0) === true) return
    const from = networkOf(remoteAddress)
    const count = open.get(from) ?? 0
    if (count >= limit) {
      socket.end(refusal, () => socket.destroy())
      return
    }
    open.set(from, count + 1)
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left === 0) open.delete(from)
      else open.set(from, left)
    })
  })
}
