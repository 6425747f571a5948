import { createClient } from 'graphql-sse'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { eventStream } from '../../server/http/event-stream.ts'
import { MAX_SUBSCRIBERS } from '../../server/live/feed.ts'
import type { LiveAnswer } from '../../server/schema/subscribe.ts'
import { listen } from '../../server/start/listener.ts'
import type { Listener } from '../../server/start/listener.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { askForChanges, subscribe, subscriptionOf } from '../support/live.ts'
import { openWay } from '../support/way.ts'

let one: Service
let other: Service
beforeAll(async () => {
  one = await startService()
  other = await startService({ kept: true })
})
afterAll(async () => {
  await other.close()
  await one.close()
})

/** Makes one change set through an instance. */
const write = (service: Service, title: string) =>
  service.data(
    'mutation ($title: String!) { createDirective(input: { form: REPORT, title: { vi: $title } }) { id } }',
    { title },
  )

const now = async (): Promise<number> => {
  const [seq] = await one.store.read({ text: 'MATCH (c:Clock) RETURN c.seq AS value', parameters: {} })
  return Number(seq)
}

const range = (after: number, until: number): number[] =>
  Array.from({ length: until - after }, (_, index) => after + 1 + index)

/** How often an instance has asked how far the graph has come. */
const polls = ({ statements }: Service): number =>
  statements.filter(({ text }) => text.startsWith('MATCH (c:Clock)')).length

const pause = (milliseconds: number) => new Promise((fulfil) => setTimeout(fulfil, milliseconds))

describe('a subscriber', () => {
  test('is told what others read in the log, as it asked for it', async () => {
    const live = await subscribe(one, {
      query:
        'subscription { log: changes { seq at actor reason ...more } } ' +
        'fragment more on ChangeSet { changeCount changes(first: 1) { action subject kind targetId touches { id title } title(lang: VI) after __typename } }',
    })
    await write(one, 'Báo cáo "một"\u2028hai')
    const event = await live.next()
    const { changes } = await one.data<{ changes: { nodes: object[] } }>(
      '{ changes(first: 1) { nodes { seq at actor reason changeCount changes { action subject kind targetId touches { id title } title(lang: VI) after __typename } } } }',
    )
    expect(event?.data).toEqual({ log: changes.nodes[0] })
    expect(event?.event).toBe('next')
    expect(event?.id).toBe(String(await now()))
    await live.leave()
  })

  test('without a number is told only what comes from now on, at once', async () => {
    const live = await subscribe(one)
    const from = await now()
    const waits: number[] = []
    for (const seq of range(from, from + 9)) {
      await write(one, 'Ngay')
      const written = performance.now()
      expect(await live.seqs(1)).toEqual([seq])
      waits.push(performance.now() - written)
    }
    // Half a second passes between two looks of who is not told.
    expect(waits.sort((a, b) => a - b)[4]).toBeLessThan(150)
    await live.leave()
  })

  test('goes on after the number it has seen, by argument or by the id of the last event', async () => {
    for (let made = 0; made < 45; made += 1) await write(one, `Loạt ${made}`)
    const until = await now()
    const whole = await subscribe(other, { after: 0 })
    expect(await whole.seqs(until)).toEqual(range(0, until))
    await whole.leave()
    const resumed = await subscribe(other, { after: until - 3 })
    expect(await resumed.seqs(2)).toEqual([until - 2, until - 1])
    await resumed.leave()
    const again = await subscribe(one, { after: 0, headers: { 'last-event-id': String(until - 1) } })
    expect(await again.seqs(1)).toEqual([until])
    await write(one, 'Và nữa')
    expect(await again.seqs(1)).toEqual([until + 1])
    await again.leave()
  })

  test('that is far behind is served in pages, and only as it reads', async () => {
    one.statements.length = 0
    const live = await subscribe(one, { after: 0 })
    await live.seqs(1)
    await pause(100)
    const pages = () => one.statements.filter(({ text }) => text.includes(':ChangeSet'))
    expect(pages()).toHaveLength(1)
    await live.seqs(30)
    expect(pages()).toHaveLength(2)
    await live.leave()
  })
})

