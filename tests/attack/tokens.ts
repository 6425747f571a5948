import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { PersonRole } from '../../server/access/principal.ts'
import type { Client, Somebody } from '../support/client.ts'
import { makePerson } from '../support/client.ts'
import type { Ground } from './ground.ts'
import { ORIGIN } from './reach.ts'

const CREATE = 'mutation { createBody(input: { title: { vi: "Ban" } }) { id } }'
const VIEWER = '{ viewer { role } }'
/** Longer than anybody is taken for who they were, in milliseconds. */
const A_MOMENT = 1_100

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const CLAIMS = encoded({ sub: 'ada', role: 'ADMIN', email: 'ada@example.org', exp: 4_102_444_800 })
const jwt = (alg: string, signature: (text: string) => string): string => {
  const text = `${encoded({ alg, typ: 'JWT' })}.${CLAIMS}`
  return `${text}.${signature(text)}`
}
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export function tokenAttacks(on: () => Ground): void {
  const showing = (headers: Record<string, string>): Client => on().client({ origin: ORIGIN, ...headers })
  const withCookie = (cookie: string): Client => {
    const client = on().client()
    client.cookie = cookie
    return client
  }
  /** The status and the code of a request that shows something. */
  const shown = async (
    authorization: string,
    more: Record<string, string> = {},
  ): Promise<[number, string | undefined]> => {
    const { status, errors } = await showing({ authorization, ...more }).graphql(VIEWER)
    return [status, errors?.[0]?.extensions.code]
  }
  let count = 0
  /** Somebody whom no other attack knows. */
  const somebody = (role: PersonRole): Promise<Somebody> =>
    makePerson(on(), `Somebody ${(count += 1)}`.replace(' ', '-'), role)

  describe('keys that are none', () => {
    const random = `lg_abcdefgh_${'A'.repeat(43)}`
    test.each([
      ['a token without a signature', `Bearer ${jwt('none', () => '')}`],
      [
        'a token signed with a word',
        `Bearer ${jwt('HS256', (text) => createHmac('sha256', 'secret').update(text).digest('base64url'))}`,
      ],
      [
        'a token signed with a key of somebody’s own',
        `Bearer ${jwt('RS256', (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64url'))}`,
      ],
      ['a key that was made up', `Bearer ${random}`],
      ['two keys', `Bearer ${random}, Bearer ${random}`],
      [
        'a name and a password',
        `Basic ${Buffer.from('ada@example.org:keeps nine lamps').toString('base64')}`,
      ],
      ['a digest', 'Digest username="ada"'],
      ['nothing', 'Bearer'],
      ['10,000 letters', `Bearer ${'x'.repeat(10_000)}`],
      ['the prototype', 'Bearer __proto__'],
    ])('%s', async (_name, authorization) => {
      expect(await shown(authorization)).toEqual([401, 'UNAUTHENTICATED'])
      // Nobody falls back on being who the cookie says.
      expect(await shown(authorization, { cookie: on().editor.cookie })).toEqual([401, 'UNAUTHENTICATED'])
    })

    test('a session where a key is due, and a key where a session is', async () => {
      const [, value = ''] = on().editor.cookie.split('=')
      expect(await shown(`Bearer ${value}`)).toEqual([401, 'UNAUTHENTICATED'])
      const { secret } = await on().keyOf(on().editor, 'shown wrongly', 'EDITOR')
      expect(await withCookie(`__Host-lesson-graph-session=${secret}`).code(CREATE)).toBe('UNAUTHENTICATED')
      for (const altered of [
        secret.slice(0, -1),
        `${secret}A`,
        secret.toUpperCase(),
        secret.replace('lg_', 'lg-'),
      ])
        expect(await shown(`Bearer ${altered}`)).toEqual([401, 'UNAUTHENTICATED'])
      expect(await showing({ authorization: `Basic ${secret}` }).graphql(VIEWER)).toMatchObject({
        status: 401,
      })
    })

    test('one that has expired, one that was revoked, and that of a person who was removed', async () => {
      const maker = await somebody('EDITOR')
      const client = await on().signedIn(maker)
      const [old, gone, left] = [
        await on().keyOf(client, 'old', 'EDITOR'),
        await on().keyOf(client, 'gone', 'EDITOR'),
        await on().keyOf(client, 'left', 'EDITOR'),
      ]
      for (const { secret } of [old, gone, left])
        expect(await shown(`Bearer ${secret}`)).toEqual([200, undefined])
      await client.data('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: gone.id })
      expect(await shown(`Bearer ${gone.secret}`)).toEqual([401, 'UNAUTHENTICATED'])
      await on().store.write((transaction) =>
        transaction.run({
          text: 'MATCH (k:ApiKey) WHERE k.id = $id SET k.expiresAt = $now',
          parameters: { id: old.id, now: new Date().toISOString() },
        }),
      )
      await pause(A_MOMENT)
      expect(await shown(`Bearer ${old.secret}`)).toEqual([401, 'UNAUTHENTICATED'])
      const program = showing({ authorization: `Bearer ${left.secret}` })
      await on().admin.data('mutation ($id: ID!) { updatePerson(id: $id, role: READER) { id } }', {
        id: maker.id,
      })
      expect(await program.code(CREATE)).toBe('FORBIDDEN')
      await on().admin.data('mutation ($id: ID!) { removePerson(id: $id) { id } }', { id: maker.id })
      expect(await shown(`Bearer ${left.secret}`)).toEqual([401, 'UNAUTHENTICATED'])
      // Nor when the account comes back.
      await makePerson(on(), maker.name, 'EDITOR')
      await pause(A_MOMENT)
      expect(await shown(`Bearer ${left.secret}`)).toEqual([401, 'UNAUTHENTICATED'])
    })
  })

  describe('cookies that are none', () => {
    const SESSION = '__Host-lesson-graph-session'
    test('altered ones, and those of another name', async () => {
      const [, value = ''] = on().editor.cookie.split('=')
      const [secret = '', signature = ''] = value.split('.')
      const flipped = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1)
      for (const cookie of [
        `${SESSION}=${flipped(secret)}.${signature}`,
        `${SESSION}=${secret}.${flipped(signature)}`,
        `${SESSION}=${secret}`,
        `${SESSION}=${secret}.`,
        `${SESSION}=.${signature}`,
        `${SESSION}=`,
        `${SESSION}=${jwt('none', () => '')}`,
        `${SESSION}=${'x'.repeat(12_000)}`,
        `${SESSION}="${value}"`,
        `${SESSION}=__proto__`,
        // Without the prefix, a page without TLS or of a host below could have set it.
        `lesson-graph-session=${value}`,
        `${SESSION.toLowerCase()}=${value}`,
      ])
        expect([cookie.slice(0, 60), await withCookie(cookie).code(CREATE)]).toEqual([
          cookie.slice(0, 60),
          'UNAUTHENTICATED',
        ])
    })

    test('one that we have signed for something else', async () => {
      const browser = on().client({ 'sec-fetch-site': 'cross-site' })
      await browser.fetch('/auth/login')
      const [, signed = ''] = browser.cookie.split('=')
      expect(browser.cookie).toMatch(/^__Host-lesson-graph-openid=/)
      expect(await withCookie(`${SESSION}=${signed}`).code(CREATE)).toBe('UNAUTHENTICATED')
      const [, session = ''] = on().editor.cookie.split('=')
      browser.cookie = `__Host-lesson-graph-openid=${session}`
      const back = await browser.fetch('/auth/callback?code=x&state=y')
      expect(back.headers.get('location')).toBe('/#/login?error=UNAUTHENTICATED')
    })

    test('one that was there before signing in', async () => {
      const edith = on().people.edith
      const client = withCookie(`${SESSION}=chosen-by-somebody-else`)
      const signIn = () =>
        client.data(
          'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { role } }',
          { email: edith.email, password: edith.password },
        )
      await signIn()
      const first = client.cookie
      expect(first).not.toContain('chosen')
      await signIn()
      expect(client.cookie).not.toBe(first)
      expect(await withCookie(first).code(CREATE)).toBe('UNAUTHENTICATED')
      expect(await client.data('{ viewer { actor } }')).toEqual({ viewer: { actor: 'Edith' } })
    })

    test.each([
      ['of whoever has signed out', async (client: Client) => client.data('mutation { signOut }')],
      [
        'of whoever has signed out everywhere',
        async (client: Client) => client.data('mutation { signOutEverywhere }'),
      ],
      [
        'of a person who was removed',
        async (_: Client, { id }: Somebody) =>
          on().admin.data('mutation ($id: ID!) { removePerson(id: $id) { id } }', { id }),
      ],
      [
        'of a person with another role',
        async (_: Client, { id }: Somebody) =>
          on().admin.data('mutation ($id: ID!) { updatePerson(id: $id, role: ADMIN) { id } }', { id }),
      ],
      [
        'of a person with another password',
        async (_: Client, { id }: Somebody) =>
          on().admin.data(
            'mutation ($id: ID!) { updatePerson(id: $id, password: "nine quiet rivers") { id } }',
            { id },
          ),
      ],
    ] as [string, (client: Client, person: Somebody) => Promise<unknown>][])('one %s', async (_name, end) => {
      const person = await somebody('EDITOR')
      const client = await on().signedIn(person)
      const { cookie } = client
      await client.data(VIEWER)
      await end(client, person)
      expect(await withCookie(cookie).code(CREATE)).toBe('UNAUTHENTICATED')
    })
  })
}
