import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { auditBound, begun } from '../../server/access/audit.ts'
import { createRefusals } from '../../server/access/refusals.ts'
import { model } from '../../server/model/index.ts'
import { sweepAudit } from '../../server/start/audit-sweep.ts'
import { patient, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { auditRecords, createClient, makePerson, signedInAs } from '../support/client.ts'
import type { Client, Somebody } from '../support/client.ts'

let service: Service
let admin: Client
let edith: Somebody
let editor: Client

beforeAll(async () => {
  service = await startService({ seeded: false, anonymousRole: 'NONE' })
  admin = await signedInAs(service, await makePerson(service, 'Ada', 'ADMIN'), from('10.0.0.1'))
  edith = await makePerson(service, 'Edith', 'EDITOR')
  editor = await signedInAs(service, edith, from('10.0.0.2'))
})
afterAll(() => service.close())

/** Somebody elsewhere. */
const from = (address: string, headers?: Record<string, string>) => createClient(service, headers, address)

const VIEWER = '{ viewer { actor } }'
const PEOPLE = '{ people { nodes { id } } }'
const CREATE = 'mutation { createBody(input: { title: { vi: "Ban" } }) { id } }'
const refused = { outcome: 'REFUSED', count: 1 }

test('what the guard refuses is recorded by operation, equal refusals as one', async () => {
  const stranger = from('10.1.0.1')
  for (let time = 0; time < 3; time += 1) expect(await stranger.code(CREATE)).toBe('UNAUTHENTICATED')
  expect(await editor.code(PEOPLE)).toBe('FORBIDDEN')
  for (const path of ['/export', '/import'])
    expect((await stranger.fetch(path, { method: 'POST' })).status).toBe(401)
  expect(await auditRecords(admin, { address: '10.1.0.1' })).toMatchObject([
    { ...refused, action: 'REQUEST', target: '/import', details: { code: 'UNAUTHENTICATED' } },
    { ...refused, action: 'REQUEST', target: '/export' },
    { ...refused, action: 'REQUEST', target: 'Mutation.createBody', actor: 'anonymous', count: 3 },
  ])
  expect(await auditRecords(admin, { actor: 'Edith', outcome: 'REFUSED' })).toMatchObject([
    {
      ...refused,
      action: 'REQUEST',
      target: 'Query.people',
      address: '10.0.0.2',
      details: { code: 'FORBIDDEN' },
    },
  ])
  // They go on being counted where they were begun.
  expect(await stranger.code(CREATE)).toBe('UNAUTHENTICATED')
  const [record, ...others] = await auditRecords(admin, {
    address: '10.1.0.1',
    target: 'Mutation.createBody',
  })
  expect([record?.count, others]).toEqual([4, []])
  expect(Date.parse(record?.lastAt ?? '')).toBeGreaterThan(Date.parse(record?.at ?? ''))
})

test('what is met within one millisecond is kept in its order', () => {
  const event = { action: 'SIGN_IN', outcome: 'DONE', actor: 'Ada', target: null, address: 'here' } as const
  const ids = Array.from({ length: 5_000 }, () => begun(event).id)
  expect(ids).toEqual(ids.toSorted())
})

test('of a key that is none only what is readable is recorded, and that only where it has the form of ours', async () => {
  const { createApiKey } = await editor.data<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
    'mutation { createApiKey(name: "nightly", role: READER) { secret apiKey { id } } }',
  )
  const { secret, apiKey } = createApiKey
  await editor.data('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: apiKey.id })
  for (const authorization of [
    `Bearer ${secret}`,
    `Bearer ${secret}x`,
    'Bearer a password, pasted',
    'Basic YTpi',
  ])
    expect((await from('10.1.0.2', { authorization }).graphql(VIEWER)).status).toBe(401)
  const records = await auditRecords(admin, { address: '10.1.0.2' })
  const told = { ...refused, action: 'USE_API_KEY', actor: 'anonymous' }
  expect(records).toMatchObject([
    { ...told, target: null, count: 3 },
    { ...told, target: secret.slice(0, 11) },
  ])
  expect(JSON.stringify(records)).not.toMatch(/pasted|YTpi/)
  expect(JSON.stringify(records)).not.toContain(secret.slice(12))
})

test('a key that asks for what takes a person is recorded by its name', async () => {
  const { createApiKey } = await editor.data<{ createApiKey: { secret: string } }>(
    'mutation { createApiKey(name: "loader", role: EDITOR) { secret } }',
  )
  const program = from('10.1.0.3', { authorization: `Bearer ${createApiKey.secret}` })
  expect(await program.code('mutation { signOutEverywhere }')).toBe('FORBIDDEN')
  expect(await auditRecords(admin, { actor: 'Edith · loader' })).toMatchObject([
    { ...refused, action: 'REQUEST', target: 'Mutation.signOutEverywhere' },
  ])
})

test('a session that has ended, or is forged, is recorded, whichever way its question goes', async () => {
  const client = await signedInAs(service, edith, from('10.1.0.4'))
  const { cookie } = client
  for (let time = 0; time < 3; time += 1) await client.data(VIEWER)
  await client.data('mutation { signOut }')
  for (const stale of [cookie, `${cookie}x`, 'lesson-graph-session=made-up']) {
    client.cookie = stale
    expect(await client.data(VIEWER)).toEqual({ viewer: { actor: 'anonymous' } })
  }
  expect(await auditRecords(admin, { address: '10.1.0.4', outcome: 'REFUSED' })).toMatchObject([
    { ...refused, action: 'USE_SESSION', actor: 'anonymous', target: null, count: 3 },
  ])
})

test('what a page of another origin asks is recorded with whose session it used', async () => {
  const bare = from('10.1.0.5', { origin: 'https://evil.example' })
  bare.cookie = editor.cookie
  expect(await bare.code(CREATE)).toBe('FORBIDDEN')
  const form = await from('10.1.0.5', {}).fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify({ query: CREATE }),
  })
  const { errors } = (await form.json()) as { errors: { extensions: { code: string } }[] }
  expect([form.status, errors[0]?.extensions.code]).toEqual([403, 'FORBIDDEN'])
  expect(await auditRecords(admin, { address: '10.1.0.5' })).toMatchObject([
    { ...refused, action: 'REQUEST', actor: 'anonymous', target: '/graphql', details: { code: 'FORBIDDEN' } },
    { ...refused, action: 'USE_SESSION', actor: 'Edith', details: { from: 'https://evil.example' } },
  ])
})

