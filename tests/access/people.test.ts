import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { auditRecords, createClient, makePerson, signedInAs } from '../support/client.ts'
import type { Client, Somebody } from '../support/client.ts'

let service: Service
let admin: Client
let ada: Somebody
let edith: Somebody

beforeAll(async () => {
  service = await startService({ seeded: false, anonymousRole: 'READER' })
  ada = await makePerson(service, 'Ada', 'ADMIN')
  edith = await makePerson(service, 'Edith', 'EDITOR')
  admin = await signedInAs(service, ada)
})
afterAll(() => service.close())

const VIEWER = '{ viewer { role actor person { id email name role } } }'
const CREATE_LESSON =
  'mutation ($n: Int!) { createLesson(input: { ordinal: $n, title: { vi: "Bài học" } }) { id } }'
const CREATE =
  'mutation ($email: String!, $name: String!, $role: Role!, $password: String) { createPerson(email: $email, name: $name, role: $role, password: $password) { id email name role } }'
const UPDATE =
  'mutation ($id: ID!, $name: String, $role: Role, $password: String) { updatePerson(id: $id, name: $name, role: $role, password: $password) { id name role } }'
const REMOVE = 'mutation ($id: ID!) { removePerson(id: $id) { id } }'

test('whoever shows nothing is anonymous, reads, and is asked to sign in for more', async () => {
  const anybody = createClient(service)
  const nobody = { role: 'READER', actor: 'anonymous', person: null }
  expect(await anybody.data(VIEWER)).toEqual({ viewer: nobody })
  expect(await anybody.code(CREATE_LESSON, { n: 1 })).toBe('UNAUTHENTICATED')
  for (const document of [
    '{ people { nodes { id } } }',
    '{ sessions { nodes { id } } }',
    '{ apiKeys { nodes { id } } }',
  ])
    expect(await anybody.code(document)).toBe('UNAUTHENTICATED')
})

test('an editor signs in, is told who they are, changes the graph under their name, and signs out', async () => {
  const client = createClient(service)
  const { signIn } = await client.data<{ signIn: unknown }>(
    'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { role actor person { id email name role } } }',
    { email: ` ${edith.email.toUpperCase()} `, password: edith.password },
  )
  const person = { id: edith.id, email: edith.email, name: 'Edith', role: 'EDITOR' }
  expect(signIn).toEqual({ role: 'EDITOR', actor: 'Edith', person })
  expect(await client.data(VIEWER)).toEqual({ viewer: signIn })
  await client.data(CREATE_LESSON, { n: 2 })
  expect(await client.data('{ changes(first: 1) { nodes { actor } } }')).toEqual({
    changes: { nodes: [{ actor: 'Edith' }] },
  })
  expect(await client.code('{ people { nodes { id } } }')).toBe('FORBIDDEN')
  expect(await client.data('mutation { signOut }')).toEqual({ signOut: true })
  expect(client.cookie).toBe('')
  expect(await client.code(CREATE_LESSON, { n: 3 })).toBe('UNAUTHENTICATED')
})

test('what a person is told of themselves is never told to another of the same role', async () => {
  const eve = await makePerson(service, 'Eve', 'EDITOR')
  const [one, other] = [await signedInAs(service, edith), await signedInAs(service, eve)]
  for (let again = 0; again < 4; again += 1)
    for (const [client, actor] of [
      [one, 'Edith'],
      [other, 'Eve'],
    ] as const)
      expect(await client.data('{ viewer { actor } }')).toEqual({ viewer: { actor } })
})

test('a wrong password and an unknown e-mail are answered alike', async () => {
  const client = createClient(service, undefined, '10.0.0.1')
  const attempt = (email: string) =>
    client.graphql(
      'mutation ($email: String!) { signIn(email: $email, password: "nothing of the kind") { role } }',
      {
        email,
      },
    )
  const [known, unknown] = [await attempt(edith.email), await attempt('nobody@example.org')]
  expect(known.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  expect(unknown.errors).toEqual(known.errors)
  expect(client.cookie).toBe('')
})

test('guesses are slowed down, more and more, and for that account from that address alone', async () => {
  const wrong =
    'mutation ($email: String!) { signIn(email: $email, password: "nothing of the kind") { role } }'
  const guesser = createClient(service, undefined, '10.0.0.2')
  const codes: (string | undefined)[] = []
  // All at once, as whoever wants to be faster than the delay would.
  codes.push(...(await Promise.all([1, 2, 3, 4, 5, 6].map(() => guesser.code(wrong, { email: ada.email })))))
  expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(3)
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(3)
  const right = await guesser.graphql(
    'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { role } }',
    { email: ada.email, password: ada.password },
  )
  expect(right.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 1 })
  await signedInAs(service, ada, createClient(service, undefined, '10.0.0.3'))
})