test('ten writers at two instances: all subscribers of both see every change once and in order', async () => {
  const from = await now()
  const writes = 200
  const services = [one, other, one, other]
  const early = await Promise.all(services.map((service) => subscribe(service)))
  const seen = early.map((live) => live.seqs(writes))
  const writers = Array.from({ length: 10 }, async (_, writer) => {
    for (let made = 0; made < writes / 10; made += 1)
      await write(writer % 2 === 0 ? one : other, `Người ${writer}, lần ${made}`)
  })
  // One that comes in the midst of it.
  await pause(100)
  const late = await subscribe(other, { after: from })
  const all = range(from, from + writes)
  expect(await late.seqs(writes)).toEqual(all)
  for (const seqs of seen) expect(await seqs).toEqual(all)
  await Promise.all(writers)
  await Promise.all([...early, late].map((live) => live.leave()))
})

describe('what cannot be served is refused with a code and what would be right', () => {
  const refused = async (asked: Parameters<typeof askForChanges>[1]) => {
    const live = await subscribe(one, asked)
    const event = await live.next()
    expect((await live.next())?.event).toBe('complete')
    expect(await live.next()).toBeNull()
    return event?.errors?.[0]
  }

  test.each([
    ['a negative number', { after: -1 }],
    ['a number that is still to come', { after: 1_000_000 }],
    ['a fraction', { after: 1.5 }],
  ])('%s', async (_what, asked) => {
    const error = await refused(asked)
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'after' }] })
    if (Number.isInteger(asked.after)) expect(error?.message).toContain(`from 0 to ${await now()}`)
  })

  test.each(['-1', 'x', '1e3', '99999999999999999999'])('%j as the id of the last event', async (id) => {
    const error = await refused({ headers: { 'last-event-id': id } })
    expect(error?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'Last-Event-ID' }] })
  })

  test.each([
    ['two fields', 'subscription { a: changes { seq } b: changes { seq } }', 'changes'],
    ['no field', 'subscription { changes @skip(if: true) { seq } }', 'query'],
    ['too many changes', 'subscription { changes { changes(first: 101) { id } } }', 'first'],
  ])('%s', async (_what, query, path) => {
    expect((await refused({ query }))?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path }],
    })
  })

  test('a client that does not take events', async () => {
    const response = await askForChanges(one, { headers: { accept: 'application/json' } })
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT', fields: [{ path: 'Accept' }] } }],
    })
  })

  test('a page of a foreign origin, which can send neither JSON nor our header, and GET', async () => {
    const simple = await askForChanges(one, { headers: { 'content-type': 'text/plain' } })
    expect(simple.status).toBe(403)
    const get = await one.fetch('/graphql?query=subscription{changes{seq}}', {
      headers: { accept: 'text/event-stream' },
    })
    expect(get.status).toBe(405)
  })

  test('more subscribers than one process serves, until some leave', async () => {
    const all = await Promise.all(Array.from({ length: MAX_SUBSCRIBERS }, () => subscribe(one)))
    // Each is counted once it is read from, which is begun at once.
    const error = await refused({})
    expect(error?.extensions.code).toBe('RATE_LIMITED')
    expect(error?.message).toContain(String(MAX_SUBSCRIBERS))
    await Promise.all(all.map((live) => live.leave()))
    const next = await subscribe(one)
    await write(other, 'Cho người mới')
    expect(await next.seqs(1)).toEqual([await now()])
    await next.leave()
  })
})

describe('nothing is asked of the database', () => {
  test('while nobody listens', async () => {
    const live = await subscribe(one)
    await pause(600)
    expect(polls(one)).toBeGreaterThan(0)
    await live.leave()
    await pause(50)
    one.statements.length = 0
    await pause(1_200)
    expect(one.statements).toEqual([])
  })

  test('but one statement for all who listen', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => subscribe(one)))
    await pause(600)
    one.statements.length = 0
    await pause(1_600)
    expect(one.statements.length).toBeGreaterThan(1)
    expect(one.statements.length).toBeLessThan(6)
    await write(other, 'Cho năm mươi người')
    const seq = await now()
    for (const live of all) expect(await live.seqs(1)).toEqual([seq])
    await Promise.all(all.map((live) => live.leave()))
  })
})

