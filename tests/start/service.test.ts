import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAlive, runNode } from '../support/process.ts'
import type { Running } from '../support/process.ts'

// The whole service as its users start it. The tests build on each other: each boot of Neo4j costs seconds.

const script = fileURLToPath(new URL('../../server/start.mjs', import.meta.url))
const bootLimit = 120_000
let dataDir: string
let service: Running
let address: string

const start = (settings: Readonly<Record<string, string>> = {}): Running =>
  runNode([script], { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...settings })

/** The lines that a refused start printed. */
const said = (refused: Running): string[] =>
  refused
    .printed()
    .split('\n')
    .filter((line) => line !== '')

// What is stale is built first, so that no start has more to say than what it is tested for.
beforeAll(async () => {
  const build = runNode([fileURLToPath(new URL('../../server/build.mjs', import.meta.url))])
  expect(await build.ended, build.printed()).toBe(0)
}, bootLimit)

async function ready(): Promise<void> {
  service = start()
  const [, url = ''] = await service.until(/GraphQL {2}(http:\S+)\/graphql/, bootLimit)
  address = url
}

const pidsOfNeo4j = (): number[] => {
  const pids = readFileSync(join(dataDir, 'neo4j', 'pids'), 'utf8')
    .trim()
    .split('\n')
    .map(Number)
  expect(pids).toHaveLength(2)
  return pids
}

/** The session of the administrator, once there is one. */
let cookie = ''

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-lesson-graph': 'test', cookie },
    body: JSON.stringify({ query, variables }),
  })
  for (const set of response.headers.getSetCookie()) [cookie = ''] = set.split(';')
  return response.json()
}

/** A request of which the body has not come yet. */
function begun(): { sending: ClientRequest; answer: Promise<IncomingMessage> } {
  const sending = request(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  })
  sending.write('{"query":')
  const answer = once(sending, 'response').then(([response]: unknown[]) => response as IncomingMessage)
  return { sending, answer }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((fulfil) => setTimeout(fulfil, milliseconds))

const added = '{ lessons(filter: { ordinal: { eq: 99 } }) { nodes { title(lang: EN) } } }'
const expected = { data: { lessons: { nodes: [{ title: 'Kept through a crash' }] } } }

describe('a start that cannot succeed ends with 1 and clear lines', () => {
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'lesson-graph-refused-'))
  })
  afterAll(() => rmSync(dataDir, { recursive: true }))

  const refusals: [string, Record<string, string>, RegExp[]][] = [
    ['bad settings, all at once', { PORT: 'x', HOST: 'x' }, [/^PORT is "x"/, /^HOST is "x"/]],
    [
      'neither Java nor Maven',
      { PATH: '/nowhere', JAVA_HOME: '' },
      [/NEO4J_URI is not set.*not found: Java/, /^Install .*NEO4J_URI/, /docker compose up/],
    ],
    [
      'no Neo4j at NEO4J_URI',
      { NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'x' },
      [/bolt:\/\/127\.0\.0\.1:1 .*NEO4J_URI/],
    ],
    ['a data directory that is none', { DATA_DIR: script }, [/^DATA_DIR: .* cannot be made/]],
  ]
  test.each(refusals)(
    '%s',
    async (_, settings, lines) => {
      const refused = start(settings)
      expect(await refused.ended).toBe(1)
      expect(said(refused)).toEqual(lines.map((line) => expect.stringMatching(line) as unknown))
    },
    bootLimit,
  )
})