test('an administrator makes a person, who is listed and can sign in', async () => {
  const given = {
    email: 'Minh@Example.org',
    name: 'Nguyễn Văn Minh',
    role: 'READER',
    password: 'bốn mùa hoa nở',
  }
  const { createPerson } = await admin.data<{ createPerson: { id: string } }>(CREATE, given)
  expect(createPerson).toMatchObject({ email: 'minh@example.org', name: given.name, role: 'READER' })
  const { people } = await admin.data<{ people: { nodes: { name: string }[]; totalCount: number } }>(
    '{ people { totalCount nodes { name lastSignInAt } } }',
  )
  expect(people.nodes.map(({ name }) => name)).toEqual(['Ada', 'Edith', 'Eve', given.name])
  expect(people.totalCount).toBe(4)
  const minh = await signedInAs(service, given)
  expect(await minh.code(CREATE_LESSON, { n: 4 })).toBe('FORBIDDEN')
})

test('the list of people is read page by page', async () => {
  const names: string[] = []
  let after: string | null = null
  interface Answered {
    readonly people: {
      readonly nodes: readonly { readonly name: string }[]
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
    }
  }
  for (let page = 0; page < 4; page += 1) {
    const { people }: Answered = await admin.data<Answered>(
      'query ($after: String) { people(first: 1, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }',
      { after },
    )
    names.push(...people.nodes.map(({ name }) => name))
    after = people.pageInfo.endCursor
    expect(people.pageInfo.hasNextPage).toBe(page < 3)
  }
  expect(names).toEqual(['Ada', 'Edith', 'Eve', 'Nguyễn Văn Minh'])
  expect(await admin.code('{ people(after: "x") { nodes { id } } }')).toBe('BAD_USER_INPUT')
  expect(await admin.code('{ people(first: 201) { nodes { id } } }')).toBe('BAD_USER_INPUT')
})

test.each([
  ['an e-mail that is none', { email: 'nowhere' }, ['email']],
  ['an e-mail that is taken', { email: 'EDITH@example.org' }, ['email']],
  ['a name that is taken', { name: 'Edith' }, ['name']],
  ['a name of the service', { name: 'Anonymous' }, ['name']],
  ['a name that looks like a key', { name: 'Edith · key' }, ['name']],
  ['a name of nothing', { name: ' ' }, ['name']],
  ['no role', { role: 'NONE' }, ['role']],
  ['a short password', { password: 'elevenchars' }, ['password']],
  ['a long password', { password: 'x1y2z3'.repeat(34) }, ['password']],
  ['a password that is guessed first', { password: 'P@ssword1234' }, ['password']],
  ['a run on the keyboard', { password: 'qwertyuiop123' }, ['password']],
  ['one character again and again', { password: 'aaaaaaaaaaaaaa' }, ['password']],
  ['their own e-mail', { password: 'new@example.org' }, ['password']],
  ['all at once', { email: 'x', name: '', password: 'x' }, ['email', 'name', 'password']],
])('a person is refused, each field with its reason: %s', async (_, change, paths) => {
  const given = { email: 'new@example.org', name: 'New', role: 'READER', password: 'seven green bottles' }
  const { errors } = await admin.graphql(CREATE, { ...given, ...change })
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  expect(errors?.[0]?.extensions.fields?.map(({ path }) => path)).toEqual(paths)
})

test('another role holds at once, and ends the sessions', async () => {
  const rob = await makePerson(service, 'Rob', 'EDITOR')
  const client = await signedInAs(service, rob)
  await client.data(CREATE_LESSON, { n: 5 })
  await admin.data(UPDATE, { id: rob.id, role: 'READER' })
  expect(await client.data(VIEWER)).toMatchObject({ viewer: { person: null } })
  await signedInAs(service, rob, client)
  expect(await client.code(CREATE_LESSON, { n: 6 })).toBe('FORBIDDEN')
})

