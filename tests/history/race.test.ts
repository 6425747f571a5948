import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ seeded: false })
})
afterAll(() => service.close())

const EDITORS = 20
const UPDATES = 1_000
const ENTITIES = 10

test('of a thousand updates by twenty editors none is lost, and each refusal is a conflict', async () => {
  const ids: string[] = []
  for (let n = 0; n < ENTITIES; n += 1) {
    const { createPrinciple } = await service.data<{ createPrinciple: { id: string } }>(
      'mutation ($title: String!) { createPrinciple(input: { title: { vi: $title } }) { id } }',
      { title: `Nguyên tắc ${n}` },
    )
    ids.push(createPrinciple.id)
  }
  const written: string[] = []
  const refusals = new Set<unknown>()
  const editor = async (name: number): Promise<void> => {
    for (let n = 0; n < UPDATES / EDITORS; n += 1) {
      const id = ids[(name * 7 + n * 3) % ENTITIES]
      const words = `${name}-${n}`
      for (let saved = false; !saved;) {
        const { principle } = await service.data<{ principle: { version: number } }>(
          'query ($id: ID!) { principle(id: $id) { version } }',
          { id },
        )
        const { errors } = await service.graphql(
          `mutation ($id: ID!, $version: Int!, $words: String!) {
            updatePrinciple(id: $id, expectedVersion: $version, input: { statement: { vi: $words } }) { version }
          }`,
          { id, version: principle.version, words },
        )
        saved = errors === undefined
        if (errors !== undefined) refusals.add(errors[0]?.extensions['code'])
      }
      written.push(words)
    }
  }
  await Promise.all(Array.from({ length: EDITORS }, (_, name) => editor(name)))

  const recorded: string[] = []
  for (const id of ids) {
    const states: { version: number; fields: { statement: { vi: string } | null } }[] = []
    for (let after: string | null = null, more = true; more;) {
      const { changes }: History = await service.data<History>(
        `query ($id: ID!, $after: String) {
          changes(target: $id, first: 100, after: $after) {
            nodes { changes(target: $id) { after } } pageInfo { hasNextPage endCursor }
          }
        }`,
        { id, after },
      )
      states.push(...changes.nodes.flatMap((set) => set.changes.map((change) => change.after)))
      ;({ hasNextPage: more, endCursor: after } = changes.pageInfo)
    }
    const versions = states.map(({ version }) => version)
    expect(versions).toEqual(versions.map((_, index) => versions.length - index))
    recorded.push(...states.flatMap(({ fields }) => fields.statement?.vi ?? []))
  }
  expect(recorded.toSorted()).toEqual(written.toSorted())
  expect(recorded).toHaveLength(UPDATES)
  expect([...refusals].filter((code) => code !== 'CONFLICT')).toEqual([])
}, 300_000)

interface History {
  readonly changes: {
    readonly nodes: readonly {
      readonly changes: readonly {
        readonly after: { version: number; fields: { statement: { vi: string } | null } }
      }[]
    }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}
