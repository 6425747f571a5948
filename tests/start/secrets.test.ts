import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { atProvider, locationOf, startProvider } from '../support/provider.ts'
import type { TestProvider } from '../support/provider.ts'
import { runNode } from '../support/process.ts'
import type { Running } from '../support/process.ts'

// A whole run of the real service at its most talkative, in which every secret there is goes where it belongs and where it
// does not; afterwards none of them is in anything that was printed, logged or recorded.

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const PUBLIC = 'http://lessons.example'
const application = { id: 'lesson-graph', secret: 'a secret of the provider, 7+/=%' }

let database: Service
let provider: TestProvider
let service: Running
let address: string
/** Every secret of the run, by what it is. */
const secrets = new Map<string, string>()

beforeAll(async () => {
  // Something is in the graph, so that the start need not seed it.
  database = await startService({ seeded: false })
  await database.data('mutation { createBody(input: { title: { vi: "Ban" } }) { id } }')
  provider = await startProvider(application, `${PUBLIC}/auth/callback`)
  const build = runNode([file('../../server/build.mjs')])
  expect(await build.ended, build.printed()).toBe(0)
  const { uri, user, password } = inject('neo4j')
  service = runNode([file('../../server/start.mjs')], {
    PORT: '0',
    LOG_LEVEL: 'trace',
    NEO4J_URI: uri,
    NEO4J_USER: user,
    NEO4J_PASSWORD: password,
    PUBLIC_URL: PUBLIC,
    ANONYMOUS_ROLE: 'READER',
    REQUESTS_A_MINUTE: '200',
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: application.id,
    OIDC_CLIENT_SECRET: application.secret,
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLES: 'curators=EDITOR',
  })
  secrets.set('password of the database', password)
  secrets.set('secret of the provider', application.secret)
  const [, url = ''] = await service.until(/"address":"(http:[^"]+)"/, 120_000)
  address = url
}, 180_000)
afterAll(async () => {
  service.child.kill('SIGKILL')
  await service.ended
  await provider.close()
  await database.close()
})

interface Asked {
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[]
  readonly data?: Readonly<Record<string, unknown>>
}

const json = { 'content-type': 'application/json', 'x-lesson-graph': 'test' }
const send = (path: string, init: RequestInit = {}) =>
  fetch(`${address}${path}`, { redirect: 'manual', ...init })
const post = (body: string, headers: Record<string, string> = {}) =>
  send('/graphql', { method: 'POST', headers: { ...json, ...headers }, body })

/** Asks, and says how it ended: the code of the first error, or `ok`. */
async function codeOf(
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<string> {
  const { errors } = (await (await post(JSON.stringify({ query, variables }), headers)).json()) as Asked
  return errors?.[0]?.extensions.code ?? 'ok'
}

const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { role } }'

/** A browser that has signed in: the header that it shows its session by. */
async function signIn(email: string, password: string): Promise<{ cookie: string }> {
  const response = await post(JSON.stringify({ query: SIGN_IN, variables: { email, password } }))
  return sessionOf(response)
}

