import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ seeded: false })
})
afterAll(() => service.close())

interface Page {
  readonly nodes: readonly { readonly title: string }[]
  readonly pageInfo: {
    readonly startCursor: string | null
    readonly endCursor: string | null
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
  }
}

const page = 'nodes { title } pageInfo { startCursor endCursor hasNextPage hasPreviousPage }'

let hub = ''
let ids = new Map<string, string>()

/** Directives called by letters, one in three of them numbered, all cited by the hub with more or less confidence. */
async function add(letters: readonly string[]): Promise<void> {
  const sent = async (field: string, type: string, inputs: readonly object[]) => {
    const names = inputs.map((_, index) => `$i${index}: ${type}!`).join(', ')
    const fields = inputs.map((_, index) => `i${index}: ${field}(input: $i${index}) { id }`).join(' ')
    const made = await service.data<Record<string, { id: string }>>(
      `mutation (${names}) { ${fields} }`,
      Object.fromEntries(inputs.map((input, index) => [`i${index}`, input])),
    )
    return inputs.map((_, index) => made[`i${index}`]?.id ?? '')
  }
  const made = await sent(
    'createDirective',
    'DirectiveInput',
    letters.map((letter, index) => ({
      form: index % 2 === 0 ? 'REPORT' : 'SCHEME',
      title: { vi: letter },
      number: index % 3 === 0 ? letter : null,
    })),
  )
  for (const [index, letter] of letters.entries()) ids.set(letter, made[index] ?? '')
  await sent(
    'createLink',
    'LinkInput',
    made.map((to, index) => ({
      type: 'CITES',
      from: hub,
      to,
      confidence: index % 3 === 0 ? null : (index % 4) / 10,
    })),
  )
}

const removeNode = (letter: string) =>
  service.data('mutation ($id: ID!) { deleteDirective(id: $id, expectedVersion: 1) { id } }', {
    id: ids.get(letter),
  })

/** Takes the link away and leaves its end. */
async function removeLink(letter: string): Promise<unknown> {
  const { directive } = await service.data<{ directive: { citedBy: { edges: { id: string }[] } } }>(
    'query ($id: ID!) { directive(id: $id) { citedBy { edges { id } } } }',
    { id: ids.get(letter) },
  )
  return service.data('mutation ($id: ID!) { deleteLink(id: $id, expectedVersion: 1) { id } }', {
    id: directive.citedBy.edges[0]?.id,
  })
}

beforeEach(async () => {
  await service.store.write(async (transaction) => {
    await transaction.run({ text: 'MATCH (n:Entity) DETACH DELETE n', parameters: {} })
  })
  const { lesson } = await service.data<{ lesson: { id: string } }>(
    'mutation { lesson: createLesson(input: { title: { vi: "hub" } }) { id } }',
  )
  hub = lesson.id
  ids = new Map()
  await add('b d f h j l n p r t'.split(' '))
})

interface List {
  readonly where: string
  readonly sorts: readonly string[]
  readonly read: (args: string) => Promise<Page>
  readonly remove: (letter: string) => Promise<unknown>
}

const sorts = [
  '{ field: ID }',
  '{ field: ID, direction: DESC }',
  '{ field: TITLE }',
  '{ field: TITLE, direction: DESC }',
  '{ field: NUMBER }, { field: TITLE }',
  '{ field: NUMBER, direction: DESC }, { field: FORM }, { field: TITLE, direction: DESC }',
  '{ field: CITED_BY_COUNT }, { field: IMPLEMENTS_COUNT, direction: DESC }, { field: EVIDENCE_COUNT }, { field: TITLE }',
]

const root: List = {
  where: 'at the root',
  sorts,
  read: async (args) =>
    (await service.data<{ list: Page }>(`{ list: directives(${args}) { ${page} } }`)).list,
  remove: removeNode,
}

const nested: List = {
  where: 'below a node',
  sorts: [
    ...sorts,
    '{ field: LINK_CONFIDENCE }, { field: TITLE }',
    '{ field: LINK_CONFIDENCE, direction: DESC }',
  ],
  read: async (args) => {
    const { lesson } = await service.data<{ lesson: { list: Page } }>(
      `query ($hub: ID!) { lesson(id: $hub) { list: cites(${args}) { ${page} } } }`,
      { hub },
    )
    return lesson.list
  },
  remove: removeLink,
}