test('sign-ins that fail or come too fast, and rates that are exceeded, are recorded', async () => {
  const SIGN_IN = 'mutation ($e: String!) { signIn(email: $e, password: "nothing of the kind") { role } }'
  const guesser = from('10.1.0.6')
  for (let time = 0; time < 4; time += 1) await guesser.code(SIGN_IN, { e: edith.email })
  await guesser.code(SIGN_IN, { e: 'my password, in the wrong field' })
  const signIns = await auditRecords(admin, { address: '10.1.0.6' })
  expect(signIns.map(({ target, count, details }) => [target, count, details['code']])).toEqual([
    [null, 1, 'UNAUTHENTICATED'],
    [edith.email, 1, 'RATE_LIMITED'],
    [edith.email, 3, 'UNAUTHENTICATED'],
  ])
  const hurried = await startService({
    kept: true,
    anonymousRole: 'NONE',
    limits: { requestsAMinute: 3, costAMinute: 500, cost: 500 },
  })
  const eager = createClient(hurried, {}, '10.1.0.7')
  for (let time = 0; time < 5; time += 1) await eager.graphql(VIEWER)
  expect((await eager.fetch('/')).status).toBe(429)
  const dora = await makePerson(service, 'Dora', 'READER')
  const dear = await signedInAs(hurried, dora, createClient(hurried, undefined, '10.1.0.8'))
  for (let time = 0; time < 3; time += 1) await dear.graphql('{ bodies(first: 200) { nodes { id } } }')
  await hurried.close()
  expect(await auditRecords(admin, { address: '10.1.0.7' })).toMatchObject([
    { ...refused, action: 'REQUEST', target: '/', details: { code: 'RATE_LIMITED' } },
    { ...refused, action: 'REQUEST', target: '/graphql', count: 2, details: { code: 'RATE_LIMITED' } },
  ])
  expect(await auditRecords(admin, { actor: 'Dora', outcome: 'REFUSED' })).toMatchObject([
    { ...refused, action: 'REQUEST', target: '/graphql', details: { code: 'RATE_LIMITED' } },
  ])
})

