import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { exchange } from './exchange.ts'
import type { Answer } from './exchange.ts'
import type { FromLoad, Outcome, PoolMessage, RunMessage, ToLoad } from './messages.ts'

/** The load, in a process of its own: requests made ready beforehand, over plain connections that are kept alive. */
interface Pool {
  readonly requests: readonly Buffer[]
  /** Where the next cold window goes on, by the port that it is sent to. */
  readonly positions: Map<number, number>
}

const pools = new Map<string, Pool>()
let refreshed: (() => void) | undefined

const send = (message: FromLoad): void => void process.send?.(message)

process.on('message', (message: ToLoad) => {
  switch (message.kind) {
    case 'pool':
      pools.set(message.pool, { requests: requestsOf(message), positions: new Map() })
      return
    case 'fresh':
      refreshed?.()
      return
    case 'run':
      run(message).then(
        (outcome) => send({ kind: 'done', outcome }),
        (error: unknown) =>
          send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) }),
      )
  }
})
process.on('disconnect', () => process.exit())

const requestsOf = ({ path, head, tail, variables }: PoolMessage): Buffer[] =>
  variables.map((one) => {
    const body = head + one + tail
    return Buffer.from(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })

async function run(message: RunMessage): Promise<Outcome> {
  const pool = pools.get(message.pool)
  if (pool === undefined || pool.requests.length === 0)
    throw new Error(`There are no requests ${message.pool}`)
  const next = message.hot === null ? coldRequests(pool, message.port) : hotRequests(pool, message.hot)
  const began = performance.now() + message.warmupSeconds * 1000
  const ends = began + message.seconds * 1000
  const times: number[] = []
  let bytes = 0
  let last = began
  const client = async (): Promise<void> => {
    const socket = await connected(message.port)
    try {
      const talk = conversation(socket)
      for (let now = performance.now(); now < ends;) {
        const request = await next()
        const sent = performance.now()
        const answer = await talk(request)
        now = performance.now()
        refuse(answer)
        if (sent < began) continue
        times.push(now - sent)
        bytes += answer.bytes
        last = Math.max(last, now)
      }
    } finally {
      socket.destroy()
    }
  }
  await Promise.all(Array.from({ length: message.clients }, client))
  const sorted = Float64Array.from(times).sort()
  return {
    requests: times.length,
    perSecond: times.length / ((last - began) / 1000),
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    meanBytes: Math.round(bytes / times.length),
  }
}

/** The smallest time that this part of all requests did not exceed. */
const quantile = (sorted: Float64Array, part: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? NaN

function hotRequests({ requests }: Pool, count: number): () => Promise<Buffer> | Buffer {
  let position = 0
  const used = Math.min(count, requests.length)
  return () => requests[position++ % used] as Buffer
}

/** Each request once; before they come again, the parent makes stale what was answered, and all clients wait for that. */
function coldRequests({ requests, positions }: Pool, port: number): () => Promise<Buffer> | Buffer {
  let refreshing: Promise<void> | undefined
  return async () => {
    while (refreshing !== undefined) await refreshing
    const position = positions.get(port) ?? 0
    if (position === requests.length) {
      positions.set(port, 0)
      refreshing = new Promise((fulfil) => {
        refreshed = fulfil
      })
      send({ kind: 'exhausted' })
      await refreshing
      refreshing = undefined
    }
    const at = positions.get(port) ?? 0
    positions.set(port, at + 1)
    return requests[at] as Buffer
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((fulfil, reject) => {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      fulfil(socket)
    })
  })
}

/** One request after the other on one connection. */
function conversation(socket: Socket): (request: Buffer) => Promise<Answer> {
  const reading = exchange()
  let fulfilled: ((answer: Answer) => void) | undefined
  let rejected: ((error: Error) => void) | undefined
  socket.on('data', (chunk) => {
    const answer = reading.take(chunk)
    if (answer !== null) fulfilled?.(answer)
  })
  socket.on('error', (error) => rejected?.(error))
  socket.on('close', () => rejected?.(new Error('The connection was closed before the answer came')))
  return (request) =>
    new Promise((fulfil, reject) => {
      fulfilled = fulfil
      rejected = reject
      socket.write(request)
    })
}

/** An answer that is none would be counted as a quick one. */
function refuse({ status, content }: Answer): void {
  if (status === 200 && !content.includes('"errors":[')) return
  throw new Error(content.toString('utf8').slice(0, 1000))
}
