import { createServer } from 'node:http'
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Load } from './load.ts'
import type { Outcome } from './messages.ts'

/** About as much as an answer of thirty objects. */
const BODY = JSON.stringify({ data: 'x'.repeat(4_000) })

/**
 * What the load can reach at most on this machine, against a server that does nothing, in a process of its own as all
 * the others are: a system that comes near it is limited by the load, not by itself.
 */
export async function ceilingOf(load: Load): Promise<Outcome> {
  const child = fork(fileURLToPath(import.meta.url), ['serve'], { execArgv: ['--import', 'tsx'] })
  try {
    const port = await new Promise<number>((fulfil, reject) => {
      child.once('message', (message) => fulfil(Number(message)))
      child.once('exit', () => reject(new Error('The server that does nothing has ended')))
    })
    load.prepare({ pool: 'ceiling', path: '/', head: '', tail: '', variables: ['{}'] })
    return await load.run({ pool: 'ceiling', port, clients: 16, hot: 1, warmupSeconds: 1, seconds: 2 })
  } finally {
    child.kill()
  }
}

if (process.argv[2] === 'serve' && process.send !== undefined) {
  const server = createServer((request, response) => {
    request
      .resume()
      .once('end', () =>
        response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': String(BODY.length) })
          .end(BODY),
      )
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (address !== null && typeof address !== 'string') process.send?.(address.port)
  })
  process.once('disconnect', () => process.exit())
}
