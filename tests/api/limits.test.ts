import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const repeated = (times: number, opening: string, inside: string, closing: string) =>
  opening.repeat(times) + inside + closing.repeat(times)

const cursor = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url')

describe('what asks for too much is refused at once', () => {
  const directives = 'query ($filter: DirectiveFilter) { directives(filter: $filter) { totalCount } }'
  const not = (times: number): Record<string, unknown> => {
    let filter: Record<string, unknown> = { number: { eq: '05' } }
    for (let level = 0; level < times; level += 1) filter = { not: filter }
    return filter
  }

  const lessons = 'query ($filter: LessonFilter) { lessonsAggregate(filter: $filter) { count } }'
  /** A condition on links of links, or on the evidence of links of links. */
  const through = (times: number, last: object): object => {
    let filter = last
    for (let level = times; level > 0; level -= 1)
      filter = { [level % 2 === 1 ? 'cites' : 'citedBy']: { some: filter } }
    return filter
  }
  const inline = (times: number) => repeated(times, '{ not: ', '{ number: { eq: "05" } }', ' }')

  test.each([
    ['a filter nested 11 deep', directives, { filter: not(11) }, 'filter'],
    ['a filter nested 50 deep', directives, { filter: not(50) }, 'filter.not'],
    [
      'a filter nested 50 deep in the document',
      `{ directives(filter: ${inline(50)}) { totalCount } }`,
      undefined,
      'filter.not',
    ],
    [
      'a filter nested 50 deep of what is counted',
      'query ($filter: DirectiveFilter) { directivesAggregate(filter: $filter, groupBy: [FORM]) { count } }',
      { filter: not(50) },
      'filter.not',
    ],
    [
      'a filter nested too deep below links',
      lessons,
      { filter: through(8, { link: { evidence: { some: {} } } }) },
      'filter.cites.some.citedBy.some',
    ],
    [
      'a thousand words to match in a mention',
      lessons,
      { filter: { evidence: { some: { mention: { matches: 'a '.repeat(400) } } } } },
      'filter.evidence.some.mention.matches',
    ],
    [
      'null where a condition on a link is due',
      lessons,
      { filter: { cites: { some: { link: null } } } },
      'filter.cites.some.link',
    ],
    [
      'null where a condition on evidence is due',
      lessons,
      { filter: { evidence: { none: null } } },
      'filter.evidence.none',
    ],
    [
      'a status that there is not',
      lessons,
      { filter: { cites: { some: { link: { status: { eq: 'MAYBE' } } } } } },
      'filter.cites.some.link.status.eq',
    ],
    [
      'an unknown field of a filter',
      lessons,
      { filter: { cites: { some: { link: { colour: { eq: 'red' } } } } } },
      'filter.cites.some.link.colour',
    ],
    ['first of -1', '{ lessons(first: -1) { totalCount } }', undefined, 'first'],
    ['last of -1', '{ lessons(last: -1) { totalCount } }', undefined, 'last'],
    [
      'first of -1 below a node',
      '{ lesson(id: "lesson-1") { cites(first: -1) { totalCount } } }',
      undefined,
      'first',
    ],
    [
      'first of 100,000 below a node',
      'query ($n: Int) { lesson(id: "lesson-1") { cites(first: $n) { nodes { id } } } }',
      { n: 100_000 },
      'first',
    ],
    [
      'text of 100,000 characters in a search',
      '{ search(text: "' + 'a'.repeat(100_000) + '") { nodes { entity { id } } } }',
      undefined,
      'text',
    ],
    [
      'a thousand words to match',
      directives,
      { filter: { title: { matches: 'a '.repeat(400) } } },
      'filter.title.matches',
    ],
    ['first of 0', '{ lessons(first: 0) { totalCount } }', undefined, 'first'],
    ['first of 100,000', '{ lessons(first: 100000) { totalCount } }', undefined, 'first'],
    ['first with last', '{ lessons(first: 1, last: 1) { totalCount } }', undefined, 'last'],
    ['no cursor', '{ lessons(after: "x") { nodes { id } } }', undefined, 'after'],
    [
      'a cursor of another list',
      `{ lessons(after: "${cursor('Body id+', 'a')}") { nodes { id } } }`,
      undefined,
      'after',
    ],
    [
      'a cursor changed by hand',
      `{ lessons(after: "${cursor('Lesson id+', null)}") { nodes { id } } }`,
      undefined,
      'after',
    ],
    [
      'a cursor with an instant that is none',
      `{ lessons(sort: [{ field: CREATED_AT }], after: "${cursor('Lesson createdAt+ id+', 'infinity', 'a')}") { nodes { id } } }`,
      undefined,
      'after',
    ],
    [
      'a cursor of links that says more than a confidence is',
      `{ lesson(id: "lesson-1") { cites(sort: [{ field: LINK_CONFIDENCE }], after: "${cursor('Lesson.cites link.confidence+ id+', { a: 1 }, 'a')}") { nodes { id } } } }`,
      undefined,
      'after',
    ],
    [
      'an order of links where no link leads',
      '{ lessons(sort: [{ field: LINK_CONFIDENCE }]) { totalCount } }',
      undefined,
      'query',
    ],
    [
      'six keys of an order',
      `{ lessons(sort: [${'{ field: ID } '.repeat(6)}]) { totalCount } }`,
      undefined,
      'sort',
    ],
    [
      'an unknown thing to group by',
      'query ($by: [LessonGroupBy!]) { lessonsAggregate(groupBy: $by) { count } }',
      { by: ['COLOUR'] },
      'groupBy',
    ],
    [
      'too many things to group by',
      'query ($by: [LessonGroupBy!]) { lessonsAggregate(groupBy: $by) { groups { count } } }',
      { by: ['CITES', 'UPHOLDS', 'INVOLVES', 'DRAWN_IN'] },
      'groupBy',
    ],
    ...['2021-02-31T00:00:00Z', '2021-02-03T24:00:00Z', '2021-02-03T00:00:00.12345678901Z'].map(
      (instant): [string, string, undefined, string] => [
        `a cursor with the instant ${instant}`,
        `{ lessons(sort: [{ field: CREATED_AT }], after: "${cursor('Lesson createdAt+ id+', instant, 'a')}") { nodes { id } } }`,
        undefined,
        'after',
      ],
    ),
    [
      'a cursor with a day that does not exist',
      `{ directives(sort: [{ field: ISSUED_ON }], before: "${cursor('Directive issuedOn+ id+', '2021-02-31', 'a')}") { nodes { id } } }`,
      undefined,
      'before',
    ],
    [
      'a cursor with an id that is a number',
      `{ lessons(after: "${cursor('Lesson id+', 5)}") { nodes { id } } }`,
      undefined,
      'after',
    ],
    [
      '100,000 groups',
      '{ lessonsAggregate(groupBy: [CITES]) { groups(first: 100000) { count } } }',
      undefined,
      'first',
    ],
    ['an unknown sort', '{ lessons(sort: [{ field: COLOUR }]) { totalCount } }', undefined, 'query'],
    [
      'a day that does not exist',
      directives,
      { filter: { issuedOn: { eq: '2021-02-29' } } },
      'filter.issuedOn.eq',
    ],
    [
      'an instant that does not exist',
      directives,
      { filter: { createdAt: { gt: '2020-02-31T00:00:00Z' } } },
      'filter.createdAt.gt',
    ],
    ['null where a value is due', directives, { filter: { title: { vi: null } } }, 'filter.title.vi'],
    ['null to match', directives, { filter: { title: { matches: null } } }, 'filter.title.matches'],
    [
      'punctuation alone to match',
      directives,
      { filter: { title: { matches: '?!' } } },
      'filter.title.matches',
    ],
    [
      'no kinds to search',
      '{ search(text: "a", kinds: []) { nodes { entity { id } } } }',
      undefined,
      'kinds',
    ],
    ['no nodes to start from', '{ neighbourhood(ids: []) { truncated } }', undefined, 'ids'],
    ['a path to itself', '{ paths(from: "lesson-1", to: "lesson-1") { length } }', undefined, 'to'],
  ])('%s', async (_what, query, variables, path) => {
    const { errors } = await service.graphql(query, variables)
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(errors?.[0]?.extensions.fields?.map((field) => field.path).join()).toContain(path)
  })
})