test('however much is refused, few records are written, and one says how many more there were', async () => {
  const log = pino({ level: 'silent' })
  const refusals = createRefusals(service.store, log)
  const by = (address: string) => ({ principal: { actor: 'anonymous' }, visit: { address } })
  const failure = (index: number) => ({ action: 'USE_API_KEY', target: `lg_${index}` }) as const
  for (let index = 0; index < 10_000; index += 1) refusals.add(by('10.2.0.1'), failure(index))
  // Somebody else is not hidden by it.
  refusals.add(by('10.2.0.2'), failure(0))
  for (let index = 0; index < 1_000; index += 1)
    refusals.add(by(`10.3.${index % 50}.${index % 250}`), failure(1))
  service.statements.length = 0
  await refusals.close()
  expect(
    service.statements.filter(({ parameters }) => JSON.stringify(parameters, plainly).includes('10.2.0.2')),
  ).toHaveLength(1)
  expect(await auditRecords(admin, { address: '10.2.0.1' })).toHaveLength(50)
  expect(await auditRecords(admin, { address: '10.2.0.2' })).toHaveLength(1)
  const [others] = await auditRecords(admin, { actions: ['OTHER_REFUSALS'] })
  expect(others).toMatchObject({ count: 9_950, actor: 'several', address: 'several' })
})

/** Numbers that JSON does not know. */
const plainly = (_name: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)

test('records that cannot be written are logged with an id, kept for the next time, and delay nobody', async () => {
  const logged: string[] = []
  const log = pino({}, { write: (line: string) => logged.push(line) })
  let isDown = true
  let release = (): void => undefined
  const held = new Promise<void>((fulfil) => (release = fulfil))
  const store: typeof service.store = {
    ...service.store,
    async write(work, timeoutMs) {
      if (isDown) {
        await held
        throw new Error('The disk is full')
      }
      return service.store.write(work, timeoutMs)
    },
  }
  const options = { store, model, log, adminDir: 'dist/admin', cacheBytes: 0, limits: patient }
  const app = createApp({ ...options, anonymousRole: 'NONE' })
  const stranger = createClient(app, {}, '10.1.0.9')
  expect(await stranger.code(CREATE)).toBe('UNAUTHENTICATED')
  // What is asked for is read although it cannot be written down, but not before that was tried.
  const closing = app.close()
  expect(await stranger.code(CREATE)).toBe('UNAUTHENTICATED')
  release()
  await closing
  expect(logged.map((line) => JSON.parse(line) as object)).toMatchObject([
    {
      msg: 'refusals were not written to the audit record',
      records: 1,
      errorId: expect.any(String) as unknown,
    },
  ])
  isDown = false
  await app.close()
  expect(await auditRecords(admin, { address: '10.1.0.9' })).toMatchObject([{ count: 2 }])
})

