import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pino } from 'pino'
import { createAuditLog } from '../../server/access/audit-log.ts'
import { anonymous } from '../../server/access/principal.ts'
import { model } from '../../server/model/index.ts'
import { MAX_EXPORTS, createExportHandler } from '../../server/http/export.ts'
import { listen } from '../../server/start/listener.ts'
import type { Listener } from '../../server/start/listener.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { ask, exported, graphOf } from './support.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

interface Exported {
  readonly seq: number
  readonly nodes: readonly {
    readonly id: string
    readonly kind: string
    readonly fields: { title?: { vi: string } }
  }[]
  readonly links: readonly { readonly type: string; readonly from: string; readonly to: string }[]
}

const exportOf = async (parameters: Readonly<Record<string, string>>, of = service): Promise<Exported> =>
  JSON.parse(await exported(of, { format: 'json', ...parameters })) as Exported

/** What was asked for, without the words that it rests on. */
const asked = ({ nodes }: Exported): Exported['nodes'] =>
  nodes.filter(({ kind }) => kind !== 'Passage' && kind !== 'Source')

const rename = (id: string, title: string) =>
  service
    .data(
      `mutation ($id: ID!, $version: Int!, $title: String!) {
      updateBody(id: $id, expectedVersion: $version, input: { title: { vi: $title } }) { version }
    }`,
      { id, version: versions.get(id) ?? 1, title },
    )
    .then(() => versions.set(id, (versions.get(id) ?? 1) + 1))
const versions = new Map<string, number>()

describe('what is exported', () => {
  test('is a kind with the links among its nodes, or without them', async () => {
    const { nodes, links } = await exportOf({ kind: 'Body' })
    const graph = await graphOf(service)
    const ids = graph.nodes.filter(({ kind }) => kind === 'Body').map(({ id }) => id)
    expect(nodes.flatMap(({ kind, id }) => (kind === 'Body' ? [id] : []))).toEqual(ids)
    const among = graph.links.filter(({ from, to }) => ids.includes(from) && ids.includes(to))
    expect(among.length).toBeGreaterThan(0)
    expect(links.map(({ from, to }) => [from, to])).toEqual(among.map(({ from, to }) => [from, to]))
    expect((await exportOf({ kind: 'Body', links: 'false' })).links).toEqual([])
  })

  test('is what a list shows under a filter', async () => {
    const filter = { and: [{ form: { eq: 'DIRECTIVE' } }, { citedBy: { count: { gt: 0 } } }] }
    const { directives } = await service.data<{ directives: { nodes: { id: string }[] } }>(
      'query ($filter: DirectiveFilter) { directives(filter: $filter, first: 200) { nodes { id } } }',
      { filter },
    )
    expect(directives.nodes.length).toBeGreaterThan(0)
    const { nodes } = await exportOf({ kind: 'Directive', filter: JSON.stringify(filter) })
    expect(nodes.flatMap(({ kind, id }) => (kind === 'Directive' ? [id] : []))).toEqual(
      directives.nodes.map(({ id }) => id),
    )
  })

  test('is a neighbourhood, or some nodes, with the links between them', async () => {
    const { neighbourhood } = await service.data<{
      neighbourhood: { nodes: { id: string }[]; links: { id: string }[] }
    }>('{ neighbourhood(ids: ["lesson-1"], depth: 2, limit: 40) { nodes { id } links { id } } }')
    const around = await exportOf({ ids: 'lesson-1', depth: '2', limit: '40' })
    expect(
      asked(around)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(neighbourhood.nodes.map(({ id }) => id).toSorted())
    expect(around.links).toHaveLength(neighbourhood.links.length)
    const response = await service.fetch('/export', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ format: 'json', ids: asked(around).map(({ id }) => id) }),
    })
    const { nodes, links } = (await response.json()) as Exported
    expect([nodes, links]).toEqual([around.nodes, around.links])
  })

  test('says where a limit has let less through than there is', async () => {
    for (const [limit, isCut] of [
      ['3', true],
      ['500', undefined],
    ] as const) {
      const response = await ask(service, { format: 'json', ids: 'lesson-1', depth: '2', limit })
      expect(response.headers.get('x-lesson-graph-cut')).toBe(String(isCut === true))
      expect(await response.json()).toMatchObject({ seq: 1, ...(isCut && { isCut }) })
    }
  })

  test('is the graph as it was, also where a filter chose', async () => {
    const { seq, nodes } = await exportOf({ kind: 'Body' })
    const [body] = nodes
    await rename(String(body?.id), 'Tên mới')
    const filter = JSON.stringify({ title: { eq: String(body?.fields.title?.vi) } })
    expect((await exportOf({ kind: 'Body', asOf: String(seq) })).nodes).toEqual(nodes)
    expect(asked(await exportOf({ kind: 'Body', filter, asOf: String(seq) }))).toEqual([body])
    expect((await exportOf({ kind: 'Body', filter })).nodes).toEqual([])
  })
})

