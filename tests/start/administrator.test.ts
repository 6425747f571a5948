import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ensureAdministrator } from '../../server/start/administrator.ts'
import { listen } from '../../server/start/listener.ts'
import { givePassword, passwordArguments } from '../../server/start/password-command.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { auditRecords, makePerson, signedInAs } from '../support/client.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ seeded: false, anonymousRole: 'NONE' })
})
afterAll(() => service.close())
beforeEach(() =>
  service.store.write((transaction) =>
    transaction.run({ text: 'MATCH (p:Person) DETACH DELETE p', parameters: {} }),
  ),
)

const ensure = async (admin?: { email: string; password: string | undefined }): Promise<string[]> => {
  const said: string[] = []
  await ensureAdministrator(service.store, admin, (line) => said.push(line))
  return said
}

test('an administrator that was named is made once, and the password not told', async () => {
  const admin = { email: 'ada@lessons.example', password: 'seven green bottles' }
  expect(await ensure(admin)).toEqual(['There was no administrator yet: sign in as ada@lessons.example'])
  expect(await ensure({ ...admin, password: 'another one of these' })).toEqual([])
  const client = await signedInAs(service, admin)
  expect(await client.data('{ viewer { role actor } }')).toEqual({ viewer: { role: 'ADMIN', actor: 'ada' } })
})

test('a password that nobody has named is made up and told', async () => {
  const said = (await ensure()).join('\n')
  const [, email = '', password = ''] = /sign in as (\S+)\n.* password (\S+) /.exec(said) ?? []
  expect(password).toMatch(/^([a-z2-9]{6}-){3}[a-z2-9]{6}$/)
  await signedInAs(service, { email, password })
})

test('of several instances that start together one makes it', async () => {
  const said = await Promise.all([ensure(), ensure(), ensure()])
  expect(said.filter((lines) => lines.length > 0)).toHaveLength(1)
})

describe('a password that was lost', () => {
  const given = async (email: string, administrator = false): Promise<{ said: string; password: string }> => {
    const said = (await givePassword(service.store, { email, administrator })).join('\n')
    return { said, password: /is now (\S+) \(shown this once/.exec(said)?.[1] ?? '' }
  }
  const roleOf = async (somebody: { email: string; password: string }): Promise<unknown> =>
    (await signedInAs(service, somebody)).data('{ viewer { role } }')

  test('is replaced by one that is told once, which ends the sessions and changes no role', async () => {
    const ada = await makePerson(service, 'Ada', 'ADMIN')
    const edith = await makePerson(service, 'Edith', 'EDITOR')
    const before = await signedInAs(service, edith)
    const { said, password } = await given(edith.email)
    expect(said).toContain('All sessions of this account have ended.')
    await expect.poll(() => before.data('{ viewer { role } }')).toEqual({ viewer: { role: 'NONE' } })
    await expect(signedInAs(service, edith)).rejects.toThrow('UNAUTHENTICATED')
    expect(await roleOf({ ...edith, password })).toEqual({ viewer: { role: 'EDITOR' } })
    const [record] = await auditRecords(await signedInAs(service, ada), { actor: 'password command' })
    expect(record).toMatchObject({
      ...{ action: 'UPDATE_PERSON', target: edith.email, address: 'here' },
      details: { password: 'SET' },
    })
  })

  test('makes nobody an administrator where there is one, and no account', async () => {
    await makePerson(service, 'Ada', 'ADMIN')
    const edith = await makePerson(service, 'Edith', 'EDITOR')
    await expect(given(edith.email, true)).rejects.toThrow('There is an administrator')
    await expect(given('nobody@example.org')).rejects.toThrow('There is no account of nobody@example.org.')
    expect(await roleOf(edith)).toEqual({ viewer: { role: 'EDITOR' } })
  })

  test('makes an administrator where there is none and it is told to, of an account or a new one', async () => {
    const edith = await makePerson(service, 'Edith', 'EDITOR')
    const first = await given(edith.email)
    expect(first.said).toContain('There is no administrator: say --administrator')
    expect(await roleOf({ ...edith, ...first })).toEqual({ viewer: { role: 'EDITOR' } })
    await expect(given('new@example.org')).rejects.toThrow('--administrator makes one of it')
    const second = await given(edith.email, true)
    expect(await roleOf({ ...edith, ...second })).toEqual({ viewer: { role: 'ADMIN' } })
    await service.store.write((transaction) =>
      transaction.run({ text: 'MATCH (p:Person) DETACH DELETE p', parameters: {} }),
    )
    const { password } = await given('new@example.org', true)
    expect(await roleOf({ email: 'new@example.org', password })).toEqual({ viewer: { role: 'ADMIN' } })
  })

  test.each([[[]], [['Edith']], [['a@example.org', 'b@example.org']], [['a@example.org', '--force']]])(
    'is not given for %j',
    (args) => expect(() => passwordArguments(args)).toThrow('npm run password -- EMAIL'),
  )
})

test.each<[string, string[], Record<string, number>]>([
  ['127.0.0.1', [], { localhost: 200, '[::1]:80': 200, 'lessons.example': 421, '10.1.2.3': 421 }],
  ['127.0.0.1', ['lessons.example'], { 'Lessons.Example:8080': 200, 'other.example': 421, '10.1.2.3': 421 }],
  [
    '0.0.0.0',
    ['lessons.example'],
    { 'lessons.example': 200, '10.1.2.3:4000': 200, 'lessons.example.evil': 421 },
  ],
])('bound to %s with %j it answers by its own names alone', async (host, hosts, expected) => {
  const listener = await listen({ host, port: 0, hosts })
  listener.answerWith(service)
  const { port } = new URL(listener.address)
  for (const [name, status] of Object.entries(expected)) {
    const asking = request({ host: '127.0.0.1', port, path: '/health', headers: { host: name } }).end()
    const [response] = (await once(asking, 'response')) as [IncomingMessage]
    response.resume()
    expect([name, response.statusCode]).toEqual([name, status])
  }
  await listener.drain(100)
})
