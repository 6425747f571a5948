import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { model } from '../../server/model/index.ts'
import { pino } from 'pino'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { createClient, makePerson, signedInAs } from '../support/client.ts'
import type { Client, Somebody } from '../support/client.ts'

let service: Service
let ada: Somebody
let edith: Somebody

beforeAll(async () => {
  service = await startService({ seeded: false, anonymousRole: 'NONE' })
  ada = await makePerson(service, 'Ada', 'ADMIN')
  edith = await makePerson(service, 'Edith', 'EDITOR')
})
afterAll(() => service.close())

const ACTOR = '{ viewer { actor } }'
const actorOf = async (client: Client): Promise<string> =>
  (await client.data<{ viewer: { actor: string } }>(ACTOR)).viewer.actor
const CREATE = 'mutation { createBody(input: { title: { vi: "Ban" } }) { id } }'
const pause = (milliseconds: number) => new Promise((fulfil) => setTimeout(fulfil, milliseconds))
const set = (text: string, parameters: Record<string, unknown> = {}) =>
  service.store.write((transaction) => transaction.run({ text, parameters }))

test('the cookie is out of reach of scripts and other sites, and behind TLS never sent without it', async () => {
  const client = await signedInAs(service, edith)
  expect(client.setCookie()).toMatch(
    /^lesson-graph-session=[\w-]{43}\.[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
  )
  const response = await service.handle(
    new Request('https://lessons.example/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation ($e: String!, $p: String!) { signIn(email: $e, password: $p) { role } }',
        variables: { e: edith.email, p: edith.password },
      }),
    }),
    '127.0.0.1',
  )
  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-lesson-graph-session=\S+; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/),
  ])
})

test('a cookie that was forged or altered is worth nothing, and asks the database nothing', async () => {
  const client = await signedInAs(service, edith)
  const [name = '', value = ''] = client.cookie.split('=')
  const [secret = '', signature = ''] = value.split('.')
  const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
  service.statements.length = 0
  for (const forged of [
    `${flipped(secret)}.${signature}`,
    `${secret}.${flipped(signature)}`,
    `${secret}.`,
    secret,
    '.',
    '',
    'eyJhbGciOiJub25lIn0.eyJyb2xlIjoiQURNSU4ifQ.',
  ]) {
    const thief = createClient(service)
    thief.cookie = `${name}=${forged}`
    expect(await actorOf(thief)).toBe('anonymous')
    expect(await thief.code(CREATE)).toBe('UNAUTHENTICATED')
  }
  expect(service.statements).toEqual([])
})

test('a session ends when it was not used for half an hour, and twelve hours after its beginning', async () => {
  const idle = await signedInAs(service, edith)
  const long = await signedInAs(service, ada)
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  await set('MATCH (s:Session) WHERE s.personId = $id SET s.lastUsedAt = $at', { id: edith.id, at: ago(29) })
  expect(await actorOf(idle)).toBe('Edith')
  const [used] = (await service.store.read({
    text: 'MATCH (s:Session) WHERE s.personId = $id RETURN max(s.lastUsedAt) AS value',
    parameters: { id: edith.id },
  })) as [string]
  expect(Date.parse(used)).toBeGreaterThan(Date.now() - 10_000)
  await set('MATCH (s:Session) WHERE s.personId = $id SET s.lastUsedAt = $at', { id: edith.id, at: ago(31) })
  await set('MATCH (s:Session) WHERE s.personId = $id SET s.expiresAt = $at', { id: ada.id, at: ago(0) })
  await pause(1_100)
  expect(await actorOf(idle)).toBe('anonymous')
  expect(await actorOf(long)).toBe('anonymous')
})

test('one statement a second tells who asks, however many requests there are; for nobody there is none', async () => {
  const client = await signedInAs(service, edith)
  await client.data('{ terms { nodes { id } } }')
  const about = () => service.statements.filter(({ text }) => text.includes('Session')).length
  service.statements.length = 0
  await Promise.all(Array.from({ length: 20 }, () => client.data('{ terms { nodes { id } } }')))
  expect(about()).toBeLessThanOrEqual(1)
  service.statements.length = 0
  await createClient(service).data(ACTOR)
  expect(service.statements).toEqual([])
})

