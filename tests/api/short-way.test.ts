import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { model } from '../../server/model/index.ts'
import { openStore } from '../../server/store/store.ts'
import type { Statement } from '../../server/store/store.ts'
import { costless, nobody, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { startRelay } from '../support/relay.ts'

// A question that was asked before goes a shorter way; nobody may be able to tell by the answer.

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())
beforeEach(() => {
  service.statements.length = 0
})

const clock = /^UNWIND \$rows AS row MATCH \(c:Clock\)/
/** What was sent since: `?` for a question, `c` for a look at the clock. */
const sent = (): string =>
  service.statements
    .splice(0)
    .map(({ text }) => (clock.test(text) ? 'c' : '?'))
    .join('')

test('an answer is given again while the graph has not changed, and computed anew once it has', async () => {
  const ask = () => service.graphql('{ body(id: "body-party") { version title } }')
  const first = await ask()
  // The document is known after the first request, this question after the second; what is asked a third time is kept.
  expect(await ask()).toEqual(first)
  expect(sent()).toBe('??')
  expect(await ask()).toEqual(first)
  expect(sent()).toBe('c?')
  expect(await ask()).toEqual(first)
  expect(sent()).toBe('c')
  await service.data(
    'mutation { updateBody(id: "body-party", expectedVersion: 1, input: { title: { vi: "Đảng ta" } }) { id } }',
  )
  service.statements.length = 0
  expect((await ask()).data).toEqual({ body: { version: 2, title: 'Đảng ta' } })
  expect(sent()).toBe('c?')
  expect((await ask()).data).toEqual({ body: { version: 2, title: 'Đảng ta' } })
  expect(sent()).toBe('c')
})

test('what is asked while others write is never older than what was written before it was asked', async () => {
  const query = '{ lesson(id: "lesson-1") { version } }'
  const ask = async () => (await service.data<{ lesson: { version: number } }>(query)).lesson.version
  for (let version = 1; version <= 8; version += 1) {
    const asking = Array.from({ length: 4 }, ask)
    await service.data(
      'mutation ($version: Int!, $note: String!) { updateLesson(id: "lesson-1", expectedVersion: $version, input: { statement: { en: $note } }) { id } }',
      { version, note: `note ${version}` },
    )
    expect(await ask()).toBe(version + 1)
    for (const seen of await Promise.all(asking)) expect([version, version + 1]).toContain(seen)
  }
})

