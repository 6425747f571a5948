import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'

/** A way to a port of this machine that can be closed and opened again. */
export interface Way {
  readonly port: number
  /** Cuts every connection; no new one comes through. */
  close(): Promise<void>
  open(): Promise<void>
}

/** Opens a way to a port, on a port of its own that stays the same. */
export async function openWay(to: number): Promise<Way> {
  const sockets = new Set<Socket>()
  const held = (socket: Socket): Socket => {
    sockets.add(socket)
    // A connection that is cut says so with an error, which is what it is cut for.
    return socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket))
  }
  let server: Server
  const open = async (port: number): Promise<number> => {
    server = createServer((near) => {
      const far = held(connect(to, '127.0.0.1'))
      held(near).pipe(far).pipe(near)
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const port = await open(0)
  return {
    port,
    open: async () => {
      await open(port)
    },
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
