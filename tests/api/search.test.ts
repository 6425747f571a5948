import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ cacheBytes: 0 })
})
afterAll(() => service.close())

interface Found {
  search: { nodes: { entity: { id: string }; link: object | null }[] }
}

const query = `query ($text: String!, $kinds: [EntityKind!]) {
  search(text: $text, kinds: $kinds, first: 20) { nodes { entity { id } link { id } } }
}`

test.each(['chỉ thị 05', 'chi thi 05', 'CHI THI 05', '"chỉ thị 05"', 'chi thi 0'])(
  '%s finds Directive 05 by one statement',
  async (text) => {
    service.statements.length = 0
    const { search } = await service.data<Found>(query, { text, kinds: ['DIRECTIVE'] })
    expect(search.nodes.map(({ entity }) => entity.id)).toContain('directive-05')
    expect(service.statements).toHaveLength(1)
  },
)

test('links are found too, but not where kinds are named', async () => {
  const text = 'cai cach hanh chinh va dan van'
  const kinds = ['LESSON', 'DIRECTIVE', 'PRINCIPLE']
  const all = await service.data<Found>(query, { text })
  expect(all.search.nodes.some(({ link }) => link !== null)).toBe(true)
  const named = await service.data<Found>(query, { text, kinds })
  expect(named.search.nodes.every(({ link }) => link === null)).toBe(true)
})

test.each(['', '*:*', '"unbalanced', 'AND OR NOT', '\\', '()[]{}^~?:/', '\u0301\u0323', '😀'])(
  '%j is text, never a query that fails',
  async (text) => {
    const { data, errors } = await service.graphql<Found | null>(query, { text })
    if (errors) expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT')
    else expect(data?.search.nodes).toBeInstanceOf(Array)
  },
)
