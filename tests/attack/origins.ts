import { beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import type { Ground } from './ground.ts'
import { FRIEND, NAME, ORIGIN } from './reach.ts'

const EVIL = 'https://evil.example'
const CREATE = 'mutation { createBody(input: { title: { vi: "Ban" } }) { id } }'

/** What browsers send along from a page that is none of ours. */
const foreign: Readonly<Record<string, Record<string, string>>> = {
  'another site': { origin: EVIL },
  'a page without an origin': { origin: 'null' },
  'another port of the same host': { origin: `${ORIGIN}:444` },
  'the same host without TLS': { origin: `http://${NAME}` },
  'a host below ours': { origin: `https://sub.${NAME}` },
  'a host that is called like ours': { origin: `${ORIGIN}.evil.example` },
  'another site, with our header': { origin: EVIL, 'x-lesson-graph': '1' },
  'another site, by its fetch': { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' },
  'another site of the same domain': { 'sec-fetch-site': 'same-site', 'x-lesson-graph': '1' },
  'no page at all': { 'sec-fetch-site': 'none' },
  'another site, that says both': { origin: EVIL, 'sec-fetch-site': 'cross-site' },
  'something that says only where it was': { referer: `${ORIGIN}/` },
  'something that says nothing': {},
}

const forms: readonly (readonly [string, string, string])[] = [
  ['text', 'text/plain', JSON.stringify({ query: CREATE })],
  ['a form', 'application/x-www-form-urlencoded', `query=${encodeURIComponent(CREATE)}`],
  [
    'a form with files',
    'multipart/form-data; boundary=x',
    `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: CREATE })}\r\n--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n{}\r\n--x--\r\n`,
  ],
]

export function originAttacks(on: () => Ground): void {
  /** A client with somebody’s session that says of where it is only what a request says. */
  let bare: Client
  beforeAll(() => {
    bare = on().client({}, FRIEND)
    bare.cookie = on().editor.cookie
  })
  const codeOf = async (response: Response): Promise<[number, string | undefined]> => [
    response.status,
    /"code":"(\w+)"/.exec(await response.text())?.[1],
  ]
  const post = (path: string, headers: Record<string, string>, body: string) =>
    bare.fetch(path, { method: 'POST', headers, body })

  describe('a session is of no use to a page of', () => {
    test.each(Object.entries(foreign))('%s', async (_name, headers) => {
      const json = { ...headers, 'content-type': 'application/json' }
      for (const query of [
        CREATE,
        'mutation { signOut }',
        'mutation { signOutEverywhere }',
        '{ viewer { actor } }',
      ])
        expect(await codeOf(await post('/graphql', json, JSON.stringify({ query })))).toEqual([
          403,
          'FORBIDDEN',
        ])
      const facts = '{"format":"lesson-graph","version":1,"nodes":[]}'
      expect(await codeOf(await post('/import', json, facts))).toEqual([403, 'FORBIDDEN'])
      expect(await codeOf(await post('/import', { ...headers, 'content-type': 'text/csv' }, 'id\n'))).toEqual(
        [403, 'FORBIDDEN'],
      )
      expect(await codeOf(await post('/export', json, '{"format":"json"}'))).toEqual([403, 'FORBIDDEN'])
      const stream = { ...json, accept: 'text/event-stream' }
      const changes = JSON.stringify({ query: 'subscription { changes { seq } }' })
      expect(await codeOf(await post('/graphql', stream, changes))).toEqual([403, 'FORBIDDEN'])
    })

    test.each(forms)('anybody, by %s', async (_name, type, body) => {
      // Also from our own origin: no page of ours sends these.
      for (const headers of [{ origin: EVIL }, { origin: ORIGIN }, { 'x-lesson-graph': '1' }] as Record<
        string,
        string
      >[])
        expect(await codeOf(await post('/graphql', { ...headers, 'content-type': type }, body))).toEqual([
          403,
          'FORBIDDEN',
        ])
    })

    test('and it is to one of ours', async () => {
      for (const headers of [
        { origin: ORIGIN },
        { 'sec-fetch-site': 'same-origin' },
        { 'x-lesson-graph': '1' },
      ] as Record<string, string>[])
        expect(await bare.graphql('{ viewer { actor } }', undefined, headers)).toMatchObject({
          data: { viewer: { actor: 'Edith' } },
        })
    })
  })

  test('nobody is signed in by a form of another page', async () => {
    const { email, password } = on().people.edith
    const query = `mutation { signIn(email: "${email}", password: "${password}") { role } }`
    const bodies = [JSON.stringify({ query }), `query=${encodeURIComponent(query)}`]
    for (const [index, type] of ['text/plain', 'application/x-www-form-urlencoded'].entries()) {
      const visitor = on().client({ origin: EVIL })
      const response = await visitor.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': type },
        body: bodies[index] ?? '',
      })
      expect(await codeOf(response)).toEqual([403, 'FORBIDDEN'])
      expect(visitor.cookie).toBe('')
    }
  })

  test('no other origin is ever told that it may ask', async () => {
    for (const [method, path] of [
      ['POST', '/graphql'],
      ['GET', '/graphql'],
      ['GET', '/export?format=json'],
      ['GET', '/'],
      ['GET', '/health'],
    ] as const) {
      const response = await bare.fetch(path, {
        method,
        headers: {
          origin: EVIL,
          'content-type': 'application/json',
          'access-control-request-method': 'POST',
        },
        ...(method === 'POST' && { body: '{"query":"{ viewer { role } }"}' }),
      })
      await response.arrayBuffer()
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(response.headers.get('x-frame-options')).toBe('DENY')
    }
    expect(on().editor.setCookie()).toMatch(/^__Host-[^;]+; Path=\/; .*HttpOnly; SameSite=Strict; Secure$/)
  })

  test('nothing is changed by a visit', async () => {
    for (const path of [
      '/graphql?query=mutation{signOut}',
      '/import?dryRun=false',
      '/auth/logout',
      '/graphql',
    ])
      expect(
        (await bare.fetch(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status,
      ).toBeGreaterThanOrEqual(400)
    expect(await on().editor.data('{ viewer { actor } }')).toEqual({ viewer: { actor: 'Edith' } })
  })
}