test('sessions are listed to whose they are, all to an administrator, and each can be ended', async () => {
  const [one, other] = [await signedInAs(service, edith), await signedInAs(service, edith)]
  const admin = await signedInAs(service, ada)
  const list = async (client: Client) =>
    (
      await client.data<{
        sessions: { nodes: { id: string; current: boolean; person: { name: string } }[] }
      }>('{ sessions { nodes { id current address agent person { name } } } }')
    ).sessions.nodes
  const own = await list(one)
  expect(new Set(own.map(({ person }) => person.name))).toEqual(new Set(['Edith']))
  expect(own.filter(({ current }) => current)).toHaveLength(1)
  expect(new Set((await list(admin)).map(({ person }) => person.name))).toEqual(new Set(['Ada', 'Edith']))
  const END = 'mutation ($id: ID!) { endSession(id: $id) }'
  const ofOther = (await list(other)).find(({ current }) => current)
  const ofAdmin = (await list(admin)).find(({ current }) => current)
  expect(await one.code(END, { id: ofAdmin?.id })).toBe('NOT_FOUND')
  expect(await one.code(END, { id: edith.id })).toBe('NOT_FOUND')
  await one.data(END, { id: ofOther?.id })
  expect(await actorOf(other)).toBe('anonymous')
  await admin.data(END, { id: own.find(({ current }) => current)?.id })
  expect(await actorOf(one)).toBe('anonymous')
  expect(await actorOf(admin)).toBe('Ada')
})

test('to sign out everywhere, and to change the password, ends all sessions', async () => {
  const [one, other] = [await signedInAs(service, edith), await signedInAs(service, edith)]
  await one.data('mutation { signOutEverywhere }')
  for (const client of [one, other]) expect(await actorOf(client)).toBe('anonymous')
  for (const client of [one, other]) await signedInAs(service, edith, client)
  const CHANGE =
    'mutation ($current: String!, $new: String!) { changePassword(current: $current, new: $new) { actor } }'
  const wrong = await one.graphql(CHANGE, { current: 'not this one', new: 'seven green bottles' })
  expect(wrong.errors?.[0]?.extensions.fields).toMatchObject([{ path: 'current' }])
  const weak = await one.graphql(CHANGE, { current: edith.password, new: 'short' })
  expect(weak.errors?.[0]?.extensions.fields).toMatchObject([{ path: 'new' }])
  const before = one.cookie
  await one.data(CHANGE, { current: edith.password, new: 'seven green bottles' })
  expect(one.cookie).not.toBe(before)
  expect(await actorOf(one)).toBe('Edith')
  expect(await actorOf(other)).toBe('anonymous')
  await one.data(CHANGE, { current: 'seven green bottles', new: edith.password })
})

test('a subscriber is told nothing any more once the session has ended', async () => {
  const client = await signedInAs(service, edith)
  const stream = await client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { changes { actor } }' }),
  })
  const told = stream.text()
  const admin = await signedInAs(service, ada)
  await client.data(CREATE)
  await pause(200)
  await client.data('mutation { signOut }')
  await admin.data(CREATE)
  expect(await told).toMatch(/"actor":"Edith"[^]*"code":"UNAUTHENTICATED"/)
  expect(await told).not.toContain('Ada')
})

test('another instance on the database knows the session, and its end within a second', async () => {
  const log = pino({ level: 'silent' })
  const options = { store: service.store, model, log, adminDir: 'dist/admin', cacheBytes: 0 }
  const other = createApp({ ...options, anonymousRole: 'NONE' })
  const here = await signedInAs(service, edith)
  const there = createClient(other)
  there.cookie = here.cookie
  expect(await actorOf(there)).toBe('Edith')
  await here.data('mutation { signOut }')
  await pause(1_100)
  expect(await actorOf(there)).toBe('anonymous')
  await other.close()
})
