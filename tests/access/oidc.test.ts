import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { auditRecords, createClient, makePerson, signedInAs } from '../support/client.ts'
import type { Client } from '../support/client.ts'
import { atProvider, locationOf, startProvider } from '../support/provider.ts'
import type { TestProvider } from '../support/provider.ts'

const application = { id: 'lesson-graph', secret: 'a secret of the tests' }
let provider: TestProvider
let service: Service
let admin: Client

beforeAll(async () => {
  provider = await startProvider(application, 'http://127.0.0.1/auth/callback')
  service = await startService({
    seeded: false,
    anonymousRole: 'NONE',
    openId: {
      issuer: provider.issuer,
      clientId: application.id,
      clientSecret: application.secret,
      scope: 'openid email profile',
      roleClaim: 'groups',
      roles: new Map([
        ['analysts', 'READER'],
        ['curators', 'EDITOR'],
      ]),
    },
  })
  admin = await signedInAs(service, await makePerson(service, 'Ada', 'ADMIN'))
})
afterAll(async () => {
  await service.close()
  await provider.close()
})

const VIEWER = '{ viewer { role actor openIdUrl person { id email } } }'
/** Signs in as a browser does. @returns where it is in the end. */
async function signIn(client: Client, returnTo = '/'): Promise<string> {
  const away = await client.fetch(`/auth/login?returnTo=${encodeURIComponent(returnTo)}`)
  const search = await atProvider(locationOf(away))
  return locationOf(await client.fetch(`/auth/callback${search}`))
}

/** A browser that comes from the page of the provider. */
const browser = (): Client => createClient(service, { 'sec-fetch-site': 'cross-site' })
/** The same browser on a page of ours. */
const within = (client: Client): Client => {
  const inside = createClient(service)
  inside.cookie = client.cookie
  return inside
}
const curator = (name: string, more: Record<string, unknown> = {}) => ({
  sub: name,
  claims: {
    name,
    email: `${name}@id.example`,
    email_verified: true,
    groups: ['staff', 'curators', 'analysts'],
    ...more,
  },
})
const recorded = async (email: string) =>
  (await auditRecords(admin, { actions: ['SIGN_IN'], target: email })).map(({ outcome }) => outcome).reverse()

test('everybody is told where to sign in so', async () => {
  expect(await createClient(service).data('{ viewer { openIdUrl } }')).toEqual({
    viewer: { openIdUrl: '/auth/login' },
  })
})

test('whoever the provider vouches for is let in with the role of the claim, and sent to where they were', async () => {
  provider.present = curator('kim')
  const client = browser()
  expect(await signIn(client, '/#/lessons?page=2')).toBe('/#/lessons?page=2')
  expect(await within(client).data(VIEWER)).toMatchObject({
    viewer: { role: 'EDITOR', actor: 'kim', person: { email: 'kim@id.example' } },
  })
  expect(await recorded('kim@id.example')).toEqual(['DONE'])
})

test('the account is theirs from then on, also under another e-mail, and the role follows the claim', async () => {
  provider.present = curator('lea')
  const first = browser()
  await signIn(first)
  provider.present = curator('lea', { email: 'lea.new@id.example', groups: 'analysts' })
  const second = browser()
  await signIn(second)
  expect(await within(second).data(VIEWER)).toMatchObject({
    viewer: { role: 'READER', person: { email: 'lea@id.example' } },
  })
  expect(await within(first).data(VIEWER)).toMatchObject({ viewer: { person: null } })
})

test('an account that is here already is theirs only where the provider has verified the e-mail', async () => {
  const max = await makePerson(service, 'Max', 'EDITOR')
  provider.present = curator('max', { email: max.email, email_verified: false })
  expect(await signIn(browser())).toBe('/#/login?error=FORBIDDEN')
  provider.present = curator('max', { email: max.email })
  const client = browser()
  expect(await signIn(client)).toBe('/')
  expect(await within(client).data(VIEWER)).toMatchObject({
    viewer: { actor: 'Max', person: { id: max.id } },
  })
  expect(await recorded(max.email)).toEqual(['REFUSED', 'DONE'])
  provider.present = curator('not max', { email: max.email })
  expect(await signIn(browser())).toBe('/#/login?error=FORBIDDEN')
})

test('who has no role here, no e-mail, or was removed is not let in', async () => {
  provider.present = curator('nan', { groups: ['staff'] })
  expect(await signIn(browser())).toBe('/#/login?error=FORBIDDEN')
  provider.present = curator('nan', { email: undefined })
  expect(await signIn(browser())).toBe('/#/login?error=FORBIDDEN')
  provider.present = curator('ola')
  const client = browser()
  await signIn(client)
  const { viewer } = await within(client).data<{ viewer: { person: { id: string } } }>(VIEWER)
  await admin.data('mutation ($id: ID!) { removePerson(id: $id) { id } }', { id: viewer.person.id })
  expect(await signIn(browser())).toBe('/#/login?error=FORBIDDEN')
  provider.present = curator('somebody else', { email: 'ola@id.example' })
  expect(await signIn(browser())).toBe('/#/login?error=FORBIDDEN')
})

test('a refusal of the provider is one here', async () => {
  provider.present = null
  const client = browser()
  expect(await signIn(client)).toBe('/#/login?error=UNAUTHENTICATED')
  expect(client.cookie).toBe('')
})

test('an answer counts once, and only in the browser that has asked', async () => {
  provider.present = curator('pia')
  const [asker, thief, forger] = [browser(), browser(), browser()]
  const away = await asker.fetch('/auth/login')
  const begun = asker.cookie
  expect(asker.setCookie()).toMatch(/^lesson-graph-openid=.*; Max-Age=600; HttpOnly; SameSite=Lax$/)
  const search = await atProvider(locationOf(away))
  const back = async (client: Client, query: string) =>
    locationOf(await client.fetch(`/auth/callback${query}`))
  // Whoever is made to visit the answer to somebody else's question must not be signed in as them.
  expect(await back(thief, search)).toBe('/#/login?error=UNAUTHENTICATED')
  await forger.fetch('/auth/login')
  expect(await back(forger, search)).toBe('/#/login?error=UNAUTHENTICATED')
  expect(await back(asker, search.replace(/state=[^&]*/, 'state=other'))).toBe(
    '/#/login?error=UNAUTHENTICATED',
  )
  asker.cookie = begun
  expect(await back(asker, search)).toBe('/')
  asker.cookie = begun
  expect(await back(asker, search)).toBe('/#/login?error=UNAUTHENTICATED')
})

test('nothing of it that is secret is logged or kept', async () => {
  const everything = JSON.stringify(
    await service.store.read({ text: 'MATCH (n) RETURN n { .* } AS value', parameters: {} }),
  )
  for (const place of [service.logged.join('\n'), everything]) {
    expect(place).not.toContain(application.secret)
    expect(place).not.toMatch(/code=|eyJ/)
  }
})
