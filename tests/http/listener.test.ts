import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { trustOf } from '../../server/http/forwarded.ts'
import { listen } from '../../server/start/listener.ts'
import type { Handler, Listener } from '../../server/start/listener.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { connected, head, told } from '../support/raw.ts'

// The service on a port of its own, as whoever reaches the port may treat it.

let service: Service
let listener: Listener

const HOST = 'Host: 127.0.0.1'
const pace = { graceMs: 300, bytesASecond: 1_000 }

async function listening(options: Partial<Parameters<typeof listen>[0]> = {}, handler: Handler = service) {
  const one = await listen({ host: '127.0.0.1', port: 0, ...options })
  one.answerWith(handler)
  return one
}

beforeAll(async () => {
  service = await startService()
  listener = await listening({ pace })
})
afterAll(async () => {
  await listener.drain(1_000)
  await service.close()
})

const way = () => ({ port: Number(new URL(listener.address).port) })

describe('slow clients', () => {
  test('that come at a bearable pace are heard out', async () => {
    const { socket, said, closed } = connected(way())
    const body = `{"query":"{ seq }"${' '.repeat(4_000)}}`
    socket.write(
      head('POST /graphql', HOST, 'Content-Type: application/json', `Content-Length: ${body.length}`),
    )
    for (let at = 0; at < body.length; at += 500) {
      socket.write(body.slice(at, at + 500))
      await pause(100)
    }
    await closed
    expect(said()).toMatch(/^HTTP\/1\.1 200 /)
  })
})

test('an answer that is not taken is held no longer than it may be', async () => {
  const long: Handler = {
    handle: () => Promise.resolve(new Response('x'.repeat(30_000_000))),
    plain: () => Promise.resolve(null),
    endStreams: () => undefined,
  }
  const one = await listening({ takingMs: 300 }, long)
  const { socket, said, closed } = connected({ port: Number(new URL(one.address).port) })
  socket.pause().write(head('GET /', HOST))
  await pause(1_000)
  socket.resume()
  await closed
  expect(said().length).toBeLessThan(20_000_000)
  await one.drain(100)
})

describe('headers of safety', () => {
  const common = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  }
  const question = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ lesson(id: \\"lesson-1\\") { id } }"}',
  }
  const requests: [string, string, RequestInit][] = [
    ['a question', '/graphql', question],
    ['a question that was asked before', '/graphql', question],
    ['a question that makes no sense', '/graphql', { ...question, body: '{' }],
    ['an export', '/export?format=json', {}],
    ['an export that there is not', '/export?format=none', {}],
    ['nothing', '/none', {}],
    ['health', '/health', {}],
    ['a page', '/', {}],
    ['GraphiQL', '/graphql', { headers: { accept: 'text/html' } }],
    ['a foreign name', '/', {}],
  ]
  test.each(requests)('are on the answer to %s', async (what, path, init) => {
    const headers =
      what === 'a foreign name'
        ? headersOf(await told(way(), head('GET /', 'Host: elsewhere.example')))
        : Object.fromEntries((await fetch(`${listener.address}${path}`, init)).headers)
    expect(headers).toMatchObject(common)
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['content-security-policy']).toContain("default-src '")
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers['strict-transport-security']).toBeUndefined()
  })

  const headersOf = (answer: string): Record<string, string> =>
    Object.fromEntries(
      answer
        .split('\r\n\r\n')[0]
        ?.split('\r\n')
        .slice(1)
        .map((line) => [line.split(': ')[0]?.toLowerCase() ?? '', line.slice(line.indexOf(': ') + 2)]) ?? [],
    )
})

describe('what proxies say', () => {
  interface Seen {
    readonly address: string
    readonly url: string
    readonly secure: string | null
  }
  const seenBy: Handler = {
    handle: (request, address) => Promise.resolve(Response.json({ address, url: request.url })),
    plain: () => Promise.resolve(null),
    endStreams: () => undefined,
  }
  const seen = async (setting: string | undefined, headers: Record<string, string>): Promise<Seen> => {
    const trust = setting === undefined ? undefined : (trustOf(setting) ?? undefined)
    const one = await listening({ trust, hosts: ['lessons.example'] }, seenBy)
    try {
      const response = await fetch(`${one.address}/path`, { headers })
      return (await response.json()) as Seen
    } finally {
      await one.drain(100)
    }
  }
  const said = {
    'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.1.2.3',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'lessons.example',
  }

  test.each([
    [undefined, '127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+\/path$/],
    ['10.0.0.0/8', '127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+\/path$/],
    ['loopback', '10.1.2.3', /^https:\/\/lessons\.example\/path$/],
    ['loopback, 10.0.0.0/8', '203.0.113.7', /^https:\/\/lessons\.example\/path$/],
    ['1', '10.1.2.3', /^https:\/\/lessons\.example\/path$/],
    ['2', '203.0.113.7', /^https:\/\/lessons\.example\/path$/],
  ])('is believed where TRUST_PROXY is %s', async (setting, address, url) => {
    const { address: seenFrom, url: seenAt } = await seen(setting, said)
    expect(seenFrom).toBe(address)
    expect(seenAt).toMatch(url)
  })

  test('is no address where it is none', async () => {
    expect((await seen('1', { 'x-forwarded-for': '<script>' })).address).toBe('127.0.0.1')
  })

  test('of a host that is not ours is answered as any other', async () => {
    const one = await listening({ trust: trustOf('1') ?? undefined }, seenBy)
    const response = await fetch(`${one.address}/`, { headers: { 'x-forwarded-host': 'elsewhere.example' } })
    expect(response.status).toBe(421)
    await one.drain(100)
  })

  test('is that the way is encrypted, and so it stays', async () => {
    const one = await listening({ trust: trustOf('loopback') ?? undefined })
    const ask = (proto: string) => fetch(`${one.address}/health`, { headers: { 'x-forwarded-proto': proto } })
    expect((await ask('https')).headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect((await ask('http')).headers.has('strict-transport-security')).toBe(false)
    await one.drain(100)
  })
})
