import { describe, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import type { Ground } from './ground.ts'

const many = (count: number, of: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => of(n)).join(' ')
const nested = (times: number, opening: string, inside: string, closing: string): string =>
  opening.repeat(times) + inside + closing.repeat(times)

const inLesson = (selection: string): string => `{ lesson(id: "lesson-1") { ${selection} } }`
const nest = (times: number): string =>
  inLesson(nested(times, 'cites(first: 1) { nodes { citedBy(first: 1) { nodes { ', 'id', ' } } } }'))

/** Fragments, each of which asks the next several times: that many links, then their square, and so on. */
function branching(levels: number, aliases: readonly string[]): string {
  const fragments = many(levels, (level) => {
    const [kind, link] = level % 2 === 0 ? ['Lesson', 'cites'] : ['Directive', 'citedBy']
    const next = level === levels - 1 ? 'id' : `...f${level + 1}`
    return `fragment f${level} on ${kind} { ${aliases.map((alias) => `${alias}: ${link}(first: 1) { nodes { ${next} } }`).join(' ')} }`
  })
  return `${inLesson('...f0')} ${fragments}`
}

/** The same of what the schema holds. */
const branchingSchema = (levels: number): string =>
  `{ __schema { types { ...f0 } } } ${many(levels, (level) => {
    const next = level === levels - 1 ? 'name' : `...f${level + 1}`
    return `fragment f${level} on __Type { a: fields { type { ${next} } } b: fields { type { ${next} } } }`
  })}`

const DIRECTIVES = 'query ($filter: DirectiveFilter) { directives(filter: $filter) { totalCount } }'
const LESSONS = 'query ($filter: LessonFilter) { lessonsAggregate(filter: $filter) { count } }'
const not = (times: number): object => (times === 0 ? { number: { eq: '05' } } : { not: not(times - 1) })
/** A condition on links of links. */
const through = (times: number, by = 'cites'): object =>
  times === 0 ? {} : { [by]: { some: through(times - 1, by === 'cites' ? 'citedBy' : 'cites') } }

interface Row {
  readonly query: string
  readonly variables?: Record<string, unknown>
  readonly code: 'TOO_COMPLEX' | 'BAD_USER_INPUT'
}

const tooComplex: Readonly<Record<string, Omit<Row, 'code'>>> = {
  '600 aliases': { query: inLesson(many(600, (n) => `a${n}: id`)) },
  '200 directives': { query: `{ ${many(200, () => '... @include(if: true) { __typename }')} }` },
  '20,000 tokens': { query: inLesson('id '.repeat(20_000)) },
  '80 levels': { query: inLesson(nested(40, 'cites { nodes { ', 'id', ' } }')) },
  'the same field 9,900 times': { query: inLesson('id '.repeat(9_900)) },
  'the same links 1,400 times': { query: inLesson('cites { nodes { id } } '.repeat(1_400)) },
  '900 fragments of the same fields': {
    query: `${inLesson(many(900, (n) => `...f${n}`))} ${many(900, (n) => `fragment f${n} on Lesson { id title }`)}`,
  },
  'a list of lists, 4,000 deep': {
    query: `{ neighbourhood(ids: ${nested(4_000, '[', '', ']')}) { truncated } }`,
  },
  'selections 4,000 deep': { query: nested(4_000, '{a', '', '}') },
  'a nest of 12 links': { query: nest(6) },
  'a nest of 600 links': { query: nest(300) },
  'six levels of three links each': { query: branching(6, ['p', 'q', 'r']) },
  'forty levels of two links each': { query: branching(40, ['p', 'q']) },
  'two hundred levels of two links each': { query: branching(200, ['p', 'q']) },
  'two hundred counts of links': { query: inLesson(many(200, (n) => `c${n}: cites { totalCount }`)) },
  'two hundred lists of evidence': { query: inLesson(many(200, (n) => `e${n}: evidence { start }`)) },
  'sixty root fields': { query: `{ ${many(60, (n) => `a${n}: stats { evidence }`)} }` },
  'pages of pages of pages': {
    query:
      '{ bodies(first: 200) { nodes { involvedIn(first: 200) { nodes { involves(first: 200) { nodes { id } } } } } } }',
  },
  'forty texts of sixteen words to match': {
    query: LESSONS,
    variables: { filter: { or: Array(40).fill({ title: { matches: 'a b c d e f g h i k l m n o p q' } }) } },
  },
  'a thousand alternatives that ask nothing': {
    query: DIRECTIVES,
    variables: { filter: { or: Array(1000).fill({}) } },
  },
  'a thousand alternatives': {
    query: DIRECTIVES,
    variables: { filter: { or: Array(1000).fill({ number: { eq: '05' } }) } },
  },
  'a filter nested 2,000 deep': { query: DIRECTIVES, variables: { filter: not(2_000) } },
  'a filter through 50 links': { query: LESSONS, variables: { filter: through(50) } },
  'a filter nested 100 deep in the document': {
    query: `{ directives(filter: ${nested(100, '{ not: ', '{ number: { eq: "05" } }', ' }')}) { totalCount } }`,
  },
  'a thousand conditions on links': {
    query: LESSONS,
    variables: {
      filter: { cites: { some: { and: Array(1000).fill({ link: { confidence: { gt: 0.5 } } }) } } },
    },
  },
  'forty alternatives on links': {
    query: LESSONS,
    variables: { filter: { or: Array(40).fill({ cites: { some: { number: { eq: '05' } } } }) } },
  },
}

const badInput: Readonly<Record<string, Omit<Row, 'code'>>> = {
  'a fragment within itself': { query: `${inLesson('...f')} fragment f on Lesson { id ...f }` },
  'fragments that ask each other': {
    query: `${inLesson('...f')} fragment f on Lesson { ...g } fragment g on Lesson { ...f }`,
  },
  'a circle of a hundred fragments': {
    query: `${inLesson('...f0')} ${many(100, (n) => `fragment f${n} on Lesson { ...f${(n + 1) % 100} }`)}`,
  },
  'a directive again and again': { query: inLesson(`id ${'@include(if: true) '.repeat(90)}`) },
  'the schema, branching': { query: branchingSchema(12) },
  'the schema, branching thirty times': { query: branchingSchema(30) },
  'the schema, ten levels of fields': {
    query: `{ __schema { types { ${nested(10, 'fields { type { ', 'name', ' } }')} } } }`,
  },
  '1,900 operations of one name': { query: many(1_900, () => 'query a { seq }') },
  '1,900 operations, and none of them named': { query: many(1_900, (n) => `query a${n} { seq }`) },
  '2,000 variables that nothing uses': { query: `query (${many(2_000, (n) => `$v${n}: ID`)}) { seq }` },
  '1,200 variables without a value': {
    query: `query (${many(1_200, (n) => `$v${n}: ID!`)}) { neighbourhood(ids: [${many(1_200, (n) => `$v${n}`)}]) { truncated } }`,
  },
  '3,000 fields that there are not': { query: inLesson(many(3_000, (n) => `titel${n}`)) },
  '90 fields of 10,000 letters each': { query: inLesson(many(90, (n) => `${'t'.repeat(10_000)}${n}`)) },
  '100,000 ids that are none': {
    query: 'query ($ids: [ID!]!) { neighbourhood(ids: $ids) { truncated } }',
    variables: { ids: Array(100_000).fill({}) },
  },
  '100,000 ids': {
    query: 'query ($ids: [ID!]!) { neighbourhood(ids: $ids) { truncated } }',
    variables: { ids: Array.from({ length: 100_000 }, (_, n) => `n${n}`) },
  },
  'a page of more than there are numbers for': {
    query: '{ lessons(first: 99999999999999999999) { totalCount } }',
  },
  'half a page': { query: 'query ($n: Int) { lessons(first: $n) { totalCount } }', variables: { n: 0.5 } },
  'a search for 500,000 characters': {
    query: 'query ($text: String!) { search(text: $text) { nodes { field } } }',
    variables: { text: 'ă'.repeat(500_000) },
  },
}

/** The codes of a question’s errors, each once. */
async function codesOf(
  client: Client,
  query: string,
  variables?: Record<string, unknown>,
): Promise<string[]> {
  const { errors = [] } = await client.graphql(query, variables)
  return [...new Set(errors.map(({ extensions }) => extensions.code))]
}

export function documentAttacks(on: () => Ground): void {
  describe('documents of a reader that ask for too much are refused before anything is asked', () => {
    test.each(Object.entries(tooComplex))('%s', async (_name, { query, variables }) => {
      expect(await codesOf(on().reader, query, variables)).toEqual(['TOO_COMPLEX'])
    })

    test.each(Object.entries(badInput))('%s', async (_name, { query, variables }) => {
      expect(await codesOf(on().reader, query, variables)).toEqual(['BAD_USER_INPUT'])
    })

    test('twenty of the dearest at once', async () => {
      const dear = inLesson('cites { nodes { id } } '.repeat(1_400))
      // Another text each time, so that what came of it is not known.
      const all = Array.from({ length: 20 }, (_, n) => codesOf(on().reader, `#${n}\n${dear}`))
      await on().normal.check()
      expect(new Set((await Promise.all(all)).flat())).toEqual(new Set(['TOO_COMPLEX']))
    })
  })

  describe('documents of whoever is nobody', () => {
    test.each([
      ['the same field 9,900 times', inLesson('id '.repeat(9_900))],
      ['fragments of fragments', branching(40, ['p', 'q'])],
      ['1,900 operations', many(1_900, (n) => `query a${n} { seq }`)],
      ['the schema', '{ __schema { types { name } } }'],
      ['a type', '{ __type(name: "Lesson") { fields { name } } }'],
      ['a question', inLesson('id')],
      ['sixty questions', `{ ${many(60, (n) => `a${n}: seq`)} }`],
    ])('%s', async (_name, query) => {
      expect(await codesOf(on().client(), query)).toContain('UNAUTHENTICATED')
    })

    test.each([
      ['a field', inLesson('titel')],
      ['an argument', '{ lesson(ids: "x") { id } }'],
      ['a type', 'query ($filter: LessonFiltr) { lessons(filter: $filter) { totalCount } }'],
      ['a value', '{ search(text: "x", kinds: [LESON]) { nodes { field } } }'],
      ['an operation', '{ lesons { totalCount } }'],
      ['a field of an input', '{ lessons(filter: { titel: {} }) { totalCount } }'],
      ['a field of an input that a variable holds', LESSONS, { filter: { titel: {} } }],
      [
        'a value that a variable holds',
        'query ($k: [EntityKind!]) { search(text: "x", kinds: $k) { nodes { field } } }',
        { k: ['LESON'] },
      ],
    ] as [string, string, Record<string, unknown>?][])(
      'are not told what there is when they misspell %s',
      async (_name, query, variables) => {
        const { errors, data } = await on().client().graphql(query, variables)
        expect(errors?.map(({ extensions }) => extensions.code)).toContain('BAD_USER_INPUT')
        expect(JSON.stringify([errors, data])).not.toMatch(/did you mean/i)
      },
    )
  })

  describe('several questions in one request', () => {
    test.each([
      ['a thousand', Array(1_000).fill({ query: '{ viewer { role } }' })],
      ['one', [{ query: '{ viewer { role } }' }]],
      ['none', []],
      [
        'several by their hashes',
        Array(9).fill({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }),
      ],
    ])('%s', async (_name, body) => {
      const response = await on().reader.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      expect([response.status, await response.text()]).toEqual([
        400,
        expect.stringContaining('"BAD_USER_INPUT"'),
      ])
    })
  })
}
