import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { trustOf } from '../../server/http/forwarded.ts'
import { listen } from '../../server/start/listener.ts'
import type { Handler, Listener } from '../../server/start/listener.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

// The service on a port of its own, as whoever reaches the port may treat it.

let service: Service
let listener: Listener
const open: { close: () => unknown }[] = []

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
afterEach(() => {
  for (const { close } of open.splice(0)) close()
})
afterAll(async () => {
  await listener.drain(1_000)
  await service.close()
})

/** A connection on which anything can be said. */
function connected(to = listener): { socket: Socket; said: () => string } {
  const socket = connect(Number(new URL(to.address).port), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('error', () => undefined)
  open.push({ close: () => socket.destroy() })
  return { socket, said: () => text }
}

/** What is answered to a request that is said as it is, once the connection is closed. */
async function told(request: string, to = listener): Promise<string> {
  const { socket, said } = connected(to)
  socket.write(request)
  await once(socket, 'close')
  return said()
}

const head = (line: string, ...headers: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', ''].join('\r\n')

const serves = async (): Promise<void> => {
  const response = await fetch(`${listener.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ lesson(id: \\"lesson-1\\") { id } }"}',
  })
  expect(await response.json()).toMatchObject({ data: { lesson: { id: 'lesson-1' } } })
}

describe('slow clients', () => {
  test.each([
    ['on the short way', 'Content-Length: 1000'],
    ['on the long way', 'Transfer-Encoding: chunked'],
  ])('that send a body a byte at a time %s are given up', async (_way, length) => {
    const { socket, said } = connected()
    socket.write(head('POST /graphql', 'Content-Type: application/json', length))
    const drip = setInterval(() => socket.write(length.startsWith('C') ? ' ' : '1\r\n \r\n'), 50)
    open.push({ close: () => clearInterval(drip) })
    await once(socket, 'close')
    expect(said()).toMatch(/^HTTP\/1\.1 408 /)
    await serves()
  })

  test('that import are given up too', async () => {
    const { socket } = connected()
    socket.write(head('POST /import?dryRun', 'Content-Type: application/json', 'Content-Length: 100000'))
    socket.write('{"format":"lesson-graph",')
    await once(socket, 'close')
    await serves()
  })

  test('are many, and others are served', async () => {
    const slow = Array.from({ length: 300 }, () => connected())
    for (const { socket } of slow.slice(0, 150)) socket.write('POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n')
    await pause(100)
    await serves()
    expect(slow.every(({ socket }) => !socket.destroyed)).toBe(true)
  })

  test('that come at a bearable pace are heard out', async () => {
    const { socket, said } = connected()
    const body = `{"query":"{ seq }"${' '.repeat(4_000)}}`
    socket.write(head('POST /graphql', 'Content-Type: application/json', `Content-Length: ${body.length}`))
    const closed = once(socket, 'close')
    for (let at = 0; at < body.length; at += 500) {
      socket.write(body.slice(at, at + 500))
      await pause(100)
    }
    await closed
    expect(said()).toMatch(/^HTTP\/1\.1 200 /)
  })
})

describe('requests', () => {
  test('with a question in the address are refused', async () => {
    const response = await fetch(`${listener.address}/graphql?query={seq}`)
    expect(response.status).toBe(405)
  })

  test('of several questions are refused', async () => {
    const response = await fetch(`${listener.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[{"query":"{ seq }"},{"query":"{ seq }"}]',
    })
    expect(response.status).toBe(400)
  })

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/..\\package.json',
    '//etc/passwd',
    '/%00',
    '/index.html%00.js',
    '/%E0%A4%A',
  ])('for %s lead to no file', async (path) => {
    const answer = await told(head(`GET ${path}`))
    expect(answer).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(answer).not.toMatch(/lesson-graph"|root:/)
    await serves()
  })

  test.each([
    ['an address of elsewhere', 'GET http://elsewhere.example/graphql', 400],
    ['a way through to elsewhere', 'CONNECT elsewhere.example:80', 0],
    ['all of the server', 'OPTIONS *', 400],
  ])('for %s are refused', async (_what, line, status) => {
    const answer = await told(head(line))
    expect(answer).toMatch(status === 0 ? /^$/ : new RegExp(`^HTTP/1\\.1 ${status} `))
    await serves()
  })

  test('cannot put headers into an answer', async () => {
    const split = 'x%0d%0aset-cookie:%20a=b'
    for (const path of [
      `/${split}`,
      `/export?format=${split}`,
      `/export?format=csv&kind=${split}`,
      `/auth/login?returnTo=/${split}`,
    ]) {
      const [headers = ''] = (await told(head(`GET ${path}`))).split('\r\n\r\n')
      expect(headers).toMatch(/^HTTP\/1\.1 [34]/)
      expect(headers.toLowerCase()).not.toContain('set-cookie')
    }
  })

  test('whose length is said twice, or whose headers are too long, are refused', async () => {
    const twice = head('POST /graphql', 'Content-Length: 5', 'Transfer-Encoding: chunked')
    expect(await told(`${twice}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /)
    expect(await told(head('GET /health', `X-Long: ${'x'.repeat(100_000)}`))).toMatch(/^HTTP\/1\.1 431 /)
    await serves()
  })
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
        ? headersOf(await told('GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n'))
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
