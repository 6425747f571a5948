import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync, deflateSync, brotliCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { connected, head, told } from '../support/raw.ts'
import type { Ground } from './ground.ts'
import { ATTACKER, NAME } from './reach.ts'

const HOST = `Host: ${NAME}`
const JSON_TYPE = 'Content-Type: application/json'

export function requestAttacks(on: () => Ground): void {
  const say = (request: string | Uint8Array) => told({ port: on().port, from: ATTACKER }, request)
  const statusOf = (answer: string): number | null => {
    const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(answer) ?? []
    return status === undefined ? null : Number(status)
  }

  describe('requests that others on the way may take for two, or for another one', () => {
    test.each([
      ['a length and chunks', ['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
      ['chunks and a length', ['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'],
      ['two lengths', ['Content-Length: 5', 'Content-Length: 6'], 'aaaaaa'],
      ['a length twice', ['Content-Length: 5', 'Content-Length: 5'], 'aaaaa'],
      ['a list of lengths', ['Content-Length: 5, 5'], 'aaaaa'],
      ['less than nothing', ['Content-Length: -5'], 'aaaaa'],
      ['a length with a sign', ['Content-Length: +5'], 'aaaaa'],
      ['a length in hexadecimal', ['Content-Length: 0x5'], 'aaaaa'],
      ['a coding that there is not', ['Transfer-Encoding: xchunked'], '0\r\n\r\n'],
      ['chunks that are not the last coding', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
      ['a coding before a space', ['Transfer-Encoding : chunked'], '0\r\n\r\n'],
      ['a coding on the next line', ['Transfer-Encoding:\r\n chunked'], '0\r\n\r\n'],
      ['a chunk of no size', ['Transfer-Encoding: chunked'], 'zz\r\nabc\r\n0\r\n\r\n'],
      ['a chunk of less than nothing', ['Transfer-Encoding: chunked'], '-1\r\nabc\r\n0\r\n\r\n'],
      [
        'a chunk of more than there are numbers for',
        ['Transfer-Encoding: chunked'],
        `${'f'.repeat(17)}\r\nabc\r\n`,
      ],
      ['chunks with bare line feeds', ['Transfer-Encoding: chunked'], '1\na\n0\n\n'],
      ['a bare carriage return', ['X-Odd: a\rTransfer-Encoding: chunked'], ''],
      ['a NUL', ['X-Odd: a\0b'], ''],
      ['two hosts', ['Host: elsewhere.example'], ''],
    ])('%s', async (_name, headers, body) => {
      expect(statusOf(await say(head('POST /graphql', HOST, JSON_TYPE, ...headers) + body))).toBe(400)
    })

    test.each([
      [
        'a long extension of a chunk',
        ['Transfer-Encoding: chunked'],
        `1;${'x'.repeat(30_000)}\r\na\r\n0\r\n\r\n`,
        413,
      ],
      ['10,000 trailers', ['Transfer-Encoding: chunked'], `0\r\n${'a: b\r\n'.repeat(10_000)}\r\n`, 431],
      ['a header of 20,000 letters', [`X-Long: ${'x'.repeat(20_000)}`], '', 431],
      ['20,000 headers', Array<string>(20_000).fill('a:'), '', 431],
      ['an expectation', ['Expect: something'], '', 417],
    ])('%s', async (_name, headers, body, status) => {
      expect(statusOf(await say(head('POST /graphql', HOST, JSON_TYPE, ...headers) + body))).toBe(status)
    })

    test.each([
      ['an address of 20,000 letters', head(`GET /${'x'.repeat(20_000)}`, HOST), 431],
      ['an address of elsewhere', head('GET http://elsewhere.example/graphql', HOST), 400],
      ['all of the server', head('OPTIONS *', HOST), 400],
      ['a way through to elsewhere', head('CONNECT elsewhere.example:80', HOST), null],
      ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
      ['TLS', Buffer.from('16030100c8010000c40303', 'hex'), 400],
      ['nothing that means anything', Buffer.alloc(2_000, 0xff), 400],
      ['no host', head('GET /health'), 400],
    ])('%s', async (_name, request, status) => {
      expect(statusOf(await say(request))).toBe(status)
    })
  })

  describe('hosts that are not ours', () => {
    test.each([
      'elsewhere.example',
      'lessons.example.elsewhere.example',
      `${NAME}/graphql?`,
      `${NAME}#`,
      `${NAME}\\x`,
      `elsewhere@${NAME}`,
      `${NAME}:99999`,
      `${NAME}:x`,
      `${NAME}, elsewhere.example`,
      '',
    ])('%j', async (host) => {
      expect(statusOf(await say(head('GET /health', `Host: ${host}`)))).toBe(421)
    })

    test.each([
      'X-Forwarded-Host: elsewhere.example',
      'Forwarded: host=elsewhere.example',
      'X-Original-URL: /import',
      'X-Rewrite-URL: /import',
    ])('%s is believed of nobody', async (header) => {
      const answer = await say(head('GET /auth/login', HOST, header))
      expect(statusOf(answer)).toBe(303)
      expect(answer).toContain(`redirect_uri=${encodeURIComponent(`https://${NAME}/auth/callback`)}`)
      expect(answer).not.toContain('elsewhere')
    })
  })

  describe('methods that nothing here is asked by', () => {
    const methods = ['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'PURGE', 'M-SEARCH']
    const paths = ['/', '/graphql', '/import', '/export', '/auth/login', '/health']
    test.each(methods)('%s', async (method) => {
      for (const path of paths) {
        const answer = await say(head(`${method} ${path}`, HOST, 'X-Secret: told-back'))
        expect([path, statusOf(answer)]).toEqual([path, 405])
        expect(answer).toMatch(/^allow: GET, HEAD, POST\r$/im)
        expect(answer).not.toContain('told-back')
      }
    })
    test('one that there is not', async () => {
      expect(statusOf(await say(head('FETCH /graphql', HOST)))).toBe(400)
    })
    test.each([
      ['GET /graphql', 405],
      ['GET /graphql?query=%7Bviewer%7Brole%7D%7D', 405],
      ['GET /graphql?query=mutation%7BsignOut%7D', 405],
      ['HEAD /graphql', 405],
      ['GET /import', 405],
      ['HEAD /export', 405],
      ['POST /auth/login', 405],
      ['POST /auth/callback?code=x&state=y', 405],
      ['POST /', 404],
      ['POST /index.html', 404],
    ])('%s', async (line, status) => {
      expect(statusOf(await say(head(line, HOST)))).toBe(status)
    })
  })

  describe('headers that would be put into answers', () => {
    const split = 'x%0d%0aset-cookie:%20a=b%0d%0a%0d%0a<script>'
    test.each([
      `/${split}`,
      `/export?format=${split}`,
      `/export?format=csv&kind=${split}`,
      `/auth/login?returnTo=/${split}`,
      `/auth/callback?state=${split}&code=${split}`,
      `/auth/callback?error=${split}`,
      `/import?name=${split}`,
    ])('%s', async (path) => {
      for (const line of [`GET ${path}`, `POST ${path}`]) {
        const [headers = ''] = (await say(head(line, HOST))).split('\r\n\r\n')
        expect(headers).toMatch(/^HTTP\/1\.1 (303|4\d\d) /)
        expect(headers).not.toMatch(/^set-cookie: a=b/im)
        expect(headers).not.toContain('<script>')
      }
    })
  })

  describe('bodies', () => {
    const answered = async (headers: readonly string[], body: string | Uint8Array, path = '/graphql') => {
      const bytes = typeof body === 'string' ? Buffer.from(body) : body
      const start = head(`POST ${path}`, HOST, `Content-Length: ${bytes.byteLength}`, ...headers)
      const answer = await say(Buffer.concat([Buffer.from(start), bytes]))
      return [statusOf(answer), /"code":"(\w+)"/.exec(answer)?.[1]]
    }
    const cookie = (by: 'editor' | 'reader') => [`Cookie: ${on()[by].cookie}`, `Origin: https://${NAME}`]

    test.each([
      ['a million bytes of nobody', 1_000_000, null, [401, 'UNAUTHENTICATED']],
      ['ten gigabytes of nobody', 10_000_000_000, null, [401, 'UNAUTHENTICATED']],
      ['ten gigabytes of a reader', 10_000_000_000, 'reader', [413, 'BAD_USER_INPUT']],
      ['ten gigabytes of an editor', 10_000_000_000, 'editor', [413, 'BAD_USER_INPUT']],
    ] as const)('%s, said beforehand', async (_name, length, by, expected) => {
      const headers = by === null ? [] : cookie(by)
      const answer = await say(
        head('POST /graphql', HOST, JSON_TYPE, `Content-Length: ${length}`, ...headers) + '{',
      )
      expect([statusOf(answer), /"code":"(\w+)"/.exec(answer)?.[1]]).toEqual(expected)
    })

    test.each([
      ['nobody', null, 401],
      ['a reader', 'reader', 413],
    ] as const)('of %s without an end, in chunks', async (_name, by, status) => {
      const { socket, said, closed } = connected({ port: on().port, from: ATTACKER })
      const headers = [HOST, JSON_TYPE, 'Transfer-Encoding: chunked', ...(by === null ? [] : cookie(by))]
      socket.write(['POST /graphql HTTP/1.1', ...headers, '', ''].join('\r\n'))
      const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`
      for (let sent = 0; said() === '' && sent < 500; sent += 1) {
        socket.write(chunk)
        await pause(5)
      }
      expect(statusOf(said())).toBe(status)
      socket.destroy()
      await closed
    })

    const bomb = Buffer.from(`{"query":"{ seq }","variables":{"pad":"${' '.repeat(20_000_000)}"}}`)
    test.each([
      ['gzip', gzipSync(bomb)],
      ['deflate', deflateSync(bomb)],
      ['br', brotliCompressSync(bomb)],
    ])('of 20 MB in a few, by %s, are not unpacked', async (coding, packed) => {
      expect(packed.byteLength).toBeLessThan(100_000)
      const headers = [JSON_TYPE, `Content-Encoding: ${coding}`]
      expect(await answered([...headers, ...cookie('reader')], packed)).toEqual([415, 'BAD_USER_INPUT'])
      expect(await answered([...headers, ...cookie('editor')], packed, '/import?dryRun')).toEqual([
        415,
        'BAD_USER_INPUT',
      ])
      expect(await answered([...headers, ...cookie('editor')], packed, '/export')).toEqual([
        415,
        'BAD_USER_INPUT',
      ])
    })

    test.each([
      ['nothing', ''],
      ['half of a question', '{"query":"{ seq'],
      ['a text', '"{ seq }"'],
      ['a number', '1e999'],
      ['null', 'null'],
      ['a question that is a list', '{"query":["{ seq }"]}'],
      ['a question that is an object', '{"query":{"toString":"{ seq }"}}'],
      [
        'variables that are a list',
        `{"query":"{ seq }","variables":${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
      ],
      [
        'variables 40,000 deep',
        `{"query":"{ seq }","variables":{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}}`,
      ],
      ['variables that are text', '{"query":"{ seq }","variables":"x"}'],
      ['extensions that are a list', '{"query":"{ seq }","extensions":[1]}'],
      ['a hash that is an object', '{"extensions":{"persistedQuery":{"sha256Hash":{"length":64}}}}'],
      [
        'a hash that is a name of every object',
        '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"__proto__"}}}',
      ],
      ['NULs', '\0'.repeat(1_000)],
      ['UTF-16', Buffer.from('{"query":"{ seq }"}', 'utf16le')],
    ])('of %s', async (_name, body) => {
      const [status, code] = await answered([JSON_TYPE, ...cookie('reader')], body)
      expect([200, 400]).toContain(status)
      expect(['BAD_USER_INPUT', 'NOT_FOUND', 'TOO_COMPLEX']).toContain(code)
    })

    test.each([
      'application/json; charset=utf-16',
      'application/graphql',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'constructor',
      '__proto__',
      'x'.repeat(5_000),
    ])('that are said to be %s', async (type) => {
      const headers = [`Content-Type: ${type}`, 'X-Lesson-Graph: 1', ...cookie('editor')]
      expect(await answered(headers, '{"query":"{ seq }"}')).toEqual([403, 'FORBIDDEN'])
      expect((await answered(headers, '{}', '/export'))[1]).toBe('BAD_USER_INPUT')
      if (type.startsWith('application/json') || type.startsWith('multipart')) return
      expect(await answered(headers, '{}', '/import?dryRun')).toEqual([400, 'BAD_USER_INPUT'])
    })
  })
}