test('another name keeps the session, and another password ends it', async () => {
  const tom = await makePerson(service, 'Tom', 'EDITOR')
  const client = await signedInAs(service, tom)
  await admin.data(UPDATE, { id: tom.id, name: 'Thomas' })
  expect(await client.data('{ viewer { actor } }')).toEqual({ viewer: { actor: 'Thomas' } })
  await admin.data(UPDATE, { id: tom.id, password: 'nine quiet rivers' })
  expect(await client.data('{ viewer { actor } }')).toEqual({ viewer: { actor: 'anonymous' } })
  await signedInAs(service, { ...tom, password: 'nine quiet rivers' }, client)
})

test('who was removed is nobody at once, keeps the name, and comes back by the e-mail', async () => {
  const una = await makePerson(service, 'Una', 'EDITOR')
  const client = await signedInAs(service, una)
  await admin.data(REMOVE, { id: una.id })
  expect(await client.data(VIEWER)).toMatchObject({ viewer: { person: null } })
  expect(
    await client.code('mutation ($e: String!, $p: String!) { signIn(email: $e, password: $p) { role } }', {
      e: una.email,
      p: una.password,
    }),
  ).toBe('UNAUTHENTICATED')
  const other = { email: 'other@example.org', name: 'Una', role: 'READER', password: 'seven green bottles' }
  const { errors } = await admin.graphql(CREATE, other)
  expect(errors?.[0]?.extensions.fields).toMatchObject([
    { path: 'name', reason: expect.stringMatching(/removed/) as unknown },
  ])
  const { createPerson } = await admin.data<{ createPerson: { id: string } }>(CREATE, {
    ...other,
    email: una.email,
  })
  expect(createPerson.id).toBe(una.id)
  expect(await admin.code(REMOVE, { id: 'nobody' })).toBe('NOT_FOUND')
  expect(await admin.code(UPDATE, { id: 'nobody', name: 'X' })).toBe('NOT_FOUND')
})

test('the last administrator can be neither removed nor lowered, also not by two at once', async () => {
  expect(await admin.code(REMOVE, { id: ada.id })).toBe('CONFLICT')
  expect(await admin.code(UPDATE, { id: ada.id, role: 'READER' })).toBe('CONFLICT')
  const abe = await makePerson(service, 'Abe', 'ADMIN')
  const other = await signedInAs(service, abe)
  const codes = await Promise.all([admin.code(REMOVE, { id: abe.id }), other.code(REMOVE, { id: ada.id })])
  expect(codes.filter((code) => code === undefined)).toHaveLength(1)
  expect(codes).toContain('CONFLICT')
  const left = await service.store.read({
    text: "MATCH (p:Person) WHERE p.role = 'ADMIN' AND p.removedAt IS NULL RETURN p.name AS value",
    parameters: {},
  })
  expect(left).toHaveLength(1)
})

test('all of it is in the audit record, and no password is anywhere', async () => {
  const records = await auditRecords(await signedInAs(service, await makePerson(service, 'Zoe', 'ADMIN')))
  const has = (expected: Record<string, unknown>) =>
    expect(records).toContainEqual(expect.objectContaining(expected))
  has({ action: 'SIGN_IN', outcome: 'DONE', actor: 'Edith', target: edith.email, address: '127.0.0.1' })
  has({ action: 'SIGN_IN', outcome: 'REFUSED', actor: 'anonymous', target: edith.email, address: '10.0.0.1' })
  has({ action: 'CREATE_PERSON', outcome: 'DONE', actor: 'Ada', target: 'minh@example.org' })
  has({ action: 'UPDATE_PERSON', outcome: 'DONE', actor: 'Ada', target: 'rob@example.org' })
  has({ action: 'REMOVE_PERSON', outcome: 'DONE', actor: 'Ada', target: 'una@example.org' })
  const everything = JSON.stringify(
    await service.store.read({ text: 'MATCH (n) RETURN n { .* } AS value', parameters: {} }),
  )
  for (const secret of [ada.password, edith.password, 'bốn mùa hoa nở', 'nothing of the kind'])
    for (const place of [everything, service.logged.join('\n')]) expect(place).not.toContain(secret)
})
