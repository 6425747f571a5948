import { describe, expect, test } from 'vitest'
import { makePerson } from '../support/client.ts'
import type { Ground } from './ground.ts'
import { ORIGIN } from './reach.ts'

const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { role } }'
const WRONG = 'nothing of the kind'

export function passwordAttacks(on: () => Ground): void {
  /** An address from which nothing was tried before. */
  let count = 0
  const elsewhere = (): string => `127.0.3.${(count += 1)}`
  const guess = async (email: string, { from = elsewhere(), password = WRONG, headers = {} } = {}) => {
    const { errors } = await on()
      .client({ origin: ORIGIN, ...headers }, from)
      .graphql(SIGN_IN, { email, password })
    return errors?.[0]?.extensions.code
  }
  const judged = (codes: readonly (string | undefined)[]): number => {
    expect(codes.filter((code) => code !== 'UNAUTHENTICATED' && code !== 'RATE_LIMITED')).toEqual([])
    return codes.filter((code) => code === 'UNAUTHENTICATED').length
  }

  describe('guessing passwords', () => {
    test('of one person from one address, thirty at once', async () => {
      const { email, password } = await makePerson(on(), 'Vera', 'READER')
      const from = elsewhere()
      expect(judged(await Promise.all(Array.from({ length: 30 }, () => guess(email, { from }))))).toBe(3)
      // Nor is the right one told from a wrong one then.
      expect(await guess(email, { from, password })).toBe('RATE_LIMITED')
      expect(await guess(email, { password })).toBeUndefined()
    })

    test('fifty in one request', async () => {
      const { email } = await makePerson(on(), 'Vito', 'READER')
      const fields = Array.from(
        { length: 50 },
        (_, n) => `a${n}: signIn(email: $email, password: "${WRONG}${n}") { role }`,
      )
      // Shorter than what is read of whoever is nobody.
      const halves = [fields.slice(0, 20), fields.slice(20, 40)]
      const from = elsewhere()
      const codes: (string | undefined)[] = []
      for (const half of halves) {
        const { errors = [] } = await on()
          .client(undefined, from)
          .graphql(`mutation ($email: String!) { ${half.join(' ')} }`, { email })
        codes.push(...errors.map(({ extensions }) => extensions.code))
      }
      expect(codes.length).toBeGreaterThanOrEqual(2)
      expect(judged(codes)).toBeLessThanOrEqual(3)
    })

    test('of one person from many addresses', async () => {
      const { email } = await makePerson(on(), 'Vida', 'READER')
      expect(judged(await Promise.all(Array.from({ length: 20 }, () => guess(email))))).toBe(10)
    })

    test('of one person from one address that says to be others', async () => {
      const { email } = await makePerson(on(), 'Vala', 'READER')
      const from = elsewhere()
      const codes = Array.from({ length: 12 }, (_, n) =>
        guess(email, {
          from,
          headers: {
            'x-forwarded-for': `203.0.113.${n}`,
            forwarded: `for=203.0.113.${n}`,
            'x-real-ip': `203.0.113.${n}`,
          },
        }),
      )
      expect(judged(await Promise.all(codes))).toBe(3)
    })

    test('of many people from one address', async () => {
      const from = elsewhere()
      const codes = Array.from({ length: 40 }, (_, n) => guess(`nobody-${n}@example.org`, { from }))
      expect(judged(await Promise.all(codes))).toBe(30)
    })

    test.each([
      ['a long one', 'x'.repeat(30_000)],
      ['none', ''],
      ['half of a surrogate pair', '\ud800'.repeat(12)],
      ['a NUL', '\u0000'.repeat(12)],
      ['one of many accents', `a${'\u0301'.repeat(10_000)}`],
    ])('%s', async (_name, password) => {
      expect(await guess(on().people.ada.email, { password })).toBe('UNAUTHENTICATED')
    })
  })

  describe('whether there is an account', () => {
    const bothWays = async (known: string, unknown: string) => {
      const answers = await Promise.all(
        [known, unknown].map(async (email) => {
          const { status, data, errors } = await on()
            .client(undefined, elsewhere())
            .graphql(SIGN_IN, { email, password: WRONG })
          return { status, data, errors }
        }),
      )
      return answers as [unknown, unknown]
    }

    test('is not told by the answer', async () => {
      const removed = await makePerson(on(), 'Vasa', 'READER')
      await on().admin.data('mutation ($id: ID!) { removePerson(id: $id) { id } }', { id: removed.id })
      for (const known of [on().people.edith.email, removed.email]) {
        const [one, other] = await bothWays(known, 'no-such-person@example.org')
        expect(one).toEqual(other)
      }
    })

    test('is not told by the time that it takes', async () => {
      const times: Record<string, number[]> = { known: [], unknown: [], nothing: [] }
      const took = async (kind: string, work: () => Promise<unknown>) => {
        const begun = performance.now()
        await work()
        times[kind]?.push(performance.now() - begun)
      }
      const { email } = await makePerson(on(), 'Vlad', 'READER')
      for (let round = 0; round < 5; round += 1) {
        await took('known', () => guess(email))
        await took('unknown', () => guess(`nobody-there-${round}@example.org`))
        await took('nothing', () => on().client(undefined, elsewhere()).data('{ viewer { role } }'))
      }
      // The least of each is what it takes when nothing else is done.
      const [known, unknown, nothing] = ['known', 'unknown', 'nothing'].map((kind) =>
        Math.min(...(times[kind] ?? [])),
      )
      expect(known).toBeGreaterThan(2 * (nothing ?? 0))
      expect(unknown).toBeGreaterThan(2 * (nothing ?? 0))
      expect((known ?? 0) / (unknown ?? 1)).toBeGreaterThan(0.4)
      expect((known ?? 0) / (unknown ?? 1)).toBeLessThan(2.5)
    })

    test('is told to nobody but administrators otherwise', async () => {
      const create = 'mutation { createPerson(email: "ada@example.org", name: "Ada", role: READER) { id } }'
      for (const [client, code] of [
        [on().client(), 'UNAUTHENTICATED'],
        [on().reader, 'FORBIDDEN'],
        [on().editor, 'FORBIDDEN'],
      ] as const) {
        for (const id of [on().people.ada.id, 'nobody'])
          expect(await client.code('mutation ($id: ID!) { removePerson(id: $id) { id } }', { id })).toBe(code)
        expect(await client.code(create)).toBe(code)
        expect(await client.code('{ people { nodes { email } } }')).toBe(code)
      }
      // What belongs to others is not told from what there is not.
      const { sessions, apiKeys } = await on().admin.data<{
        sessions: { nodes: { id: string; current: boolean }[] }
        apiKeys: { nodes: { id: string }[] }
      }>('{ sessions(own: true) { nodes { id current } } apiKeys(first: 1) { nodes { id } } }')
      for (const id of [sessions.nodes[0]?.id, 'nothing'])
        expect(await on().editor.code('mutation ($id: ID!) { endSession(id: $id) }', { id })).toBe(
          'NOT_FOUND',
        )
      for (const id of [apiKeys.nodes[0]?.id, 'nothing'])
        expect(await on().editor.code('mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { id })).toBe(
          'NOT_FOUND',
        )
    })
  })
}
