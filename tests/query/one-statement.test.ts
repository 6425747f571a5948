import type { Statement } from '../../server/store/store.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const asked = async (query: string, variables?: Record<string, unknown>) => {
  service.statements.length = 0
  const data = await service.data(query, variables)
  return { data, statements: service.statements.length }
}

/** A question that goes `depth` links deep, out and back again. */
const nested = (depth: number): string =>
  Array.from({ length: depth }, (_, level) => (level % 2 === 0 ? 'cites' : 'citedBy')).reduceRight(
    (inner, link) => `id title ${link}(first: 5) { totalCount edges { note node { ${inner} } } }`,
    'id evidence { mention passage { ordinal source { id } } }',
  )

describe('one root field is one statement', () => {
  test.each([1, 2, 3, 4, 5])('at depth %i', async (depth) => {
    const { data, statements } = await asked(`{ lesson(id: "lesson-3") { ${nested(depth)} } }`)
    expect(statements).toBe(1)
    expect(JSON.stringify(data)).toContain('directive-05')
  })

  test('with aliases, fragments, @include and two uses of one link with different arguments', async () => {
    const { data, statements } = await asked(
      `query ($yes: Boolean!, $no: Boolean!) {
        entity(id: "lesson-3") {
          ...titled
          ... on Lesson {
            five: cites(filter: { number: { eq: "05" } }) { nodes { ...titled } }
            others: cites(filter: { not: { number: { eq: "05" } } }) { totalCount }
            skipped: ordinal @include(if: $no)
            ordinal @include(if: $yes)
          }
          ... on Directive { number }
        }
      }
      fragment titled on Entity { id name: title(lang: EN) }`,
      { yes: true, no: false },
    )
    expect(statements).toBe(1)
    expect(data).toEqual({
      entity: {
        id: 'lesson-3',
        name: expect.any(String) as unknown,
        five: { nodes: [{ id: 'directive-05', name: expect.any(String) as unknown }] },
        others: { totalCount: expect.any(Number) as unknown },
        ordinal: 3,
      },
    })
  })

  test('and as many statements as there are root fields', async () => {
    const { statements } = await asked(
      '{ a: lesson(id: "lesson-1") { id } b: lesson(id: "lesson-2") { id } stats { evidence } changes { totalCount } }',
    )
    expect(statements).toBe(4)
  })

  test('also for neighbourhoods and paths', async () => {
    expect(
      (await asked('{ neighbourhood(ids: ["lesson-3"], depth: 3) { nodes { id } links { id } } }'))
        .statements,
    ).toBe(1)
    const document = 'query ($id: ID!) { neighbourhood(ids: ["lesson-3", $id]) { nodes { id } } }'
    expect((await asked(document, { id: 'lesson-1' })).statements).toBe(1)
    expect(
      (await asked('{ paths(from: "directive-05", to: "directive-07") { length nodes { id } } }')).statements,
    ).toBe(1)
  })
})

const text =
  'UNWIND $rows AS row MATCH (n0:Directive) WHERE n0.id = row.p0 ' +
  "RETURN [row.i, 'node', [n0.number, coalesce(n0.title_en, n0.title_vi)]] AS value"

test('a look-up by id is this statement, whatever the id', async () => {
  const query = 'query ($id: ID!) { directive(id: $id) { number title(lang: EN) } }'
  await asked(query, { id: 'directive-05' })
  expect(service.statements).toEqual([{ text, parameters: { rows: [{ i: 0, p0: 'directive-05' }] } }])
})

test('look-ups that wait at the same time travel as one statement, and each gets its own answer', async () => {
  const query = 'query ($id: ID!) { directive(id: $id) { id number title(lang: EN) } }'
  const ids = [
    'directive-05',
    'directive-07',
    'directive-nowhere',
    'directive-05',
    'directive-07',
    'directive-07',
  ]
  service.statements.length = 0
  const found = await Promise.all(ids.map((id) => service.data<{ directive: unknown }>(query, { id })))
  expect(found.map(({ directive }) => directive)).toEqual(
    ids.map((id) => (id === 'directive-nowhere' ? null : (expect.objectContaining({ id }) as unknown))),
  )
  // For the one that is not there, the log is asked whether it was merged into another.
  const isLookUp = ({ parameters }: Statement) => 'rows' in parameters
  expect(service.statements.filter((statement) => !isLookUp(statement))).toHaveLength(1)
  const rows = service.statements
    .filter(isLookUp)
    .map(({ parameters }) => (parameters['rows'] as unknown[]).length)
  expect(rows.reduce((sum, count) => sum + count, 0)).toBe(ids.length)
  expect(rows.length).toBeLessThan(ids.length)
})

test('names of types and introspection stand beside what is read, in the order asked', async () => {
  const { data } = await asked(`{
    __typename
    lesson(id: "lesson-3") { __typename kind cites(first: 1) { __typename pageInfo { __typename } nodes { __typename } } }
    __schema { queryType { name } }
    entity(id: "directive-05") { __typename kind }
    link(id: "lesson-3.cites.directive-05") { __typename from { __typename } evidence { __typename passage { __typename } } }
    __type(name: "Lesson") { name }
    stats { __typename }
  }`)
  expect(JSON.stringify(data)).toBe(
    JSON.stringify({
      __typename: 'Query',
      lesson: {
        __typename: 'Lesson',
        kind: 'LESSON',
        cites: {
          __typename: 'LessonCitesConnection',
          pageInfo: { __typename: 'PageInfo' },
          nodes: [{ __typename: 'Directive' }],
        },
      },
      __schema: { queryType: { name: 'Query' } },
      entity: { __typename: 'Directive', kind: 'DIRECTIVE' },
      link: {
        __typename: 'Link',
        from: { __typename: 'Lesson' },
        evidence: [{ __typename: 'Evidence', passage: { __typename: 'Passage' } }],
      },
      __type: { name: 'Lesson' },
      stats: { __typename: 'Stats' },
    }),
  )
})
