import { createHash } from 'node:crypto'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPersisted } from '../../server/http/persisted.ts'
import { model } from '../../server/model/index.ts'
import { createSchema } from '../../server/schema/schema.ts'
import { nobody, startService } from '../support/app.ts'
import type { Options, Service } from '../support/app.ts'
import { askForChanges, subscribe } from '../support/live.ts'

interface Cost {
  readonly requested: number
  readonly limit: number
  readonly remaining: number
}

interface Told {
  readonly status: number
  readonly retryAfter: string | null
  readonly codes: readonly (string | undefined)[]
  readonly data?: Record<string, unknown> | null
  readonly message: string | undefined
  readonly cost?: Cost | undefined
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

const handedIn = '{ lesson(id: "lesson-1") { id } }'

let service: Service
const others: Service[] = []
beforeAll(async () => {
  service = await startService()
})
afterAll(async () => {
  for (const one of [service, ...others]) await one.close()
})

/** Another instance on the same graph. */
async function instance(options: Options): Promise<Service> {
  const other = await startService({ kept: true, ...options })
  others.push(other)
  return other
}

/** What a request is told, by the way that the listener would send it. */
async function ask(
  of: Service,
  params: object | string,
  { address = '127.0.0.1' }: { readonly address?: string } = {},
): Promise<Told> {
  const body = JSON.stringify(typeof params === 'string' ? { query: params } : params)
  const plain = await of.plain({
    ...nobody,
    address,
    contentType: 'application/json',
    accept: undefined,
    body,
  })
  const response = plain
    ? new Response(plain.body)
    : await of.handle(
        new Request('http://127.0.0.1/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        }),
        address,
      )
  const {
    data,
    errors = [],
    extensions,
  } = (await response.json()) as {
    readonly data?: Record<string, unknown> | null
    readonly errors?: readonly { message: string; extensions?: { code?: string } }[]
    readonly extensions?: { readonly cost?: Cost }
  }
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    codes: errors.map((error) => error.extensions?.code),
    message: errors[0]?.message,
    ...(data !== undefined && { data }),
    cost: extensions?.cost,
  }
}

describe('cost', () => {
  const cost = async (query: string): Promise<number> => (await ask(service, query)).cost?.requested ?? 0

  test('counts first and nesting, and the conditions of filters', async () => {
    const nested = (first: number, below: number) =>
      cost(`{ lessons(first: ${first}) { nodes { cites(first: ${below}) { nodes { id } } } } }`)
    expect(await cost('{ lesson(id: "lesson-1") { id } }')).toBe(1)
    expect(await nested(2, 3)).toBe(10 + 2 + 2 * 3)
    expect(await nested(20, 30)).toBe(10 + 20 + 20 * 30)
    const filtered = 'filter: { cites: { some: { number: { eq: "05" } } } }'
    expect(await cost(`{ lessons(first: 1, ${filtered}) { nodes { id } } }`)).toBe(10 + 1 + 100 + 2 * 10)
    expect(
      await cost(`{ directives(first: 9) { nodes { citedBy(first: 1, ${filtered}) { totalCount } } } }`),
    ).toBe(10 + 9 + 9 * (100 + 2 * 10))
    expect(await cost('mutation { deleteLink(id: "none", expectedVersion: 1) { id } }')).toBe(11)
  })

  test('stands beside every answer, the same on the short way and from memory', async () => {
    const query = '{ bodies(first: 7) { nodes { id } } }'
    const seen: (Cost | undefined)[] = []
    for (let time = 0; time < 4; time += 1) seen.push((await ask(service, query)).cost)
    expect(new Set(seen.map((one) => one?.requested))).toEqual(new Set([17]))
    expect(seen.map((one, time) => (seen[0]?.remaining ?? 0) - (one?.remaining ?? 0) - 17 * time)).toEqual([
      0, 0, 0, 0,
    ])
  })

  test('refuses what several fields of one request come to together, before anything is asked', async () => {
    const field =
      'lessons(first: 200) { nodes { cites(first: 200) { nodes { citedBy(first: 4) { nodes { id } } } } } }'
    expect((await ask(service, `{ a: ${field} }`)).codes).toEqual([])
    service.statements.length = 0
    const told = await ask(service, `{ a: ${field} b: ${field} }`)
    expect(told.codes).toEqual(['TOO_COMPLEX'])
    expect(told.data).toBeUndefined()
    expect(told.cost?.requested).toBeGreaterThan(told.cost?.limit ?? Infinity)
    expect(service.statements).toEqual([])
  })

  test('of a schema that is asked for again and again is too much, and once it is not', async () => {
    const whole = await ask(service, getIntrospectionQuery())
    expect(whole.codes).toEqual([])
    // So that a model of twice as many kinds can be asked for too.
    expect(whole.cost?.requested).toBeLessThan(100_000)
    const fields = Array.from({ length: 300 }, (_, n) => `f${n}: fields { type { fields { name } } }`).join(
      ' ',
    )
    expect((await ask(service, `{ __schema { types { ${fields} } } }`)).codes).toContain('TOO_COMPLEX')
  })

  test('is settable', async () => {
    const other = await instance({ limits: { cost: 20 } })
    expect((await ask(other, '{ bodies(first: 5) { nodes { id } } }')).cost?.limit).toBe(20)
    expect((await ask(other, '{ bodies(first: 21) { nodes { id } } }')).codes).toEqual(['TOO_COMPLEX'])
    expect((await ask(other, '{ aggregate: bodiesAggregate { count } }')).codes).toEqual(['TOO_COMPLEX'])
  })
})

describe('documents', () => {
  const aliases = (count: number) =>
    `{ body(id: "body-party") { ${Array.from({ length: count }, (_, n) => `a${n}: id`).join(' ')} } }`
  test('with 400 aliases are answered', async () => {
    expect((await ask(service, aliases(400))).codes).toEqual([])
  })
})

describe('what is asked within a minute', () => {
  test('is counted for each address, however its questions are answered', async () => {
    const other = await instance({ limits: { requestsAMinute: 5 } })
    const from = (address: string) => ask(other, '{ body(id: "body-party") { id } }', { address })
    for (let time = 0; time < 5; time += 1) expect((await from('10.0.0.1')).codes).toEqual([])
    const refused = await from('10.0.0.1')
    expect(refused).toMatchObject({ status: 429, codes: ['RATE_LIMITED'] })
    expect(Number(refused.retryAfter)).toBeGreaterThan(50)
    expect((await from('10.0.0.2')).codes).toEqual([])
    // Whoever has one address of IPv6 has all of its network.
    for (let host = 1; host <= 5; host += 1) expect((await from(`2001:db8::${host}`)).codes).toEqual([])
    expect((await from('2001:db8::ffff:1')).codes).toEqual(['RATE_LIMITED'])
    expect((await from('2001:db8:0:1::1')).codes).toEqual([])
    const page = await other.handle(new Request('http://127.0.0.1/export?format=json'), '10.0.0.1')
    expect(page.status).toBe(429)
    expect((await other.handle(new Request('http://127.0.0.1/health'), '10.0.0.1')).status).toBe(200)
  })

  test('may cost so much together', async () => {
    const other = await instance({ limits: { costAMinute: 40, cost: 40 } })
    const query = '{ bodies(first: 5) { nodes { id } } }'
    expect((await ask(other, query)).cost).toEqual({ requested: 15, limit: 40, remaining: 25 })
    expect((await ask(other, query)).cost?.remaining).toBe(10)
    expect(await ask(other, query)).toMatchObject({ status: 429, codes: ['RATE_LIMITED'] })
    expect((await ask(other, '{ body(id: "body-party") { id } }')).cost?.remaining).toBe(9)
  })

  test('that shows what is not valid is counted for its address', async () => {
    const other = await instance({ limits: { requestsAMinute: 3 } })
    const show = async (authorization: string) => {
      const request = new Request('http://127.0.0.1/graphql', { method: 'POST', headers: { authorization } })
      return (await other.handle(request, '10.0.0.3')).status
    }
    const statuses = []
    for (let time = 0; time < 5; time += 1) statuses.push(await show(`Bearer lg_no${time}`))
    expect(statuses).toEqual([401, 401, 401, 429, 429])
  })
})

test('of subscriptions so many are open at a time', async () => {
  const other = await instance({ limits: { subscriptions: 2 } })
  const open = [await subscribe(other, { after: 0 }), await subscribe(other, { after: 0 })]
  const third = await (await askForChanges(other, { after: 0 })).text()
  expect(third).toContain('"code":"RATE_LIMITED"')
  expect((await ask(other, '{ seq }')).codes).toEqual([])
  await open[0]?.leave()
  const again = await subscribe(other, { after: 0 })
  expect(await again.seqs(1)).toEqual([1])
  await Promise.all([open[1]?.leave(), again.leave()])
})

describe('sizes', () => {
  test('of answers are limited', async () => {
    const other = await instance({ limits: { answerBytes: 500 } })
    expect((await ask(other, '{ bodies(first: 3) { nodes { id } } }')).codes).toEqual([])
    const told = await ask(other, '{ bodies(first: 200) { nodes { id title } } }')
    expect(told).toMatchObject({ codes: ['TOO_COMPLEX'], data: null })
    expect(told.message).toContain('500 bytes')
  })

  test('of bodies are limited, the more for those who may change nothing', async () => {
    const status = async (of: Service, bytes: number) =>
      (
        await of.fetch('/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: '{ seq }', variables: { pad: 'x'.repeat(bytes) } }),
        })
      ).status
    const reader = await instance({ anonymousRole: 'READER' })
    expect(await status(service, 2_000_000)).toBe(200)
    expect(await status(reader, 2_000_000)).toBe(413)
    expect(await status(await instance({ limits: { bodyBytes: 1_000 } }), 2_000)).toBe(413)
  })

  test('of bodies that come in pieces are counted while they come', async () => {
    const other = await instance({ limits: { bodyBytes: 1_000, importBytes: 1_000 } })
    let taken = 0
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          taken += 1
          controller.enqueue(new Uint8Array(100).fill(32))
        },
      })
    const send = (path: string, type: string) =>
      other.fetch(path, {
        method: 'POST',
        headers: { 'content-type': type },
        body: endless(),
        duplex: 'half',
      } as RequestInit)
    expect((await send('/graphql', 'application/json')).status).toBe(413)
    const imported = await send('/import', 'application/json')
    expect(await imported.text()).toMatch(/BAD_USER_INPUT/)
    expect(taken).toBeLessThan(100)
  })
})

