import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROLES, isAtLeast } from '../../server/access/principal.ts'
import type { Role } from '../../server/access/principal.ts'
import { rulesOf } from '../../server/access/rules.ts'
import { graphDigest } from '../../server/curate/digest.ts'
import { lowerFirst, model } from '../../server/model/index.ts'
import { createSchema } from '../../server/schema/schema.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { createClient, makePerson, signedInAs } from '../support/client.ts'
import type { Client, Somebody } from '../support/client.ts'
import { subscriptionOf } from '../support/live.ts'
import { leanRequest, operationsOf, plainLeaf } from '../support/operations.ts'
import type { Asked, Operation } from '../support/operations.ts'

const rules = rulesOf(model)
const operations = operationsOf(createSchema(model))

/** What an operation is asked about: what it is for, what is not there, and what is of another kind. */
const SUBJECTS = ['own', 'foreign', 'wrong kind'] as const

/** What ends the session by which it is asked. */
const ENDING = ['Mutation.signOut', 'Mutation.signOutEverywhere']

let service: Service
/** Somebody of each role, who has signed in; of none nobody, since there are no such people. */
let people: Readonly<Record<Role, Somebody | null>>
let clients: Readonly<Record<Role, Client>>
let ids: Readonly<Record<string, string>>
let before: string

beforeAll(async () => {
  service = await startService({ anonymousRole: 'NONE' })
  people = {
    NONE: null,
    READER: await makePerson(service, 'Rita', 'READER'),
    EDITOR: await makePerson(service, 'Edith', 'EDITOR'),
    ADMIN: await makePerson(service, 'Ada', 'ADMIN'),
  }
  clients = Object.fromEntries(ROLES.map((role) => [role, createClient(service)])) as Record<Role, Client>
  await Promise.all(ROLES.map(comeIn))
  const found = await service.store.read({
    text: 'UNWIND $kinds AS kind CALL (kind) { MATCH (n:Entity) WHERE kind IN labels(n) RETURN n.id AS id LIMIT 1 } RETURN [kind, id]',
    parameters: { kinds: model.kinds.map(({ name }) => name) },
  })
  ids = Object.fromEntries(found as [string, string][])
  before = await graphDigest(service.store, model)
})
afterAll(() => service.close())

async function comeIn(role: Role): Promise<void> {
  const somebody = people[role]
  if (somebody !== null) await signedInAs(service, somebody, clients[role])
}

/** The kind that an operation is about by its name; undefined for one of any kind. */
const kindOf = ({ field: { name } }: Operation): string | undefined =>
  model.kinds.find(
    (kind) => name === lowerFirst(kind.name) || /^(create|update|delete)(.+)$/.exec(name)?.[2] === kind.name,
  )?.name

function requestAbout(operation: Operation, subject: (typeof SUBJECTS)[number]): Asked {
  const own = kindOf(operation)
  const other = model.kinds.find(({ name }) => name !== own && name in ids)?.name
  const known = subject === 'own' ? (own ?? other) : other
  const id = subject === 'foreign' || known === undefined ? 'nobody-knows-it' : ids[known]
  return leanRequest(operation, (type, path) =>
    type === 'ID' ? id : path.at(-1) === 'expectedVersion' ? 999 : plainLeaf(type, path),
  )
}

/** What came of a request: its code, or `ok`. */
async function outcomeOf(client: Client, { query, variables }: Asked): Promise<string> {
  const response = await client.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ query, variables }),
  })
  if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
    const subscription = subscriptionOf(response.body ?? new ReadableStream())
    if (!query.startsWith('subscription')) throw new Error(`An event stream answers ${query}`)
    const first = await Promise.race([subscription.next(), pause(300, null)])
    await subscription.leave()
    return first?.errors?.[0]?.extensions.code ?? 'ok'
  }
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] }
  return errors?.[0]?.extensions.code ?? 'ok'
}

const REFUSED = ['UNAUTHENTICATED', 'FORBIDDEN']
/** What may come of a request that was let through. */
const ANSWERED = ['ok', 'NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT']
/** What comes of signing in with an e-mail that nobody has, whoever tries. */
const NOT_LET_IN = ['UNAUTHENTICATED', 'RATE_LIMITED']

test.each(operations.map((operation) => [operation.name, operation] as const))(
  '%s is answered to whom the rules say, whatever it is asked about',
  async (name, operation) => {
    const needed = rules.get(name)
    if (needed === undefined) throw new Error(`There is no rule for ${name}`)
    const seen: Record<string, string> = {}
    const wrong: Record<string, string> = {}
    for (const role of ROLES)
      for (const subject of SUBJECTS) {
        const code = await outcomeOf(clients[role], requestAbout(operation, subject))
        if (ENDING.includes(name)) await comeIn(role)
        const answered = name === 'Mutation.signIn' ? NOT_LET_IN : ANSWERED
        const expected = isAtLeast(role, needed) ? answered : REFUSED
        seen[`${role}, ${subject}`] = code
        if (!expected.includes(code)) wrong[`${role}, ${subject}`] = code
      }
    expect(wrong, JSON.stringify(seen)).toEqual({})
  },
)

test('nothing of it has changed the graph', async () => {
  expect(await graphDigest(service.store, model)).toBe(before)
})
