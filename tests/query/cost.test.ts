import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkKeys, model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { databaseHits } from '../support/explain.ts'

// What questions cost, counted in the store's own unit on a fixed graph: unlike seconds, it is the same on any machine.
// A figure that rises is a question that has become dearer; one that falls is to be written down here.

/** Links of a hub, beside a node that has four. */
const HUB = 2_000

let service: Service
beforeAll(async () => {
  service = await startService({ cacheBytes: 0 })
  const carriedOutBy = model.linkBetween('CARRIED_OUT_BY', 'Measure', 'Body')
  if (carriedOutBy === undefined) throw new Error('The model has no such link')
  const row = (number: number, body: string) => {
    const id = `cost-measure-${String(number).padStart(5, '0')}`
    const link = { id: `${id}.${body}`, version: 1n, status: 'ACCEPTED', ...linkKeys(carriedOutBy, id, body) }
    return { body, measure: { id, version: 1n, title_vi: id, title_vi_folded: id }, link }
  }
  const rows = [
    ...Array.from({ length: HUB }, (_, number) => row(number, 'cost-hub')),
    ...Array.from({ length: 4 }, (_, number) => row(HUB + number, 'cost-ordinary')),
  ]
  await service.store.write(async (transaction) => {
    for (const id of ['cost-hub', 'cost-ordinary'])
      await transaction.run({
        text: 'CREATE (n:Entity:Body) SET n = $properties',
        parameters: { properties: { id, version: 1n, title_vi: id, title_vi_folded: id } },
      })
    await transaction.run({
      text:
        'UNWIND $rows AS row MATCH (b:Body) WHERE b.id = row.body CREATE (m:Entity:Measure) SET m = row.measure ' +
        'CREATE (m)-[r:CARRIED_OUT_BY]->(b) SET r = row.link',
      parameters: { rows },
    })
  })
})
afterAll(() => service.close())

const cost = async (query: string): Promise<number> => {
  service.statements.length = 0
  await service.data(query)
  expect(service.statements).toHaveLength(1)
  const [hits = 0] = await databaseHits(service.statements)
  return hits
}

const links = 'nodes { id title } pageInfo { hasNextPage }'

test.each([
  ['a node by its id', '{ directive(id: "directive-05") { title number } }', 4],
  [
    'its links, three deep',
    `{ lesson(id: "lesson-3") { cites(first: 5) { nodes { title issuedBy(first: 5) { nodes { title partOf(first: 5) { nodes { title } } } } } } } }`,
    55,
  ],
  ['its evidence', '{ directive(id: "directive-05") { evidence { mention passage { ordinal } } } }', 10],
  ['a page of a list', '{ directives(first: 5) { nodes { id title } } }', 13],
  [
    'a page in the order of titles',
    '{ measures(first: 5, sort: [{ field: TITLE }]) { nodes { id title } } }',
    21,
  ],
  ['a count', '{ measures { totalCount } }', 1],
  ['a count of links', '{ body(id: "cost-hub") { carriesOut { totalCount } } }', 3],
  ['the first page of a hub', `{ body(id: "cost-hub") { carriesOut(first: 3) { ${links} } } }`, 15],
  ['the last page of a hub', `{ body(id: "cost-hub") { carriesOut(last: 3) { ${links} } } }`, 15],
  [
    'the first page of an ordinary node',
    `{ body(id: "cost-ordinary") { carriesOut(first: 3) { ${links} } } }`,
    15,
  ],
  [
    'a filter through two links',
    '{ lessons(filter: { cites: { some: { issuedBy: { some: { id: { eq: "body-politburo" } } } } } }) { nodes { id } } }',
    13,
  ],
  [
    'a filter on links and their evidence',
    '{ lessons(filter: { cites: { some: { number: { eq: "05" }, link: { status: { eq: ACCEPTED }, evidence: { some: { mention: { matches: "chi thi" } } } } } } }) { nodes { id } } }',
    14,
  ],
  [
    'a filter on evidence',
    '{ directives(filter: { evidence: { some: { passage: { ordinal: { eq: 17 } } } } }) { nodes { id } } }',
    99,
  ],
  [
    'the measures that the most lessons rest on',
    '{ measures(first: 5, sort: [{ field: SUPPORTS_COUNT, direction: DESC }]) { nodes { id } } }',
    6_118,
  ],
  ['a search', '{ search(text: "chi thi 05", first: 5) { nodes { entity { id title } field } } }', 147],
  [
    'a neighbourhood',
    '{ neighbourhood(ids: ["directive-05"], depth: 2) { nodes { id title } links { id } } }',
    1_529,
  ],
  ['a path', '{ paths(from: "lesson-1", to: "body-politburo") { nodes { id } } }', 141],
  ['groups by a value', '{ directivesAggregate(groupBy: [FORM]) { groups { form count } } }', 27],
  [
    'groups by a term, and how many there are',
    '{ directivesAggregate(groupBy: [ADOPTED_IN]) { count totalGroups groups { count adoptedIn { title } } } }',
    115,
  ],
])('%s costs no more than it did', async (_what, query, expected) => {
  expect(await cost(query)).toBeLessThanOrEqual(expected)
})

test('a page in the middle of a hub costs as much as its first', async () => {
  const page = async (after?: string) => {
    service.statements.length = 0
    const { body } = await service.data<{
      body: { carriesOut: { pageInfo: { endCursor: string } } }
    }>(
      'query ($after: String) { body(id: "cost-hub") { carriesOut(first: 10, after: $after) { nodes { id } pageInfo { endCursor } } } }',
      { after },
    )
    const [hits = 0] = await databaseHits(service.statements)
    return { hits, next: body.carriesOut.pageInfo.endCursor }
  }
  const first = await page()
  let { next } = first
  let last = first
  for (let pages = 0; pages < 20; pages += 1) {
    last = await page(next)
    next = last.next
  }
  expect(last.hits).toBeLessThanOrEqual(first.hits)
})

test('a page of a history of ten thousand changes costs as much as one of ten, of a passage quoted as often too', async () => {
  const first = 1_000_000
  const changes = [
    { target: 'cost-hub', passage: 'cost-much-quoted', count: 10_000 },
    { target: 'cost-ordinary', passage: 'cost-little-quoted', count: 10 },
  ]
  await service.store.write(async (transaction) => {
    for (const [offset, { target, passage, count }] of changes.entries())
      await transaction.run({
        text:
          'UNWIND range(1, $count) AS number WITH number, $first + number * 2 + $offset AS seq ' +
          "CREATE (s:ChangeSet { id: $target + '-' + toString(seq), seq: seq, at: datetime(), actor: 'local', origin: 'EDIT' }) " +
          "CREATE (s)-[:INCLUDES]->(c:Change { id: s.id + '-1', seq: seq, ordinal: 0, subject: 'NODE', action: 'UPDATED', " +
          "targetId: $target, kind: 'Body', title_vi: 'x', before: '{}', after: '{}' }) " +
          'CREATE (s)-[:TOUCHES { id: $passage, seq: seq }]->(c)',
        parameters: { target, passage, count: BigInt(count), first: BigInt(first), offset: BigInt(offset) },
      })
  })
  for (const place of ['first: 5', 'last: 5'])
    for (const target of changes.flatMap((one) => [one.target, one.passage]))
      expect(
        await cost(
          `{ changes(target: "${target}", ${place}) { nodes { seq actor changes(first: 5, target: "${target}") { kind touches { id title } } } pageInfo { hasNextPage } } }`,
        ),
      ).toBeLessThanOrEqual(125)
})