test('a file has a name in Vietnamese, a plain one, and a type that browsers do not guess at', async () => {
  const { headers } = await ask(service, { format: 'csv', kind: 'Lesson' })
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  const [, plain, localized] =
    /^attachment; filename="([^"]+)"; filename\*=UTF-8''(.+)$/.exec(
      headers.get('content-disposition') ?? '',
    ) ?? []
  expect(plain).toMatch(/^lessons-\d+\.csv$/)
  expect(decodeURIComponent(localized ?? '')).toMatch(/^Bài học kinh nghiệm-\d+\.csv$/)
})

describe('what cannot be exported is refused in JSON, with every reason', () => {
  const refusal = async (response: Response) => {
    const { errors } = (await response.json()) as {
      errors: { extensions: { code: string; fields?: { path: string }[] } }[]
    }
    const [error] = errors
    return [response.status, error?.extensions.code, (error?.extensions.fields ?? []).map(({ path }) => path)]
  }
  test.each<[Record<string, string>, number, string, string[]]>([
    [
      { format: 'excel', kind: 'Lessons', depth: '2', colour: 'red' },
      400,
      'BAD_USER_INPUT',
      ['colour', 'format', 'kind', 'depth'],
    ],
    [{ format: 'csv' }, 400, 'BAD_USER_INPUT', ['format']],
    [{ kind: 'Lesson', filter: '{' }, 400, 'BAD_USER_INPUT', ['filter']],
    [{ kind: 'Lesson', filter: '{"colour":{"eq":"red"}}' }, 400, 'BAD_USER_INPUT', ['filter']],
    [{ ids: 'nobody' }, 404, 'NOT_FOUND', ['ids']],
    [{ ids: 'lesson-1', depth: '9' }, 400, 'BAD_USER_INPUT', ['depth']],
    [{ asOf: '99999999' }, 400, 'BAD_USER_INPUT', ['asOf.seq']],
  ])('%j', async (parameters, status, code, paths) => {
    expect(await refusal(await ask(service, parameters))).toEqual([status, code, paths])
  })

  test('a form that any page could post', async () => {
    const response = await service.fetch('/export', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    })
    expect(await refusal(response)).toEqual([400, 'BAD_USER_INPUT', ['Content-Type']])
  })
})

test('an export shows one moment, whatever is written while it is taken', async () => {
  const before = await exportOf({})
  const response = await ask(service, { format: 'json' })
  // The head has been made; nothing more is read until it is taken.
  for (const [index, { id }] of before.nodes
    .filter(({ kind }) => kind === 'Body')
    .slice(0, 10)
    .entries())
    await rename(id, `Đổi giữa chừng ${index}`)
  await service.data('mutation { createBody(input: { title: { vi: "Đến sau" } }) { id } }')
  const { nodes, links } = (await response.json()) as Exported
  expect(nodes).toEqual(before.nodes)
  expect(links).toEqual(before.links)
  expect((await exportOf({})).nodes).not.toEqual(before.nodes)
})

