import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { inject } from 'vitest'

/** A way to this run's Neo4j that can be cut while the database itself goes on. */
export interface Relay {
  readonly uri: string
  /** Ends what is connected, and lets nobody connect any more. */
  cut(): Promise<void>
}

export async function startRelay(): Promise<Relay> {
  const { hostname, port } = new URL(inject('neo4j').uri)
  const sockets = new Set<Socket>()
  const kept = (socket: Socket): Socket => {
    sockets.add(socket)
    // One side that is gone takes the other with it; what it was gone of is the test's own doing.
    return socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy())
  }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    kept(near).pipe(kept(far)).pipe(near)
    near.once('close', () => far.destroy())
    far.once('close', () => near.destroy())
  })
  await new Promise<void>((fulfil) => server.listen(0, '127.0.0.1', fulfil))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The relay has no port')
  return {
    uri: `bolt://127.0.0.1:${address.port}`,
    cut: () =>
      new Promise((fulfil) => {
        server.close(() => fulfil())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