describe.each([root, nested])('pages of a list $where', ({ sorts: orders, read, remove }) => {
  const titles = ({ nodes }: Page) => nodes.map((node) => node.title)
  const all = async (sort: string) => titles(await read(`sort: [${sort}], first: 200`))

  test.each(orders.flatMap((sort) => [true, false].map((forward) => ({ sort, forward }))))(
    'neither repeat nor skip when it changes between them: $sort, forwards: $forward',
    async ({ sort, forward }) => {
      const before = await all(sort)
      const ahead = forward ? before : [...before].reverse()
      const gone = new Set<string>()
      const came = 'a e g m s u'.split(' ')
      const seen: string[] = []
      const take = async (letter: string | undefined) => {
        if (letter === undefined) throw new Error('There is nothing left to take away')
        gone.add(letter)
        await remove(letter)
      }
      for (let step = 0, from = ''; ; step += 1) {
        const read3 = await read(`sort: [${sort}], ${forward ? 'first' : 'last'}: 3${from}`)
        const more = forward ? read3.pageInfo.hasNextPage : read3.pageInfo.hasPreviousPage
        seen.push(...(forward ? titles(read3) : titles(read3).reverse()))
        if (!more) break
        if (step === 0) {
          // The row that the cursor was made of, one before it and the one that comes next.
          await take(seen[2])
          await take(seen[0])
          await take(ahead.find((letter) => !seen.includes(letter)))
          await add(came)
        }
        if (step === 1) await take(ahead.find((letter) => !seen.includes(letter) && !gone.has(letter)))
        from = forward
          ? `, after: "${read3.pageInfo.endCursor ?? ''}"`
          : `, before: "${read3.pageInfo.startCursor ?? ''}"`
      }
      expect(new Set(seen).size).toBe(seen.length)
      const stayed = ahead.filter((letter) => !gone.has(letter))
      expect(seen.filter((letter) => stayed.includes(letter))).toEqual(stayed)
      const after = forward ? await all(sort) : (await all(sort)).reverse()
      expect(seen.filter((letter) => !gone.has(letter))).toEqual(
        after.filter((letter) => seen.includes(letter)),
      )
      // What was added is read where it comes behind what was still to be read, and not where it comes before what was read.
      const at = (letter: string | undefined) => after.indexOf(letter ?? '')
      const next = at(stayed.find((letter) => at(letter) > at(seen[1])))
      expect(seen).toEqual(expect.arrayContaining(came.filter((letter) => at(letter) > next)))
      expect(seen.filter((letter) => came.includes(letter) && at(letter) < at(seen[1]))).toEqual([])
    },
  )

  test.each(orders)('between two others, by %s', async (sort) => {
    const all = await read(`sort: [${sort}], first: 10`)
    const { pageInfo: after } = await read(`sort: [${sort}], first: 2`)
    const { pageInfo: before } = await read(`sort: [${sort}], last: 2`)
    const window = `sort: [${sort}], after: "${after.endCursor}", before: "${before.startCursor}"`
    expect((await read(`${window}, first: 10`)).nodes).toEqual(all.nodes.slice(2, -2))
    expect((await read(`${window}, last: 3`)).nodes).toEqual(all.nodes.slice(-5, -2))
  })

  test('that are taken away are empty, and say so', async () => {
    const first = await read('sort: [{ field: TITLE }], first: 8')
    expect(first.pageInfo.hasNextPage).toBe(true)
    await remove('r')
    await remove('t')
    const rest = await read(`sort: [{ field: TITLE }], first: 8, after: "${first.pageInfo.endCursor ?? ''}"`)
    expect(rest).toEqual({
      nodes: [],
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: true },
    })
  })
})

test('a count that rows are ordered by is read once a row, however many pages they are between', async () => {
  const sort = '[{ field: CITED_BY_COUNT }, { field: IMPLEMENTS_COUNT }, { field: EVIDENCE_COUNT }]'
  const { directives } = await service.data<{ directives: Page }>(
    `{ directives(first: 5, sort: ${sort}) { ${page} } }`,
  )
  service.statements.length = 0
  await service.data(
    `query ($after: String, $before: String) { directives(after: $after, before: $before, sort: ${sort}) { ${page} } }`,
    { after: directives.pageInfo.startCursor, before: directives.pageInfo.endCursor },
  )
  expect(service.statements[0]?.text.match(/COUNT \{/g)).toHaveLength(3)
})