test('of a great many problems of variables the first are told', async () => {
  const { errors } = await service.graphql(
    'query ($ids: [ID!]!, $kinds: [EntityKind!]) { neighbourhood(ids: $ids, kinds: $kinds) { truncated } }',
    { ids: Array(100_000).fill({}), kinds: Array(100_000).fill({}) },
  )
  expect(errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT'])
  expect(errors?.[0]?.extensions.fields).toHaveLength(20)
  expect(errors?.[0]?.extensions.fields?.[0]?.path).toBe('ids.0')
})

describe('any text can be searched', () => {
  const found = async (text: string) => {
    const { search } = await service.data<{ search: { nodes: { entity: { id: string } }[] } }>(
      'query ($text: String!) { search(text: $text, first: 50) { nodes { entity { id } } } }',
      { text },
    )
    return search.nodes.map((node) => node.entity.id)
  }

  test.each([
    '*:*',
    '"unbalanced',
    'title_vi:a OR b',
    '\\',
    '~^+-!(){}[]',
    '\u0301\u0323',
    'AND NOT',
    '',
    '\u0000',
  ])('%j is data, never a query', async (text) => {
    expect(Array.isArray(await found(text))).toBe(true)
  })

  test.each([
    ['chi thi 05', 'directive-05'],
    ['Chỉ thị 05', 'directive-05'],
    ['CHI THI', 'directive-05'],
    ['do-si nothing', null],
    ['dang bo tinh', 'body-provincial-party-organisation'],
    ['tien gi', 'body-province'],
    ['nhan dan', 'body-people'],
  ])('%s finds %s', async (text, id) => {
    const ids = await found(text)
    if (id === null) expect(ids).toEqual([])
    else expect(ids).toContain(id)
  })

  test('words that are English stop words without their accents are searched like others', async () => {
    const input = { form: 'STATE_BODY', title: { vi: 'Công an thế tỉnh' } }
    const { createBody } = await service.data<{ createBody: { id: string } }>(
      'mutation ($input: BodyInput!) { createBody(input: $input) { id } }',
      { input },
    )
    expect((await found('công an thế'))[0]).toBe(createBody.id)
  })
})

test('long texts are matched without accents too, in whatever form they are typed', async () => {
  const count = async (filter: object) =>
    (
      await service.data<{ measures: { totalCount: number } }>(
        'query ($filter: MeasureFilter) { measures(filter: $filter) { totalCount } }',
        { filter },
      )
    ).measures.totalCount
  const composed = await count({ statement: { contains: 'Đảng' } })
  expect(composed).toBeGreaterThan(0)
  expect(await count({ statement: { contains: 'Đảng'.normalize('NFD') } })).toBe(composed)
  expect(await count({ statement: { matches: 'DANG' } })).toBeGreaterThanOrEqual(composed)
})

test('any alias is a key like another', async () => {
  const { directive, entity } = await service.data<Record<string, Record<string, unknown>>>(
    '{ directive(id: "directive-05") { __proto__: number } entity(id: "directive-05") { __typename: id } }',
  )
  expect(Object.getOwnPropertyDescriptor(directive, '__proto__')?.value).toBe('05')
  expect(entity?.['__typename']).toBe('directive-05')
})

test('two uses of nodes in one search are two answers', async () => {
  const { search } = await service.data<{ search: Record<string, { x: Record<string, unknown> }[]> }>(
    '{ search(text: "chi thi 05", first: 1) { a: nodes { x: entity { id } } b: nodes { x: entity { title } } } }',
  )
  expect(Object.keys(search['a']?.[0]?.x ?? {})).toEqual(['id'])
  expect(Object.keys(search['b']?.[0]?.x ?? {})).toEqual(['title'])
})
