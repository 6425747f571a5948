import { setTimeout as pause } from 'node:timers/promises'
import { connected, head } from '../support/raw.ts'
import type { Raw } from '../support/raw.ts'
import type { Ground } from './ground.ts'
import { NAME } from './reach.ts'

/** How many of each there are at the same time. */
const MANY = 40
/** Between two bytes of one connection, in milliseconds. */
const DRIP_MS = 400
/** After this time every slow one must have been given up, in milliseconds. */
const GIVEN_UP_MS = 25_000

/** What became of the connections of one attack: what each was answered at its end, and how many were not ended. */
export interface Outcome {
  readonly said: readonly string[]
  readonly left: number
}

/** Slow attacks, which go on while others are tried. */
export interface SlowAttacks {
  outcomeOf(name: SlowName): Promise<Outcome>
}

const HOST = `Host: ${NAME}`
const JSON_TYPE = 'Content-Type: application/json'

/** What each connection says at once, and then goes on to say a byte at a time. */
const manners = {
  'heads that come a byte at a time': () => ['GET /health HTTP/1.1\r\nX-Long: ', 'x'],
  'connections on which nothing is said': () => ['', ''],
  'bodies that come a byte at a time': () => [
    head('POST /graphql', HOST, JSON_TYPE, 'Content-Length: 10000'),
    ' ',
  ],
  'bodies that come in chunks of a byte': () => [
    head('POST /graphql', HOST, JSON_TYPE, 'Transfer-Encoding: chunked'),
    '1\r\n \r\n',
  ],
  'long bodies that come a byte at a time': () => [
    head('POST /graphql', HOST, JSON_TYPE, 'Content-Length: 60000000'),
    ' ',
  ],
  'bodies behind 2,500 headers': () => [
    head('POST /graphql', ...Array<string>(2_500).fill('a:'), HOST, JSON_TYPE, 'Content-Length: 10000'),
    ' ',
  ],
  'files to import that come a byte at a time': ({ editor }: Ground) => [
    head(
      'POST /import?dryRun',
      HOST,
      JSON_TYPE,
      'Content-Length: 10000',
      `Cookie: ${editor.cookie}`,
      `Origin: https://${NAME}`,
    ),
    ' ',
  ],
} as const

export type SlowName = keyof typeof manners
export const SLOW = Object.keys(manners) as SlowName[]

export function beginSlowAttacks(ground: Ground): SlowAttacks {
  const outcomes = new Map(
    SLOW.map((name, index) => {
      const [first = '', byte = ''] = manners[name](ground)
      return [name, drip(ground.port, `127.0.1.${index + 1}`, first, byte)]
    }),
  )
  return {
    outcomeOf: (name) => outcomes.get(name) ?? Promise.reject(new Error(`${name} was not begun`)),
  }
}

async function drip(port: number, from: string, first: string, byte: string): Promise<Outcome> {
  const all: Raw[] = Array.from({ length: MANY }, () => connected({ port, from }))
  for (const { socket } of all) socket.write(first)
  const dripping = setInterval(() => {
    for (const { socket } of all) if (byte !== '' && socket.writable) socket.write(byte)
  }, DRIP_MS)
  await Promise.race([Promise.all(all.map(({ closed }) => closed)), pause(GIVEN_UP_MS)])
  clearInterval(dripping)
  const left = all.filter(({ socket }) => !socket.closed)
  for (const { socket } of left) socket.destroy()
  return { said: all.map(({ said }) => said()), left: left.length }
}