test('who takes nothing for too long loses the place', async () => {
  const log = pino({ level: 'silent' })
  const { store } = service
  const audit = createAuditLog(store, () => Promise.resolve())
  const reading = { store, model, audit, selector: { ids: never, around: never } }
  const exported = createExportHandler(reading, log, 1_500)
  const handle = (asked: Request) => exported(asked, anonymous('READER'))
  const places = await Promise.all(
    Array.from({ length: MAX_EXPORTS }, () => handle(new Request('http://127.0.0.1/export'))),
  )
  await expect(handle(new Request('http://127.0.0.1/export'))).rejects.toMatchObject({ code: 'RATE_LIMITED' })
  await vi.waitFor(
    async () => expect((await handle(new Request('http://127.0.0.1/export'))).status).toBe(200),
    { timeout: 10_000, interval: 100 },
  )
  const taken = await Promise.allSettled(places.map((place) => place.text()))
  const reasons = taken.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
  expect(reasons).toContain('Error: Nothing was taken for 1500 ms')
})

const never = (): never => {
  throw new Error('The whole graph needs no selection')
}

describe('over a connection', () => {
  let listener: Listener
  let other: Service
  beforeAll(async () => {
    other = await startService({ kept: true })
    listener = await listen({ host: '127.0.0.1', port: 0 })
    listener.answerWith({
      handle: (given, address) => other.handle(given, address),
      plain: (given) => other.plain(given),
      endStreams: () => undefined,
    })
    // More than the buffers of both ends hold.
    await service.store.write((transaction) =>
      transaction.run({
        text:
          'UNWIND range(1, 600) AS i CREATE (n:Entity:Body { id: "large-" + i, version: 1, createdAt: datetime(), ' +
          'updatedAt: datetime(), title_vi: "Lớn", statement_vi: $text })',
        parameters: { text: 'x'.repeat(20_000) },
      }),
    )
  })
  afterAll(async () => {
    await listener.drain(100)
    await other.close()
  })

  const open = async (): Promise<IncomingMessage> => {
    const sending = request(`${listener.address}/export?format=graphml`)
    sending.end()
    const [response] = (await once(sending, 'response')) as [IncomingMessage]
    return response
  }
  const sizeOf = async (response: IncomingMessage): Promise<number> => {
    let size = 0
    for await (const chunk of response) size += (chunk as Buffer).byteLength
    return size
  }

  const isRoom = async () => {
    const response = await ask(other, { kind: 'Lesson', format: 'csv' })
    await response.body?.cancel()
    expect(response.status).toBe(200)
  }

  test('a file comes whole', async () => {
    const response = await open()
    expect(response.statusCode).toBe(200)
    expect(await sizeOf(response)).toBeGreaterThan(12_000_000)
    expect(response.complete).toBe(true)
  })

  test('a client that leaves ends the reading, and makes room for the next', async () => {
    for (let round = 0; round < MAX_EXPORTS; round += 1) {
      const response = await open()
      response.destroy()
    }
    await vi.waitFor(isRoom)
    other.statements.length = 0
    await new Promise((fulfil) => setTimeout(fulfil, 300))
    expect(other.statements).toEqual([])
  })

  test('no more are made at once than the database bears', async () => {
    const taken: IncomingMessage[] = []
    // The places of those that have just left come free one after another.
    await vi.waitFor(async () => {
      const response = await open()
      if (response.statusCode === 200) taken.push(response)
      else response.resume()
      expect(taken).toHaveLength(MAX_EXPORTS)
    }, 20_000)
    expect((await ask(other, {})).status).toBe(429)
    for (const response of taken) response.destroy()
    await vi.waitFor(isRoom)
  })

  test('a file that cannot be ended breaks off, and says nothing of being whole', async () => {
    // A time that no calendar of ours has, in a node that comes after the large ones.
    await service.store.write((transaction) =>
      transaction.run({
        text: 'MATCH (n:Abbreviation) WITH n LIMIT 1 SET n.updatedAt = datetime({ year: 999999 })',
        parameters: {},
      }),
    )
    const response = await open()
    expect(response.statusCode).toBe(200)
    await expect(sizeOf(response)).rejects.toThrow('aborted')
    expect(response.complete).toBe(false)
    expect(other.logged.some((line) => line.includes('an export broke off'))).toBe(true)
  })
})
