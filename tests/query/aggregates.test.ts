import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
  await service.data(
    'mutation ($one: DirectiveInput!, $other: DirectiveInput!) { a: createDirective(input: $one) { id } b: createDirective(input: $other) { id } }',
    {
      one: { form: 'SCHEME', title: { vi: 'a' }, issuedOn: '2019-12-31' },
      other: { form: 'SCHEME', title: { vi: 'b' }, issuedOn: '2019-01-01' },
    },
  )
})
afterAll(() => service.close())

interface Aggregate {
  readonly count: number
  readonly totalGroups: number
  readonly groups: readonly (Record<string, unknown> & { readonly count: number })[]
}

async function aggregate(question: string, variables?: Record<string, unknown>): Promise<Aggregate> {
  service.statements.length = 0
  const { aggregate: found } = await service.data<{ aggregate: Aggregate }>(question, variables)
  expect(service.statements).toHaveLength(1)
  return found
}

interface DirectiveRow {
  readonly form: string
  readonly issuedOn: string | null
  readonly adoptedIn: { readonly nodes: readonly { readonly id: string }[] }
  readonly issuedBy: { readonly nodes: readonly { readonly id: string }[] }
}

const rows = async () =>
  (
    await service.data<{ directives: { nodes: DirectiveRow[] } }>(
      '{ directives(first: 200) { nodes { form issuedOn adoptedIn { nodes { id } } issuedBy { nodes { id } } } } }',
    )
  ).directives.nodes

/** What the keys of all rows come to, counted here: the largest first, then in the order of the keys, null last. */
function counted(keys: readonly (readonly (string | number | null)[])[]) {
  const groups = new Map<string, { keys: readonly (string | number | null)[]; count: number }>()
  for (const one of keys) {
    const group = groups.get(JSON.stringify(one)) ?? { keys: one, count: 0 }
    groups.set(JSON.stringify(one), { ...group, count: group.count + 1 })
  }
  const compare = (one: string | number | null, other: string | number | null) =>
    one === other ? 0 : other === null || (one !== null && one < other) ? -1 : 1
  return [...groups.values()].sort(
    (one, other) =>
      other.count - one.count ||
      (one.keys.map((key, index) => compare(key, other.keys[index] ?? null)).find((order) => order !== 0) ??
        0),
  )
}

const idsOf = ({ nodes }: DirectiveRow['issuedBy']) =>
  nodes.length === 0 ? [null] : nodes.map(({ id }) => id)

describe('groups are what the nodes come to', () => {
  test('by an enum', async () => {
    const { count, totalGroups, groups } = await aggregate(
      '{ aggregate: directivesAggregate(groupBy: [FORM]) { count totalGroups groups { form count } } }',
    )
    const all = await rows()
    const expected = counted(all.map(({ form }) => [form]))
    expect(count).toBe(all.length)
    expect(totalGroups).toBe(expected.length)
    expect(groups).toEqual(expected.map(({ keys: [form], count: size }) => ({ form, count: size })))
  })

  test('by the year of a date, those without one last among equals', async () => {
    const { groups } = await aggregate(
      '{ aggregate: directivesAggregate(groupBy: [ISSUED_ON_YEAR]) { groups { issuedOnYear count } } }',
    )
    const expected = counted((await rows()).map(({ issuedOn }) => [issuedOn && Number(issuedOn.slice(0, 4))]))
    expect(expected.map(({ keys }) => keys[0])).toContain(null)
    expect(groups).toContainEqual({ issuedOnYear: 2019, count: 2 })
    expect(groups).toEqual(expected.map(({ keys: [year], count }) => ({ issuedOnYear: year, count })))
  })

  test('by a year that is a number', async () => {
    const { groups } = await aggregate(
      '{ aggregate: termsAggregate(groupBy: [START_YEAR, LEVEL]) { groups { startYear level count } } }',
    )
    const { terms } = await service.data<{
      terms: { nodes: { startYear: number | null; level: string }[] }
    }>('{ terms(first: 200) { nodes { startYear level } } }')
    expect(groups).toEqual(
      counted(terms.nodes.map(({ startYear, level }) => [startYear, level])).map(
        ({ keys: [startYear, level], count }) => ({ startYear, level, count }),
      ),
    )
  })

  test('by a term', async () => {
    const { groups } = await aggregate(
      '{ aggregate: directivesAggregate(groupBy: [ADOPTED_IN]) { groups { adoptedIn { id } count } } }',
    )
    const expected = counted((await rows()).flatMap(({ adoptedIn }) => idsOf(adoptedIn).map((id) => [id])))
    expect(groups).toEqual(expected.map(({ keys: [id], count }) => ({ adoptedIn: id && { id }, count })))
  })

  test('by links, in which a node of several is counted with each', async () => {
    const { count, totalGroups, groups } = await aggregate(
      '{ aggregate: directivesAggregate(groupBy: [ISSUED_BY, FORM]) { count totalGroups groups(first: 200) { form issuedBy { id } count } } }',
    )
    const all = await rows()
    const expected = counted(all.flatMap(({ form, issuedBy }) => idsOf(issuedBy).map((id) => [id, form])))
    expect(count).toBe(all.length)
    expect(totalGroups).toBe(expected.length)
    expect(groups).toEqual(
      expected.map(({ keys: [id, form], count: size }) => ({ issuedBy: id && { id }, form, count: size })),
    )
  })

  test('by what points to them, and by what they belong to', async () => {
    const cited = await aggregate(
      '{ aggregate: directivesAggregate(filter: { citedBy: { count: { gt: 0 } } }, groupBy: [CITED_BY]) { groups { citedBy { id cites { totalCount } } count } } }',
    )
    expect(cited.groups.length).toBeGreaterThan(1)
    for (const { citedBy, count } of cited.groups)
      expect(citedBy).toMatchObject({ cites: { totalCount: count } })
    const passages = await aggregate(
      '{ aggregate: passagesAggregate(groupBy: [SOURCE]) { count groups { count source { id title(lang: EN) passages { totalCount } } } } }',
    )
    expect(passages.groups).toEqual([
      {
        count: passages.count,
        source: {
          id: 'tien-giang-2020',
          title: expect.any(String) as unknown,
          passages: { totalCount: passages.count },
        },
      },
    ])
  })
})