test('it is read by pages, the newest first, and by any of what it is searched by', async () => {
  type Page = {
    nodes: { id: string }[]
    totalCount: number
    pageInfo: { endCursor: string; hasNextPage: boolean }
  }
  const seen: string[] = []
  const totals = new Set<number>()
  let after: string | null = null
  do {
    const { auditRecords: page }: { auditRecords: Page } = await admin.data(
      '{ auditRecords(first: 30, after: AFTER) { nodes { id } totalCount pageInfo { endCursor hasNextPage } } }'.replace(
        'AFTER',
        JSON.stringify(after),
      ),
    )
    seen.push(...page.nodes.map(({ id }) => id))
    totals.add(page.totalCount)
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  expect(seen).toEqual(seen.toSorted().reverse())
  expect([...totals]).toEqual([new Set(seen).size])
  const [record] = await auditRecords(admin, { actions: ['CREATE_PERSON'], target: edith.email })
  expect(record).toMatchObject({ outcome: 'DONE', details: { name: 'Edith', role: 'EDITOR' } })
  const at = record?.at ?? ''
  const around = async (first: number, last: number) =>
    (
      await auditRecords(admin, {
        target: edith.email,
        actions: ['CREATE_PERSON'],
        from: new Date(Date.parse(at) + first).toISOString(),
        to: new Date(Date.parse(at) + last).toISOString(),
      })
    ).length
  expect([await around(0, 0), await around(1, 10), await around(-10, -1)]).toEqual([1, 0, 0])
  const { errors } = await admin.graphql(
    '{ auditRecords(actions: [], actor: "X") { totalCount } }'.replace('X', 'x'.repeat(301)),
  )
  expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(['actions', 'actor'])
})

test('administrators export it, whole or in part, and no spreadsheet runs what is in it', async () => {
  const hostile = '=1+1@evil.example'
  const SIGN_IN = 'mutation ($e: String!) { signIn(email: $e, password: "nothing of the kind") { role } }'
  expect(await from('10.4.0.1').code(SIGN_IN, { e: hostile })).toBe('UNAUTHENTICATED')
  const exported = async (client: Client, parameters: Record<string, string>) => {
    const response = await client.fetch(`/export?${new URLSearchParams(parameters).toString()}`)
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const csv = await exported(admin, { what: 'audit', format: 'csv', address: '10.4.0.1', lang: 'vi' })
  expect(csv.headers.get('content-disposition')).toMatch(/filename="audit-\d{4}-\d\d-\d\d\.csv"/)
  const [head = '', line = '', ...rest] = csv.text.split('\r\n')
  expect(head).toBe('Thời điểm,Lần cuối,Số lần,Việc,Kết quả,Người thực hiện,Đối tượng,Địa chỉ,Chi tiết,id')
  expect(line).toContain(`,1,Đăng nhập,Bị từ chối,anonymous,'${hostile},10.4.0.1,"{""by"":""PASSWORD""`)
  expect(rest).toEqual([''])
  const json = await exported(admin, { what: 'audit' })
  const { records } = JSON.parse(json.text) as { records: readonly { id: string }[] }
  const ids = records.map(({ id }) => id)
  expect(ids).toEqual(ids.toSorted())
  const { auditRecords: all } = await admin.data<{ auditRecords: { totalCount: number } }>(
    '{ auditRecords { totalCount } }',
  )
  expect(ids).toHaveLength(all.totalCount)
  const some = await exported(admin, { what: 'audit', actions: 'CREATE_PERSON,REMOVE_PERSON', actor: 'test' })
  expect(JSON.parse(some.text)).toMatchObject({
    format: 'lesson-graph-audit',
    records: [{ target: 'ada@example.org' }, { target: edith.email }, { target: 'dora@example.org' }],
  })
  expect((await exported(editor, { what: 'audit' })).status).toBe(403)
  expect(await auditRecords(admin, { actor: 'Edith', target: '/export' })).toMatchObject([
    { ...refused, action: 'REQUEST', details: { code: 'FORBIDDEN' } },
  ])
  const wrong = await exported(admin, {
    what: 'audit',
    format: 'zip',
    kind: 'Lesson',
    actions: 'SIGN_IN,X',
    from: 'today',
  })
  expect([wrong.status, [...wrong.text.matchAll(/"path":"(\w+)"/g)].map(([, path]) => path)]).toEqual([
    400,
    ['kind', 'format', 'actions', 'from'],
  ])
})

test('what is older than it is kept is taken away, and only that', async () => {
  const DAY = 86_400_000
  const ages = [0, 1, 399, 401, 800]
  await service.store.write((transaction) =>
    transaction.run({
      text:
        'UNWIND $rows AS row UNWIND range(1, 700) AS n ' +
        "CREATE (r:AuditRecord { id: row.id + '-' + n, at: row.at, action: 'SIGN_OUT', outcome: 'DONE', actor: 'of old', address: 'here', details: '{}' })",
      parameters: {
        rows: ages.map((days) => ({
          id: auditBound(Date.now() - days * DAY),
          at: new Date(Date.now() - days * DAY).toISOString(),
        })),
      },
    }),
  )
  const left = () =>
    service.store.read({
      text: "MATCH (r:AuditRecord) WHERE r.actor = 'of old' RETURN count(r) AS value",
      parameters: {},
    })
  const log = pino({ level: 'silent' })
  await sweepAudit({ store: service.store, log, days: 0 })()
  expect(await left()).toEqual([3_500])
  const stop = sweepAudit({ store: service.store, log, days: 400 })
  await expect.poll(left, { timeout: 10_000 }).toEqual([2_100])
  await stop()
})
