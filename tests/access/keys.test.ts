import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { createClient, makePerson, signedInAs } from '../support/client.ts'
import type { Client } from '../support/client.ts'

let service: Service
let admin: Client
let editor: Client

beforeAll(async () => {
  service = await startService({ seeded: false, anonymousRole: 'READER' })
  admin = await signedInAs(service, await makePerson(service, 'Ada', 'ADMIN'))
  editor = await signedInAs(service, await makePerson(service, 'Edith', 'EDITOR'))
})
afterAll(() => service.close())

const CREATE_KEY =
  'mutation ($name: String!, $role: Role!, $expiresAt: DateTime) { createApiKey(name: $name, role: $role, expiresAt: $expiresAt) { secret apiKey { id name role prefix expiresAt lastUsedAt person { name } } } }'
const CREATE = 'mutation { createBody(input: { title: { vi: "Ban" } }) { id } }'
const VIEWER = '{ viewer { role actor person { name } } }'
const later = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

interface Made {
  readonly secret: string
  readonly apiKey: { readonly id: string; readonly prefix: string; readonly expiresAt: string }
}

const make = async (
  client: Client,
  name: string,
  role: string,
  expiresAt: string | null = later(30),
): Promise<Made> =>
  (await client.data<{ createApiKey: Made }>(CREATE_KEY, { name, role, expiresAt })).createApiKey

const program = (secret: string) => createClient(service, { authorization: `Bearer ${secret}` })

test('a key asks in the name of its maker, in no more than its role, and without a cookie or an origin', async () => {
  const { secret, apiKey } = await make(editor, 'nightly report', 'READER')
  expect(apiKey).toMatchObject({
    name: 'nightly report',
    role: 'READER',
    person: { name: 'Edith' },
    lastUsedAt: null,
  })
  expect(secret).toMatch(/^lg_[a-z0-9]{8}_[\w-]{43}$/)
  expect(secret.startsWith(`${apiKey.prefix}_`)).toBe(true)
  const reader = program(secret)
  expect(await reader.data(VIEWER)).toEqual({
    viewer: { role: 'READER', actor: 'Edith · nightly report', person: { name: 'Edith' } },
  })
  expect(await reader.code(CREATE)).toBe('FORBIDDEN')
  const writer = program((await make(editor, 'loader', 'EDITOR')).secret)
  await writer.data(CREATE)
  expect(await writer.data('{ changes(first: 1) { nodes { actor } } }')).toEqual({
    changes: { nodes: [{ actor: 'Edith · loader' }] },
  })
  expect(await editor.data('{ apiKeys { nodes { name lastUsedAt } } }')).toMatchObject({
    apiKeys: {
      nodes: [
        { name: 'loader', lastUsedAt: expect.stringMatching(/T/) as unknown },
        { name: 'nightly report', lastUsedAt: expect.stringMatching(/T/) as unknown },
      ],
    },
  })
})

test('the secret is kept nowhere, only its hash', async () => {
  const { secret } = await make(editor, 'secret one', 'READER')
  await program(secret).data(VIEWER)
  const everything = JSON.stringify(
    await service.store.read({ text: 'MATCH (n) RETURN n { .* } AS value', parameters: {} }),
  )
  for (const place of [everything, service.logged.join('\n')]) {
    expect(place).not.toContain(secret)
    expect(place).not.toContain(secret.slice(-43))
  }
})

test.each([
  ['more than one may oneself', { role: 'ADMIN' }, ['role']],
  ['nothing at all', { role: 'NONE' }, ['role']],
  ['for a time that is over', { expiresAt: '2020-01-01T00:00:00Z' }, ['expiresAt']],
  ['without a name', { name: ' ' }, ['name']],
  ['by a name that is taken', { name: 'loader' }, ['name']],
])('no key is made for %s', async (_, change, paths) => {
  const { errors } = await editor.graphql(CREATE_KEY, {
    name: 'x',
    role: 'READER',
    expiresAt: later(1),
    ...change,
  })
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(paths)
})

test('a key makes no keys and ends no sessions, and nobody has none', async () => {
  const { secret } = await make(admin, 'all of it', 'ADMIN')
  expect(await program(secret).code(CREATE_KEY, { name: 'y', role: 'READER' })).toBe('FORBIDDEN')
  for (const mutation of [
    'mutation { signOutEverywhere }',
    'mutation { changePassword(current: "a", new: "b") { role } }',
  ])
    expect(await program(secret).code(mutation)).toBe('FORBIDDEN')
  expect(await createClient(service).code(CREATE_KEY, { name: 'y', role: 'READER' })).toBe('UNAUTHENTICATED')
})

test('where its maker does not say, a key lasts for 90 days', async () => {
  const { apiKey } = await make(editor, 'usual', 'READER', null)
  expect(Math.round((Date.parse(apiKey.expiresAt) - Date.now()) / 86_400_000)).toBe(90)
})

test('what is no valid key is refused as such, and never taken for nobody', async () => {
  const { secret } = await make(editor, 'valid', 'READER')
  const refused = async (authorization: string) => {
    const response = await createClient(service, { authorization }).fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: VIEWER }),
    })
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
    expect([response.status, errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
  }
  service.statements.length = 0
  for (const token of [
    'Bearer',
    'Bearer x',
    `Basic ${secret}`,
    `Bearer ${secret}x`,
    'Bearer eyJhbGciOiJub25lIn0.e30.',
  ])
    await refused(token)
  expect(service.statements).toEqual([])
  await refused(`Bearer ${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`)
  for (const path of ['/export', '/import'])
    expect(
      (await createClient(service, { authorization: 'Bearer x' }).fetch(path, { method: 'POST' })).status,
    ).toBe(401)
})