test('a database that is away is waited for, and nothing is skipped', async () => {
  const { uri } = inject('neo4j')
  const way = await openWay(Number(new URL(uri).port))
  const far = await startService({ kept: true, uri: `bolt://127.0.0.1:${way.port}` })
  const live = await subscribe(far)
  const from = await now()
  await write(one, 'Trước khi mất')
  expect(await live.seqs(1)).toEqual([from + 1])
  const next = live.seqs(3)
  await way.close()
  for (const title of ['Khi mất', 'Vẫn mất']) await write(one, title)
  await vi.waitFor(() => expect(far.logged.join()).toContain('live changes wait'), { timeout: 10_000 })
  await pause(1_500)
  await way.open()
  await write(one, 'Sau khi mất')
  expect(await next).toEqual(range(from + 1, from + 4))
  const said = (what: string) => far.logged.filter((line) => line.includes(what)).length
  expect([said('live changes wait'), said('live changes go on')]).toEqual([1, 1])
  await live.leave()
  await far.close()
  await way.close()
})

test('a stop ends the streams without telling that they are complete, and takes no more', async () => {
  const third = await startService({ kept: true })
  const live = await subscribe(third)
  const end = live.next()
  third.endStreams()
  expect(await end).toBeNull()
  expect(await (await subscribe(third)).next()).toBeNull()
  await third.close()
})

describe('over a port', () => {
  let listener: Listener
  beforeAll(async () => {
    listener = await listen({ host: '127.0.0.1', port: 0 })
    listener.answerWith({
      handle: (request) =>
        one.fetch(new URL(request.url).pathname, {
          method: request.method,
          headers: request.headers,
          body: request.body,
          signal: request.signal,
          duplex: 'half',
        } as RequestInit),
      plain: () => Promise.resolve(null),
      endStreams: () => one.endStreams(),
    })
  })
  afterAll(() => listener.drain(100))

  test('graphql-sse, the client that others use, reads it', async () => {
    const client = createClient({ url: `${listener.address}/graphql`, retryAttempts: 0 })
    const from = await now()
    const changes = client.iterate<{ changes: { seq: number } }>({
      query: 'subscription ($after: Int) { changes(after: $after) { seq } }',
      variables: { after: from - 2 },
    })
    const seen: (number | undefined)[] = []
    for await (const { data } of changes) {
      seen.push(data?.changes.seq)
      if (seen.length === 2) await write(other, 'Cho graphql-sse')
      if (seen.length === 3) break
    }
    expect(seen).toEqual([from - 1, from, from + 1])
    client.dispose()
  })

  test('a client that goes away is forgotten', async () => {
    const leaving = new AbortController()
    const response = await fetch(`${listener.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { changes { seq } }' }),
      signal: leaving.signal,
    })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    await pause(600)
    leaving.abort()
    await pause(300)
    one.statements.length = 0
    await pause(1_200)
    expect(one.statements).toEqual([])
  })
})

describe('a stream of events', () => {
  const never = (): AsyncIterator<LiveAnswer, void> & { ended: boolean } => {
    const answers = {
      ended: false,
      next: () => new Promise<IteratorResult<LiveAnswer, void>>(() => undefined),
      return: () => {
        answers.ended = true
        return Promise.resolve({ done: true as const, value: undefined })
      },
    }
    return answers
  }

  test('says now and then that it is there', async () => {
    const { body } = eventStream(never(), { stop: [], heartbeatMs: 20 })
    const reader = (body as ReadableStream<Uint8Array>).getReader()
    for (let beat = 0; beat < 3; beat += 1)
      expect(new TextDecoder().decode((await reader.read()).value)).toBe(':\n\n')
    await reader.cancel()
  })

  test('holds one answer for a consumer that is slow, and gives one up that takes nothing', async () => {
    let made = 0
    let ended = false
    const answers: AsyncIterator<LiveAnswer, void> = {
      next: () => {
        made += 1
        return Promise.resolve({ done: false, value: { seq: made, data: null } })
      },
      return: () => {
        ended = true
        return Promise.resolve({ done: true, value: undefined })
      },
    }
    const { body } = eventStream(answers, { stop: [], heartbeatMs: 50 })
    const live = subscriptionOf(body as ReadableStream<Uint8Array>)
    await vi.waitFor(() => expect(ended).toBe(true), { timeout: 5_000 })
    expect(made).toBeLessThan(10)
    await live.leave()
  })
})
