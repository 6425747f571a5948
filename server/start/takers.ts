import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** An answer is written at once and seen to be taken as a whole: 32 MB over 2 Mbit/s. */
const DEFAULT_LIMIT_MS = 130_000
/** In how many looks the limit is found to be over. */
const LOOKS = 10

/** What was seen last of a connection on which something waits to be taken. */
interface Waiting {
  readonly written: number
  readonly left: number
  /** How many looks ago that was the same. */
  readonly looks: number
}

/**
 * Cuts the connections of clients that take nothing of what was written for them: it is held in memory until they do.
 * @param limitMs how long they may take nothing, in milliseconds.
 */
export function watchTakers(server: Server, limitMs = DEFAULT_LIMIT_MS): { stop(): void } {
  const open = new Map<Socket, Waiting | null>()
  server.on('connection', (socket: Socket) => {
    open.set(socket, null)
    socket.once('close', () => open.delete(socket))
  })
  const timer = setInterval(() => {
    for (const [socket, before] of open) {
      const { bytesWritten: written, writableLength: left } = socket
      const isSame = before !== null && before.written === written && before.left === left
      const looks = isSame ? before.looks + 1 : 0
      if (looks >= LOOKS) socket.destroy()
      else open.set(socket, left === 0 ? null : { written, left, looks })
    }
  }, limitMs / LOOKS)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
