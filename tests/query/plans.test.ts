import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { explain } from '../support/explain.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

/** Explains all that one request sends. */
const plans = async (query: string) => {
  service.statements.length = 0
  await service.data(query)
  return explain([...service.statements])
}

const questions: readonly (readonly [string, string])[] = [
  [
    'a node by its id',
    '{ directive(id: "directive-05") { title evidence { mention passage { source { title } } } } }',
  ],
  [
    'any node by its id',
    '{ entity(id: "directive-05") { title ... on Directive { citedBy { nodes { title } } } } }',
  ],
  ['a link by its id', '{ link(id: "lesson-3.cites.directive-05") { note from { title } to { title } } }'],
  ['a list in the order of ids', '{ directives(first: 5) { nodes { id } pageInfo { endCursor } } }'],
  ['a list in the order of titles', '{ directives(first: 5, sort: [{ field: TITLE }]) { nodes { id } } }'],
  [
    'a list in the order of change',
    '{ bodies(first: 5, sort: [{ field: UPDATED_AT, direction: DESC }]) { nodes { id } } }',
  ],
  ['a filter by value', '{ directives(filter: { number: { eq: "05" } }) { nodes { id } } }'],
  [
    'a filter through links',
    '{ lessons(filter: { cites: { some: { form: { eq: DIRECTIVE } } } }) { totalCount } }',
  ],
  [
    'a filter on links and their evidence',
    '{ lessons(filter: { cites: { some: { number: { eq: "05" }, link: { status: { eq: ACCEPTED }, evidence: { some: { mention: { matches: "chi thi" }, passage: { ordinal: { eq: 17 } } } } } } } }) { nodes { id } } }',
  ],
  [
    'a filter on evidence',
    '{ directives(filter: { evidence: { some: { mention: { contains: "Chỉ thị" } }, every: { start: { exists: true } } } }) { nodes { id } } }',
  ],
  [
    'links in the order of what they say',
    '{ lesson(id: "lesson-3") { cites(first: 5, sort: [{ field: LINK_CONFIDENCE, direction: DESC }, { field: LINK_EVIDENCE_COUNT }]) { edges { cursor } } } }',
  ],
  [
    'groups by what nodes hold and lead to',
    '{ directivesAggregate(filter: { citedBy: { some: {} } }, groupBy: [FORM, ADOPTED_IN, ISSUED_BY]) { count totalGroups groups { count form adoptedIn { title directives(first: 2) { nodes { id } } } issuedBy { title } } } }',
  ],
  ['the newest changes', '{ changes(first: 5) { nodes { seq changes(first: 3) { title } } } }'],
  [
    'a history',
    '{ changes(target: "tien-giang-2020-p17", first: 5) { totalCount nodes { seq changes(first: 3, target: "tien-giang-2020-p17") { title touches { id title } } } } }',
  ],
  ['search', '{ search(text: "chi thi") { nodes { entity { title } } } }'],
  ['a neighbourhood', '{ neighbourhood(ids: ["lesson-1"], depth: 2) { nodes { title } links { type } } }'],
  ['paths', '{ paths(from: "directive-05", to: "lesson-1") { nodes { title } links { type } } }'],
  ['counts', '{ stats { evidence nodes { count } links { count } } }'],
]

describe('no statement scans everything, and Neo4j has nothing against any', () => {
  test.each(questions)('%s', async (_what, query) => {
    const [plan, ...others] = await plans(query)
    expect(others).toEqual([])
    expect(plan?.complaints).toEqual([])
    expect(plan?.operators.filter((operator) => /AllNodesScan|AllRelationships/.test(operator))).toEqual([])
  })

  test('nor any that a change set sends', async () => {
    const input =
      '{ form: REPORT, title: { vi: "a" }, evidence: [{ passageId: "tien-giang-2020-p1", mention: "b" }] }'
    const sent = [
      ...(await plans(`mutation { createDirective(input: ${input}) { id } }`)),
      ...(await plans(
        'mutation { createLink(input: { type: IMPLEMENTS, from: "directive-07", to: "directive-05" }) { id } }',
      )),
      ...(await plans(
        'mutation { updateBody(id: "body-party", expectedVersion: 1, input: { title: { en: "x" } }) { id } }',
      )),
      ...(await plans('mutation { deleteDirective(id: "directive-05", expectedVersion: 1) { links } }')),
    ]
    expect(sent.length).toBeGreaterThan(20)
    expect(sent.filter(({ complaints }) => complaints.length > 0)).toEqual([])
    expect(
      sent.filter(({ operators }) => operators.some((one) => /AllNodesScan|AllRelationships/.test(one))),
    ).toEqual([])
  })
})

test.each([
  ['{ directives(first: 5) { nodes { id } } }', /IndexScan|IndexSeek/],
  ['{ directives(first: 5, sort: [{ field: TITLE }]) { nodes { id } } }', /NodeIndexScan/],
  ['{ bodies(first: 5, sort: [{ field: UPDATED_AT, direction: DESC }]) { nodes { id } } }', /NodeIndexScan/],
  [
    '{ directives(filter: { id: { in: ["directive-05", "directive-07"] } }) { nodes { id } } }',
    /NodeUniqueIndexSeek/,
  ],
  ['{ link(id: "lesson-3.cites.directive-05") { note } }', /RelationshipUniqueIndexSeek/],
  [
    '{ directives(filter: { evidence: { some: { mention: { contains: "Chỉ thị" } } } }) { nodes { id } } }',
    /NodeIndexSeek/,
  ],
  ['{ directivesAggregate { count } }', /NodeCountFromCountStore/],
  ['{ stats { evidence } }', /NodeCountFromCountStore/],
])('%s rests on an index', async (query, operator) => {
  const [plan] = await plans(query)
  expect(plan?.operators.join(' ')).toMatch(operator)
})