function sessionOf(response: Response): { cookie: string } {
  const [, cookie = '', secret = '', mac = ''] =
    /^(lesson-graph-session=([\w-]{43})\.([\w-]{43}));/.exec(
      response.headers.getSetCookie().find((set) => set.startsWith('lesson-graph-session=')) ?? '',
    ) ?? []
  secrets.set(`session ${secrets.size}`, secret)
  secrets.set(`signature ${secrets.size}`, mac)
  return { cookie }
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` })

async function makeKey(name: string, headers: { cookie: string }): Promise<{ id: string; secret: string }> {
  const query =
    'mutation ($name: String!) { createApiKey(name: $name, role: READER) { secret apiKey { id } } }'
  const { data } = (await (await post(JSON.stringify({ query, variables: { name } }), headers)).json()) as {
    data: { createApiKey: { secret: string; apiKey: { id: string } } }
  }
  const { secret, apiKey } = data.createApiKey
  secrets.set(`key ${name}`, secret.slice(12))
  return { id: apiKey.id, secret }
}

/** Puts a secret wherever somebody in a hurry might. */
async function misplace(secret: string, by: Record<string, string> = {}): Promise<void> {
  const literal = JSON.stringify(secret)
  for (const query of [
    `{ lesson(id: ${literal}) { id } }`,
    `{ search(text: ${literal}) { totalCount } }`,
    `{ lesson(id: ${literal}, key: ${literal}) { id } }`,
    `{ lessons(first: ${literal}) { totalCount } }`,
    `{ lessons(filter: { ordinal: { eq: ${literal} } }) { totalCount } }`,
    `{ ${secret} }`,
    `query ${secret} { viewer { role } }`,
    `{ lesson(id: "${secret}`,
    `mutation { createApiKey(name: ${literal}, role: READER, expiresAt: "2000-01-01T00:00:00Z") { secret } }`,
    `mutation { revokeApiKey(id: ${literal}) { id } }`,
  ])
    await codeOf(query, {}, by)
  for (const [query, value] of [
    ['query ($value: Int) { lessons(first: $value) { totalCount } }', secret],
    ['query ($value: ID!) { lesson(id: $value) { id } }', secret],
    ['query ($value: ID!) { lesson(id: $value) { id } }', { secret }],
    ['query ($value: LessonFilter) { lessons(filter: $value) { totalCount } }', { [secret]: secret }],
    ['query ($value: String) { changes(actor: $value) { totalCount } }', secret],
    ['query ($value: String) { lessons(after: $value) { totalCount } }', secret],
    ['mutation ($value: ID!) { endSession(id: $value) }', secret],
  ] as const)
    await codeOf(query, { value }, by)
  for (const body of [
    secret,
    `{"query":"{ seq }","key":${secret}}`,
    `{"query":${literal}`,
    JSON.stringify([secret]),
  ])
    await post(body, by)
  await post(
    JSON.stringify({ query: '{ seq }', extensions: { persistedQuery: { version: 1, sha256Hash: secret } } }),
    by,
  )
  await post(JSON.stringify({ query: '{ seq }', operationName: secret }), by)
  const encoded = encodeURIComponent(secret)
  for (const path of [
    `/graphql?api_key=${encoded}`,
    `/graphql?query={seq}&api_key=${encoded}`,
    `/${encoded}`,
    `/export?key=${encoded}`,
    `/export?format=${encoded}`,
    `/export?ids=${encoded}`,
    `/health?key=${encoded}`,
    `/auth/callback?code=${encoded}&state=${encoded}`,
    `/auth/login?returnTo=${encoded}`,
  ])
    await (await send(path)).text()
  await (await send(`/import?name=${encoded}`, { method: 'POST', headers: json, body: secret })).text()
  for (const headers of [
    { cookie: `lesson-graph-session=${encoded}` },
    { cookie: `lesson-graph-openid=${encoded}; api_key=${encoded}` },
    { authorization: encoded },
    { authorization: `Basic ${Buffer.from(`admin@localhost:${secret}`).toString('base64')}` },
    bearer(encoded),
    { 'x-api-key': encoded, origin: `https://${encoded.slice(0, 20)}.example` },
  ])
    await codeOf('{ viewer { role } }', {}, headers)
}