describe('a service with a Neo4j of its own', () => {
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'lesson-graph-service-'))
  })
  afterAll(async () => {
    service.child.kill('SIGKILL')
    await service.ended
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 })
  })

  test(
    'starts from nothing, seeds, and says where it is',
    async () => {
      await ready()
      expect(service.printed()).toMatch(/Seeding .* nodes and .* links added/)
      for (const path of ['health', 'ready']) expect((await fetch(`${address}/${path}`)).status).toBe(200)
      const create =
        'mutation { createLesson(input: { ordinal: 99, title: { vi: "Còn lại", en: "Kept through a crash" } }) { __typename } }'
      expect(await ask(create)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
      const [, email, password] = await service.until(/sign in as (\S+)\n.* password (\S+) /)
      expect(
        await ask(
          'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { role } }',
          { email, password },
        ),
      ).toMatchObject({ data: { signIn: { role: 'ADMIN' } } })
      expect(await ask(create)).not.toHaveProperty('errors')
      expect(await ask(added)).toMatchObject(expected)
    },
    bootLimit,
  )

  test('keeps its password to its owner, and listens on loopback alone', () => {
    expect(statSync(join(dataDir, 'neo4j')).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, 'neo4j', 'password')).mode & 0o777).toBe(0o600)
    const conf = readFileSync(join(dataDir, 'neo4j', 'conf', 'neo4j.conf'), 'utf8')
    expect(conf).toMatch(/^server\.bolt\.listen_address=127\.0\.0\.1:\d+$/m)
    expect(conf).toMatch(/^dbms\.security\.auth_enabled=true$/m)
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test('answers nobody who calls it by a foreign name', async () => {
    const asking = request(`${address}/health`, { headers: { host: 'rebound.example' } }).end()
    const [response] = (await once(asking, 'response')) as [IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(421)
  })

  test('refuses its port and its data directory to another instance, in one line each', async () => {
    const { port } = new URL(address)
    const onPort = start({ PORT: port, DATA_DIR: join(dataDir, 'other') })
    const onData = start()
    expect(await onPort.ended).toBe(1)
    expect(said(onPort)).toEqual([expect.stringMatching(`^PORT ${port} on 127\\.0\\.0\\.1 is in use`)])
    expect(await onData.ended).toBe(1)
    expect(said(onData)).toEqual([expect.stringMatching(`in use .* process ${service.child.pid ?? 0}:`)])
  })

  test('is backed up beside, and not restored over', async () => {
    const file = join(dataDir, 'backup.gz')
    const run = (...args: readonly string[]) =>
      runNode([script, ...args], { DATA_DIR: dataDir, LOG_LEVEL: 'error' })
    const backup = run('backup', file)
    expect(await backup.ended, backup.printed()).toBe(0)
    const over = run('restore', file, '--overwrite')
    expect(await over.ended).toBe(1)
    expect(said(over).at(-1)).toMatch(`in use by a running instance, process ${service.child.pid ?? 0}:`)
    expect(await ask(added)).toMatchObject(expected)
  })

  test(
    'loses nothing when it is killed, leaves no Neo4j behind, and starts again at once',
    async () => {
      const before = pidsOfNeo4j()
      service.child.kill('SIGKILL')
      expect(await service.ended).toBe('SIGKILL')
      await ready()
      expect(before.filter(isAlive)).toEqual([])
      expect(service.printed()).not.toMatch(/Seeding|password/)
      expect(await ask(added)).toMatchObject(expected)
      expect(await ask('{ viewer { role } }')).toMatchObject({ data: { viewer: { role: 'ADMIN' } } })
    },
    bootLimit,
  )

  test('ends with one line when its Neo4j ends', async () => {
    const [, java = 0] = pidsOfNeo4j()
    process.kill(java, 'SIGKILL')
    expect(await service.ended).toBe(1)
    expect(service.printed()).toMatch(/^Neo4j ended unexpectedly.*$/m)
    expect(existsSync(join(dataDir, 'lock'))).toBe(false)
  })

  test(
    'on SIGTERM answers what is in flight, cuts what hangs, stops Neo4j, and ends with 0 within 15 seconds',
    async () => {
      await ready()
      const pids = pidsOfNeo4j()
      const [slow, hung] = [begun(), begun()]
      const cut = hung.answer.catch((error: unknown) => error)
      const live = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query: 'subscription { changes { seq } }' }),
      })
      await pause(300)
      const signalled = Date.now()
      service.child.kill('SIGTERM')
      await service.until(/Stopping/)
      expect(await live.text()).toMatch(/^(?::\n\n)+$/)
      expect(Date.now() - signalled).toBeLessThan(3_000)
      await expect(fetch(`${address}/health`)).rejects.toThrow('fetch failed')
      slow.sending.end(`${JSON.stringify(added)}}`)
      const response = await slow.answer
      expect(response.statusCode).toBe(200)
      expect(JSON.parse(Buffer.concat(await response.toArray()).toString())).toMatchObject(expected)
      expect(await service.ended).toBe(0)
      expect(Date.now() - signalled).toBeLessThan(15_000)
      expect(await cut).toBeInstanceOf(Error)
      expect(pids.filter(isAlive)).toEqual([])
      expect(existsSync(join(dataDir, 'lock'))).toBe(false)
    },
    bootLimit,
  )
})
