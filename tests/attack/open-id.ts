import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { atProvider, locationOf } from '../support/provider.ts'
import { APPLICATION } from './ground.ts'
import type { Ground } from './ground.ts'

type Part = Readonly<Record<string, unknown>>

const REFUSED = '/#/login?error=UNAUTHENTICATED'
const encoded = (value: Part): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = (part = ''): Part => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part
const partsOf = (token: string): [header: Part, claims: Part, signature: string] => {
  const [header, claims, signature = ''] = token.split('.')
  return [decoded(header), decoded(claims), signature]
}
const own = generateKeyPairSync('rsa', { modulusLength: 2048 })

export function openIdAttacks(on: () => Ground): void {
  const mallory = {
    sub: 'mallory',
    claims: {
      name: 'Mallory',
      email: 'mallory@elsewhere.example',
      email_verified: true,
      groups: ['curators'],
    },
  }
  /** A browser that comes from the page of the provider. */
  const browser = (): Client => on().client({ 'sec-fetch-site': 'cross-site' })
  const begin = async (client: Client, returnTo = '/'): Promise<string> =>
    atProvider(locationOf(await client.fetch(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`)))
  const finish = async (client: Client, search: string): Promise<string> =>
    locationOf(await client.fetch(`/auth/callback${search}`))
  const signIn = async (client: Client, returnTo?: string) => finish(client, await begin(client, returnTo))
  /** A token with the provider’s own signature that says this. */
  const signed = (header: Part, claims: Part): string => {
    const text = `${encoded(header)}.${encoded(claims)}`
    return `${text}.${sign('sha256', Buffer.from(text), on().provider.key).toString('base64url')}`
  }
  const hashed = (claims: Part, header: Part, secret: string): string => {
    const text = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
  }
  const said = (change: (claims: Part) => Part) => (token: string) => {
    const [header, claims] = partsOf(token)
    return signed(header, change(claims))
  }

  beforeAll(() => {
    on().provider.present = mallory
  })
  afterAll(() => {
    on().provider.alter = null
  })

  describe('ID tokens that are altered on their way', () => {
    const alterations: readonly (readonly [string, (token: string) => string])[] = [
      ['without a signature', (token) => token.split('.').slice(0, 2).join('.') + '.'],
      [
        'that say they need no signature',
        (token) => {
          const [header, claims] = partsOf(token)
          return `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}.`
        },
      ],
      [
        'signed with the secret of the client',
        (token) => {
          const [header, claims] = partsOf(token)
          return hashed(claims, header, APPLICATION.secret)
        },
      ],
      [
        'signed with the public key as if it were a secret',
        (token) => {
          const [header, claims] = partsOf(token)
          const pem = createPublicKey(on().provider.key).export({ type: 'spki', format: 'pem' })
          return hashed(claims, header, pem.toString())
        },
      ],
      [
        'signed with another key of the same name',
        (token) => {
          const [header, claims] = partsOf(token)
          const text = `${encoded(header)}.${encoded(claims)}`
          return `${text}.${sign('sha256', Buffer.from(text), own.privateKey).toString('base64url')}`
        },
      ],
      [
        'signed with a key that they bring along',
        (token) => {
          const [header, claims] = partsOf(token)
          const text = `${encoded({ ...header, kid: undefined, jwk: own.publicKey.export({ format: 'jwk' }) })}.${encoded(claims)}`
          return `${text}.${sign('sha256', Buffer.from(text), own.privateKey).toString('base64url')}`
        },
      ],
      [
        'of somebody else under the old signature',
        (token) => {
          const [header, claims, signature] = partsOf(token)
          return `${encoded(header)}.${encoded({ ...claims, sub: 'somebody-else' })}.${signature}`
        },
      ],
      ['that have expired', said((claims) => ({ ...claims, exp: 1_500_000_000 }))],
      ['that never expire', said(({ exp: _exp, ...claims }) => claims)],
      ['of another provider', said((claims) => ({ ...claims, iss: 'https://elsewhere.example' }))],
      ['for another application', said((claims) => ({ ...claims, aud: 'another-application' }))],
      [
        'for several applications',
        said((claims) => ({ ...claims, aud: ['lesson-graph', 'another'], azp: 'another' })),
      ],
      ['that answer another question', said((claims) => ({ ...claims, nonce: 'another' }))],
      ['that answer no question', said(({ nonce: _nonce, ...claims }) => claims)],
      [
        'of somebody else than the provider tells of',
        said((claims) => ({ ...claims, sub: 'somebody-else' })),
      ],
      [
        'that come from the future',
        said((claims) => ({ ...claims, iat: 4_102_444_800, nbf: 4_102_444_800 })),
      ],
      ['that are none', () => 'x.y.z'],
      ['that are missing', () => ''],
    ]
    test.each(alterations)('%s', async (_name, alter) => {
      on().provider.alter = alter
      const client = browser()
      expect(await signIn(client)).toBe(REFUSED)
      expect(client.cookie).toBe('')
    })

    test('and those that are not let somebody in', async () => {
      // Signed anew, saying the same: so that it is not the signing that the others are refused for.
      on().provider.alter = said((claims) => claims)
      const client = browser()
      expect(await signIn(client)).toBe('/')
      on().provider.alter = null
      const within = on().client()
      within.cookie = client.cookie
      expect(await within.data('{ viewer { role actor } }')).toEqual({
        viewer: { role: 'EDITOR', actor: 'Mallory' },
      })
    })
  })

  describe('answers of providers that were not asked for', () => {
    test.each([
      ['of another provider', (search: string) => `${search}&iss=https%3A%2F%2Felsewhere.example`],
      [
        'that say they are of another provider',
        (search: string) => search.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Felsewhere.example'),
      ],
      ['with two states', (search: string) => `${search}&state=another`],
      ['without a state', (search: string) => search.replace(/state=[^&]*&?/, '')],
      ['with a code that was made up', (search: string) => search.replace(/code=[^&]*/, 'code=made-up')],
      ['with a refusal beside the code', (search: string) => `${search}&error=access_denied`],
      ['with tokens in the address', (search: string) => `${search}&id_token=x.y.z&access_token=x`],
      ['with nothing', () => ''],
      ['of 8,000 letters', (search: string) => `${search}&x=${'x'.repeat(8_000)}`],
    ] as [string, (search: string) => string][])('%s', async (name, change) => {
      const client = browser()
      const search = change(await begin(client))
      const isRight = name === 'of 8,000 letters'
      expect(await finish(client, search)).toBe(isRight ? '/' : REFUSED)
      // Nor does the question count a second time.
      expect(await finish(client, search)).toBe(REFUSED)
    })

    test('to a question that somebody else has asked', async () => {
      const [asker, victim] = [browser(), browser()]
      const search = await begin(asker)
      await victim.fetch('/auth/login')
      expect(await finish(victim, search)).toBe(REFUSED)
      expect(await finish(browser(), search)).toBe(REFUSED)
    })
  })

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/%09/evil.example',
    '\t//evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'https:evil.example',
    '/..//evil.example',
    '.evil.example',
    '@evil.example',
    'https://lessons.example@evil.example',
    'http://lessons.example/',
  ])('nobody is sent elsewhere: %j', async (returnTo) => {
    on().provider.alter = null
    const location = await signIn(browser(), returnTo)
    const { origin } = new URL(location, 'https://lessons.example')
    expect([location, origin]).toEqual([expect.stringMatching(/^\/(?![/\\])/), 'https://lessons.example'])
  })
}