test('the password of the first administrator is said once, and signs in', async () => {
  const [, email = '', password = ''] = await service.until(/sign in as (\S+)\n.* password (\S+) /)
  secrets.set('password of the first administrator', password)
  const { cookie } = await signIn(email, password)
  expect(await codeOf('{ people { totalCount } }', {}, { cookie })).toBe('ok')
  const changed = { current: password, new: 'bốn mùa & hoa nở = “rộ”/+' }
  secrets.set('changed password', changed.new)
  secrets.set('mistyped password', 'bốn mùa & hoa nở = “tàn”/+')
  const CHANGE =
    'mutation ($current: String!, $new: String!) { changePassword(current: $current, new: $new) { role } }'
  expect(
    await codeOf(CHANGE, { current: secrets.get('mistyped password'), new: changed.new }, { cookie }),
  ).toBe('BAD_USER_INPUT')
  const response = await post(JSON.stringify({ query: CHANGE, variables: changed }), { cookie })
  const session = sessionOf(response)
  for (const wrong of [secrets.get('mistyped password'), 'short'])
    expect(await codeOf(SIGN_IN, { email, password: wrong })).toBe('UNAUTHENTICATED')
  // A password in the place of the e-mail, and as no text at all.
  expect(await codeOf(SIGN_IN, { email: changed.new, password: email })).toBe('UNAUTHENTICATED')
  expect(await codeOf(SIGN_IN, { email, password: { text: changed.new } })).toBe('BAD_USER_INPUT')
  secrets.set('password of another', 'nine quiet rivers, 3+4=7')
  const CREATE =
    'mutation ($p: String) { createPerson(email: "e@example.org", name: "Edith", role: EDITOR, password: $p) { id } }'
  expect(await codeOf(CREATE, { p: secrets.get('password of another') }, session)).toBe('ok')
  expect(await codeOf(CREATE, { p: changed.new.slice(0, 9) }, session)).toBe('BAD_USER_INPUT')

  const [used, revoked] = [await makeKey('used', session), await makeKey('revoked', session)]
  for (const { secret } of [used, revoked]) expect(await codeOf('{ seq }', {}, bearer(secret))).toBe('ok')
  await codeOf('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id: revoked.id }, session)
  expect(await codeOf('{ seq }', {}, bearer(revoked.secret))).toBe('UNAUTHENTICATED')
  for (const by of [{}, session]) for (const secret of [used.secret, changed.new]) await misplace(secret, by)

  const edith = await signIn('e@example.org', secrets.get('password of another') ?? '')
  expect(await codeOf('{ people { totalCount } }', {}, edith)).toBe('FORBIDDEN')
  await signInElsewhere()
  await failUnexpectedly(edith, used.secret)

  // Last, since nothing is taken from here afterwards.
  const statuses = new Set<number>()
  for (let time = 0; time < 220; time += 1)
    statuses.add((await post('{"query":"{ seq }"}', bearer(revoked.secret))).status)
  expect([...statuses]).toEqual([401, 429])
  service.child.kill('SIGTERM')
  expect(await service.ended).toBe(0)
}, 120_000)

/** By the provider, rightly and with an answer that is not this browser's. */
async function signInElsewhere(): Promise<void> {
  provider.present = {
    sub: 'kim',
    claims: { name: 'Kim', email: 'kim@id.example', email_verified: true, groups: 'curators' },
  }
  const away = await send('/auth/login?returnTo=/')
  const [kept = ''] = (away.headers.getSetCookie()[0] ?? '').split(';')
  secrets.set('kept at the browser', kept.split('=')[1] ?? '')
  const asked = new URL(locationOf(away)).searchParams
  for (const name of ['state', 'nonce']) secrets.set(`${name} of the sign-in`, asked.get(name) ?? '')
  const search = await atProvider(locationOf(away))
  secrets.set('code of the sign-in', new URLSearchParams(search).get('code') ?? '')
  expect(locationOf(await send(`/auth/callback${search}`))).toBe('/#/login?error=UNAUTHENTICATED')
  const back = await send(`/auth/callback${search}`, { headers: { cookie: kept } })
  expect(locationOf(back)).toBe('/')
  const session = sessionOf(back)
  expect(await codeOf('{ viewer { role } }', {}, session)).toBe('ok')
  // A code counts once.
  expect(locationOf(await send(`/auth/callback${search}`, { headers: { cookie: kept } }))).toBe(
    '/#/login?error=UNAUTHENTICATED',
  )
}

/** What happens when the graph is not as it must be: errors that nobody has thought of. */
async function failUnexpectedly(session: { cookie: string }, secret: string): Promise<void> {
  const set = (text: string) =>
    database.store.write((transaction) => transaction.run({ text, parameters: {} }))
  const literal = JSON.stringify(secret)
  await set("MATCH (c:Clock { id: 'graph' }) SET c.id = 'gone'")
  for (const [query, variables] of [
    [`mutation { createBody(input: { title: { vi: ${literal} } }, reason: ${literal}) { id } }`, {}],
    ['mutation ($t: String!) { createBody(input: { title: { vi: $t } }) { id } }', { t: secret }],
  ] as const)
    expect(await codeOf(query, variables, session)).toBe('INTERNAL')
  await set("MATCH (c:Clock { id: 'gone' }) SET c.id = 'graph'")
}

/** How a secret may stand in a text, whatever wrote it: as it is, escaped, or within something that is in base64. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const encoded = (['base64', 'base64url'] as const).flatMap((encoding) =>
    [0, 1, 2].map((before) => {
      // Only the groups that hold nothing but the secret are the same whatever stands around it.
      const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString(encoding)
      const first = before === 0 ? 0 : 4
      const groups = Math.floor((before + bytes.length) / 3) * 4
      return whole.slice(first, groups)
    }),
  )
  return [
    ...new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      encodeURI(secret),
      new URLSearchParams({ secret }).toString().slice('secret='.length),
      bytes.toString('hex'),
      ...encoded,
    ]),
  ].filter((form) => form.length >= 8)
}

/** Which secrets a text holds. */
const heldBy = (text: string): string[] =>
  [...secrets].flatMap(([name, secret]) =>
    formsOf(secret).some((form) => text.includes(form)) ? [name] : [],
  )

test('a secret is found in whichever form it stands', () => {
  expect(secrets.size).toBeGreaterThan(15)
  for (const [name, secret] of secrets) {
    expect(secret.length, name).toBeGreaterThanOrEqual(8)
    for (const text of [
      `"${secret}"`,
      `?key=${encodeURIComponent(secret)}&`,
      Buffer.from(`e@example.org:${secret}`).toString('base64'),
      Buffer.from(`{"a":"${secret}"}`).toString('base64url'),
    ])
      expect(heldBy(text)).toContain(name)
  }
})

test('nothing that was printed or logged holds any of them, save the one that was to be told', () => {
  const printed = service.printed()
  // Warnings and errors are among it.
  for (const level of [40, 50]) expect(printed.includes(`{"level":${level},`)).toBe(true)
  const told = printed.match(/ {2}with the password \S+ \(shown this once; change it then\)\n/g) ?? []
  expect(told).toHaveLength(1)
  expect(heldBy(printed.replace(told.join(''), ''))).toEqual([])
})

test('neither do the logs of the database', async () => {
  const [folder] = await database.store.read({
    text: "SHOW SETTINGS YIELD name, value WHERE name = 'server.directories.logs' RETURN value",
    parameters: {},
  })
  const logs = readdirSync(String(folder)).map((name) => readFileSync(join(String(folder), name), 'utf8'))
  expect(logs.length).toBeGreaterThan(0)
  expect(heldBy(logs.join('\n'))).toEqual([])
})

test('nor the audit record, the change log, or anything else that is kept', async () => {
  const kept = await database.store.read({ text: 'MATCH (n) RETURN n { .* } AS value', parameters: {} })
  const text = JSON.stringify(kept, (_name, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  for (const known of ['USE_API_KEY', 'USE_SESSION', 'RATE_LIMITED', 'CHANGE_PASSWORD', 'OPENID'])
    expect([known, text.includes(known)]).toEqual([known, true])
  expect(heldBy(text)).toEqual([])
})