test('one plan serves all values of a variable, and each shape has its own', async () => {
  const query = `query ($number: String, $first: Int, $after: String, $yes: Boolean = true, $sort: [DirectiveSort!]) {
    directives(filter: { number: { eq: $number } }, first: $first, after: $after, sort: $sort) {
      nodes { number @include(if: $yes) title }
      pageInfo { endCursor hasNextPage }
    }
  }`
  interface Page {
    directives: { nodes: { number?: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
  }
  const ask = async (variables: Record<string, unknown>) =>
    (await service.data<Page>(query, variables)).directives
  expect((await ask({ number: '05' })).nodes.map(({ number }) => number)).toEqual(['05'])
  expect((await ask({ number: '07' })).nodes.map(({ number }) => number)).toEqual(['07'])
  expect((await ask({ number: '4', yes: false })).nodes).toEqual([{ title: expect.any(String) as unknown }])
  expect((await ask({ number: 'none' })).nodes).toEqual([])
  const texts = new Set(service.statements.map(({ text }) => text))
  expect(texts.size).toBe(2)

  const all =
    'query ($first: Int, $after: String) { bodies(first: $first, after: $after) { nodes { id } pageInfo { endCursor } } }'
  interface Bodies {
    bodies: { nodes: { id: string }[]; pageInfo: { endCursor: string } }
  }
  const ids: string[] = []
  let after: string | undefined
  for (const first of [2, 3, 5]) {
    const { bodies } = await service.data<Bodies>(all, { first, after })
    expect(bodies.nodes).toHaveLength(first)
    ids.push(...bodies.nodes.map(({ id }) => id))
    after = bodies.pageInfo.endCursor
  }
  expect(new Set(ids).size).toBe(10)
})

test('a request that fails is told the same whether or not its document is known', async () => {
  const query =
    'query ($id: ID!, $first: Int) { body(id: $id) { title parts(first: $first) { totalCount } } }'
  const failing = [{}, { id: 'body-party', first: -1 }, { id: ['a', 'b'] }, { id: 'body-party', first: 'x' }]
  const fresh = await Promise.all(failing.map((variables) => service.graphql(query, variables)))
  await service.data(query, { id: 'body-party' })
  for (const [index, variables] of failing.entries()) {
    const known = await service.graphql(query, variables)
    expect(known).toEqual(fresh[index])
    expect(known.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  }
})

test('a mutation is carried out each time', async () => {
  const mutation = 'mutation { createChallenge(input: { title: { vi: "Khó khăn" } }) { id } }'
  const made = [await service.data(mutation), await service.data(mutation), await service.data(mutation)]
  expect(new Set(made.map((data) => JSON.stringify(data))).size).toBe(3)
})

test.each([
  ['application/json; charset=utf-8', '*/*', 'application/json'],
  ['application/json', 'application/json, text/plain, */*', 'application/json'],
  [
    'application/json',
    'application/graphql-response+json,application/json;q=0.9',
    'application/graphql-response+json',
  ],
  [
    'application/json;charset=UTF-8',
    'multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9',
    'application/graphql-response+json',
  ],
  [
    'application/json',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    'application/graphql-response+json',
  ],
])('what is sent as %s and accepted as %s goes the short way too', async (contentType, accept, expected) => {
  const query = '{ body(id: "body-party") { id } }'
  const body = JSON.stringify({ query })
  const headers = { 'content-type': contentType, accept }
  const long = await service.fetch('/graphql', { method: 'POST', headers, body })
  const short = await service.plain({ ...nobody, contentType, accept, body })
  expect(short?.contentType).toBe(`${expected}; charset=utf-8`)
  expect(long.headers.get('content-type')).toBe(short?.contentType)
  expect(await costless(new Response(short?.body))).toEqual(await costless(long))
})

test.each([
  ['text/plain', undefined],
  ['application/json; charset=utf-16', undefined],
  ['application/json', 'text/html'],
  ['application/json', 'application/json; charset=latin1'],
])('what is sent as %s and accepted as %s goes the long way', async (contentType, accept) => {
  const query = '{ body(id: "body-party") { id } }'
  await service.data(query)
  expect(await service.plain({ ...nobody, contentType, accept, body: JSON.stringify({ query }) })).toBeNull()
})

test('a known question that asks for too much is told so at once, as an unknown one is', async () => {
  const query = `query ($first: Int) {
    bodies(first: $first) { nodes { involvedIn(first: $first) { nodes { involves(first: $first) { nodes { id } } } } } }
  }`
  const fresh = await service.graphql(query, { first: 200 })
  expect(fresh.errors?.[0]?.extensions.code).toBe('TOO_COMPLEX')
  await service.data(query, { first: 2 })
  const request = { contentType: 'application/json', accept: undefined }
  const body = JSON.stringify({ query, variables: { first: 200 } })
  for (let time = 0; time < 3; time += 1) {
    const known = await service.plain({ ...nobody, ...request, body })
    expect({ status: 200, ...(await costless(new Response(known?.body))) }).toEqual(fresh)
  }
})

test('a known question is asked once where the database does not answer', async () => {
  const relay = await startRelay()
  const store = await openStore({ ...inject('neo4j'), uri: relay.uri, database: 'neo4j' })
  let sent = 0
  const counted = {
    ...store,
    read: (statement: Statement) => {
      sent += 1
      return store.read(statement)
    },
  }
  const log = pino({ level: 'silent' })
  const app = createApp({
    store: counted,
    model,
    log,
    adminDir: 'dist/admin',
    cacheBytes: 0,
    anonymousRole: 'ADMIN',
  })
  const body = JSON.stringify({ query: '{ body(id: "body-party") { id } }' })
  const headers = { 'content-type': 'application/json' }
  const ask = () => app.plain({ ...nobody, contentType: 'application/json', accept: undefined, body })
  await app.handle(new Request('http://127.0.0.1/graphql', { method: 'POST', headers, body }), nobody.address)
  expect(JSON.parse(String((await ask())?.body))).toMatchObject({ data: { body: { id: 'body-party' } } })
  await relay.cut()
  sent = 0
  const failed = JSON.parse(String((await ask())?.body)) as { data: unknown; errors: unknown[] }
  expect(failed).toMatchObject({ data: { body: null }, errors: [{ extensions: { code: 'UNAVAILABLE' } }] })
  expect(sent).toBe(1)
  await app.close()
  await store.close()
})