describe('what the schema holds', () => {
  const asked = '{ __schema { queryType { name } } }'
  const page = (of: Service) => of.fetch('/graphql', { headers: { accept: 'text/html' } })

  test('is told, and GraphiQL shown, to whom the settings say', async () => {
    const closed = await instance({
      anonymousRole: 'READER',
      introspectionRole: 'EDITOR',
      graphiqlRole: 'ADMIN',
    })
    expect((await ask(closed, asked)).codes).toEqual(['UNAUTHENTICATED'])
    expect((await page(closed)).status).toBe(401)
    const misspelt = await ask(closed, '{ lesson(id: "lesson-1") { titel } }')
    expect(misspelt.message).toBe('Cannot query field "titel" on type "Lesson".')
    const open = await instance({ anonymousRole: 'NONE', introspectionRole: 'NONE', graphiqlRole: 'NONE' })
    expect((await ask(open, asked)).codes).toEqual([])
    expect((await page(open)).status).toBe(200)
    expect((await ask(service, '{ lesson(id: "lesson-1") { titel } }')).message).toContain('Did you mean')
  })
})

describe('documents that were handed in', () => {
  const documents = new Map([[hashOf(handedIn), handedIn]])
  const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } })

  test('are answered by their hash, on the short way too', async () => {
    const other = await instance({ persisted: { documents, only: false } })
    for (let time = 0; time < 3; time += 1)
      expect((await ask(other, byHash(hashOf(handedIn)))).data).toEqual({ lesson: { id: 'lesson-1' } })
    const body = JSON.stringify(byHash(hashOf(handedIn)))
    expect(
      await other.plain({ ...nobody, contentType: 'application/json', accept: undefined, body }),
    ).not.toBeNull()
    expect((await ask(other, byHash(hashOf('{ seq }')))).codes).toEqual(['NOT_FOUND'])
    expect((await ask(other, { query: '{ seq }', ...byHash(hashOf(handedIn)) })).codes).toEqual([
      'BAD_USER_INPUT',
    ])
    expect((await ask(other, { query: '{ seq }', ...byHash(hashOf('{ seq }')) })).codes).toEqual([])
  })

  test('are all that is answered where it is so set, but to administrators', async () => {
    const only = { persisted: { documents, only: true } }
    const reader = await instance({ anonymousRole: 'READER', ...only })
    const other = '{ lesson(id: "lesson-2") { id } }'
    for (let time = 0; time < 2; time += 1) {
      expect((await ask(reader, other)).codes).toEqual(['FORBIDDEN'])
      expect((await ask(reader, handedIn)).codes).toEqual([])
      expect((await ask(reader, byHash(hashOf(handedIn)))).codes).toEqual([])
    }
    expect((await ask(await instance(only), other)).codes).toEqual([])
  })

  test.each([
    ['no document', '{', /is no document:/],
    ['of another schema', '{ nothing }', /is no document of this schema: Cannot query field "nothing"/],
  ])('are refused at the start when %s', (_what, text, reason) => {
    const create = () =>
      createPersisted({ documents: new Map([[hashOf(text), text]]), only: false }, createSchema(model))
    expect(create).toThrow(reason)
  })

  test('are refused at the start under another hash', () => {
    const wrong = new Map([['0'.repeat(64), handedIn]])
    expect(() => createPersisted({ documents: wrong, only: false }, createSchema(model))).toThrow(
      /is not the SHA-256/,
    )
  })
})