describe('a filter', () => {
  test('decides what is counted, in all and in groups', async () => {
    const question = `query ($number: String!) {
      aggregate: directivesAggregate(filter: { number: { eq: $number } }, groupBy: [FORM]) { count totalGroups groups { form count } }
    }`
    expect(await aggregate(question, { number: '05' })).toEqual({
      count: 1,
      totalGroups: 1,
      groups: [{ form: 'DIRECTIVE', count: 1 }],
    })
    expect(await aggregate(question, { number: 'none' })).toEqual({ count: 0, totalGroups: 0, groups: [] })
  })

  test('may ask of links and evidence', async () => {
    const { count } = await aggregate(
      '{ aggregate: lessonsAggregate(filter: { cites: { some: { number: { eq: "05" }, link: { evidence: { some: { mention: { matches: "chi thi 05" } } } } } } }) { count } }',
    )
    expect(count).toBe(1)
  })
})

test('lists of groups under several aliases are read from one and the same grouping', async () => {
  const found = await service.data<{ aggregate: Record<string, unknown[]> }>(`{
    aggregate: directivesAggregate(groupBy: [ADOPTED_IN]) {
      __typename
      top: groups(first: 1) { __typename n: count adoptedIn { title(lang: EN) directives(first: 1) { totalCount } } }
      groups(first: 2) { count }
    }
  }`)
  expect(found.aggregate).toEqual({
    __typename: 'DirectiveAggregate',
    top: [expect.objectContaining({ __typename: 'DirectiveGroup', n: expect.any(Number) as unknown })],
    groups: [{ count: expect.any(Number) as unknown }, { count: expect.any(Number) as unknown }],
  })
})

test('a count alone, and groups, are these statements', async () => {
  await aggregate('{ aggregate: directivesAggregate { count } }')
  expect(service.statements[0]?.text).toBe(
    'UNWIND $rows AS row RETURN [row.i, [COUNT { MATCH (n0:Directive) }]] AS value',
  )
  await aggregate(
    '{ aggregate: directivesAggregate(filter: { number: { exists: true } }, groupBy: [FORM, ADOPTED_IN]) { groups(first: 5) { count form adoptedIn { id } } } }',
  )
  expect(service.statements[0]?.text).toBe(
    'UNWIND $rows AS row CALL (row) { MATCH (n0:Directive) WHERE n0.number IS NOT NULL ' +
      'OPTIONAL MATCH (n0)-[:ADOPTED_IN]->(k2) ' +
      'WITH n0.form AS k1, k2, count(*) AS size ORDER BY size DESC, k1, k2.id LIMIT $p0 ' +
      'RETURN collect([size, k1, k2]) AS groups } ' +
      'RETURN [row.i, [COLLECT { UNWIND groups[0..$p0] AS g3 WITH g3, g3[0] AS k4, g3[1] AS k5, g3[2] AS k6 ' +
      'RETURN [k4, k5, CASE WHEN k6 IS NOT NULL THEN [k6.id] END] }]] AS value',
  )
})

describe('what cannot be answered is refused', () => {
  test.each([
    ['{ directivesAggregate { groups { count } } }', 'groupBy'],
    ['{ directivesAggregate(groupBy: []) { totalGroups } }', 'groupBy'],
    ['{ directivesAggregate(groupBy: [COLOUR]) { count } }', 'query'],
    [
      '{ directivesAggregate(groupBy: [FORM, ADOPTED_IN, CITED_BY, ISSUED_BY]) { groups { count } } }',
      'groupBy',
    ],
    ['{ directivesAggregate(groupBy: [CITED_BY, ISSUED_BY]) { groups { count } } }', 'groupBy'],
    ['{ directivesAggregate(groupBy: [FORM]) { groups { adoptedIn { id } } } }', 'groups.adoptedIn'],
    ['{ directivesAggregate(groupBy: [FORM]) { groups(first: 0) { count } } }', 'first'],
    ['{ directivesAggregate(groupBy: [FORM]) { groups(first: -1) { count } } }', 'first'],
    ['{ directivesAggregate(groupBy: [FORM]) { groups(first: 201) { count } } }', 'first'],
    ['{ directivesAggregate(filter: { number: { eq: null } }) { count } }', 'filter.number.eq'],
  ])('%s', async (question, path) => {
    const { errors } = await service.graphql(question)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(errors?.[0]?.extensions.fields?.map((field) => field.path)).toEqual([path])
  })

  test('and so is what would read too many rows', async () => {
    const { errors } = await service.graphql(
      '{ directivesAggregate(groupBy: [CITED_BY]) { groups(first: 200) { citedBy { cites(first: 200) { nodes { citedBy(first: 200) { nodes { id } } } } } } } }',
    )
    expect(errors?.[0]?.extensions.code).toBe('TOO_COMPLEX')
  })
})
