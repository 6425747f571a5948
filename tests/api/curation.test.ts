import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const createLink = 'mutation ($input: LinkInput!) { createLink(input: $input) { id version } }'
const createDirective = 'mutation ($input: DirectiveInput!) { createDirective(input: $input) { id version } }'
const passage = 'tien-giang-2020-p17'

test('a directive is created, linked with evidence, seen from both ends, changed and deleted', async () => {
  const { createDirective: made } = await service.data<{ createDirective: { id: string } }>(createDirective, {
    input: {
      form: 'DIRECTIVE',
      title: { vi: 'Chỉ thị thử', en: 'Trial' },
      evidence: [{ passageId: passage, mention: 'Chỉ thị' }],
    },
  })
  const { createLink: link } = await service.data<{ createLink: { id: string } }>(createLink, {
    input: {
      type: 'CITES',
      from: 'lesson-1',
      to: made.id,
      note: 'ghi chú',
      confidence: 0.5,
      evidence: [{ passageId: passage, mention: 'Chỉ thị', start: 3 }],
    },
  })
  const both = await service.data(
    `query ($id: ID!) {
      directive(id: $id) { citedBy { edges { note confidence evidence { mention start end } node { id } } } }
      lesson(id: "lesson-1") { cites(filter: { id: { eq: $id } }) { edges { id } } }
    }`,
    { id: made.id },
  )
  expect(both).toEqual({
    directive: {
      citedBy: {
        edges: [
          {
            note: 'ghi chú',
            confidence: 0.5,
            evidence: [{ mention: 'Chỉ thị', start: 3, end: 10 }],
            node: { id: 'lesson-1' },
          },
        ],
      },
    },
    lesson: { cites: { edges: [{ id: link.id }] } },
  })
  const update = `mutation ($id: ID!, $v: Int!) {
    updateDirective(id: $id, expectedVersion: $v, input: { title: { en: null } }) { version title(lang: EN) }
  }`
  expect(await service.data(update, { id: made.id, v: 1 })).toEqual({
    updateDirective: { version: 2, title: 'Chỉ thị thử' },
  })
  const { errors } = await service.graphql(update, { id: made.id, v: 1 })
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', current: { id: made.id, version: 2 } })
  const gone = 'mutation ($id: ID!) { deleteDirective(id: $id, expectedVersion: 2) { id links } }'
  expect(await service.data(gone, { id: made.id })).toEqual({ deleteDirective: { id: made.id, links: 1 } })
  expect(await service.data('query ($id: ID!) { directive(id: $id) { id } }', { id: made.id })).toEqual({
    directive: null,
  })
  const { changes } = await service.data<{
    changes: { nodes: { changes: { action: string; subject: string }[] }[] }
  }>('{ changes(first: 1) { nodes { changes { action subject } } } }')
  expect(changes.nodes[0]?.changes).toEqual([
    { action: 'DELETED', subject: 'LINK' },
    { action: 'DELETED', subject: 'NODE' },
  ])
})

describe('what is refused has a code, names its field, and leaves the graph as it was', () => {
  const input = (fields: Record<string, unknown>) => ({ input: fields })
  const link = (type: string, from: string, to: string, more = {}) => input({ type, from, to, ...more })
  const directive = (fields: Record<string, unknown>) => input({ form: 'DIRECTIVE', ...fields })
  const update =
    'mutation ($id: ID!, $input: DirectivePatch!) { updateDirective(id: $id, expectedVersion: 1, input: $input) { id } }'

  test.each([
    [
      'ends that do not fit',
      createLink,
      link('CITES', 'lesson-1', 'body-politburo'),
      'BAD_USER_INPUT',
      'input.type',
    ],
    ['a second link', createLink, link('CITES', 'lesson-3', 'directive-05'), 'BAD_USER_INPUT', 'input.to'],
    [
      'a second of one at most',
      createLink,
      link('DRAWN_IN', 'lesson-1', 'term-province-11'),
      'BAD_USER_INPUT',
      'input.to',
    ],
    [
      'an end that does not exist',
      createLink,
      link('CITES', 'lesson-1', 'nothing'),
      'BAD_USER_INPUT',
      'input.to',
    ],
    [
      'a body part of itself',
      createLink,
      link('PART_OF', 'body-politburo', 'body-politburo'),
      'BAD_USER_INPUT',
      'input.to',
    ],
    [
      'evidence from nowhere',
      createLink,
      link('CITES', 'lesson-1', 'directive-05', { evidence: [{ passageId: 'nowhere', mention: 'a' }] }),
      'BAD_USER_INPUT',
      'input.evidence.0.passageId',
    ],
    [
      'an empty title',
      createDirective,
      directive({ title: { vi: '  ' } }),
      'BAD_USER_INPUT',
      'input.title.vi',
    ],
    [
      '10 MB of text',
      createDirective,
      directive({ title: { vi: 'x'.repeat(1e7) } }),
      'BAD_USER_INPUT',
      'input.title.vi',
    ],
    [
      'a lone surrogate',
      createDirective,
      directive({ title: { vi: 'a\ud800' } }),
      'BAD_USER_INPUT',
      'input.title.vi',
    ],
    [
      'a null byte',
      createDirective,
      directive({ title: { vi: 'a' }, number: '0\u0000' }),
      'BAD_USER_INPUT',
      'input.number',
    ],
    [
      'an unknown field',
      createDirective,
      directive({ title: { vi: 'a' }, foo: 1 }),
      'BAD_USER_INPUT',
      'input.foo',
    ],
    ['a wrong id', update, { id: 'nothing', input: {} }, 'NOT_FOUND', 'id'],
    ['a node of another kind', update, { id: 'lesson-1', input: {} }, 'NOT_FOUND', 'id'],
  ])('%s', async (_what, mutation, variables, code, path) => {
    const before = await snapshot(service.store)
    const { errors } = await service.graphql(mutation, variables)
    expect(errors?.[0]?.extensions.code).toBe(code)
    expect(errors?.[0]?.extensions.fields?.map((field) => field.path)).toContain(path)
    expect(await snapshot(service.store)).toEqual(before)
  })
})

test('a refused link says which rule was broken', async () => {
  const ruleOf = async (type: string, from: string, to: string) =>
    (await service.graphql(createLink, { input: { type, from, to } })).errors?.[0]?.extensions.fields?.map(
      (field) => field.rule,
    )
  expect(await ruleOf('CITES', 'lesson-3', 'directive-05')).toEqual(['TWICE'])
  expect(await ruleOf('DRAWN_IN', 'lesson-1', 'term-province-11')).toEqual(['AT_MOST_ONE'])
  expect(await ruleOf('PART_OF', 'body-party', 'body-party')).toEqual(['ITSELF'])
  expect(await ruleOf('IMPLEMENTS', 'directive-05', 'directive-07')).toBeUndefined()
  expect(await ruleOf('IMPLEMENTS', 'directive-07', 'directive-05')).toEqual(['CIRCLE'])
  expect(await ruleOf('CITES', 'lesson-1', 'body-party')).toEqual(['MISFIT'])
  expect(await ruleOf('CITES', 'lesson-1', 'nothing')).toEqual(['MISSING'])
})

test('of two writers who saw the same version one wins and the other is told', async () => {
  const write = (number: string) =>
    service.graphql(
      'mutation ($n: String!) { updateDirective(id: "directive-07", expectedVersion: 1, input: { number: $n }) { version } }',
      { n: number },
    )
  const answers = await Promise.all(['1', '2', '3', '4'].map(write))
  expect(answers.filter((answer) => !answer.errors)).toHaveLength(1)
  const codes = answers.flatMap((answer) => answer.errors?.map((error) => error.extensions.code) ?? [])
  expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT'])
})

describe('a page neither repeats nor skips, whatever the order and the direction', () => {
  interface Page {
    readonly nodes: readonly { readonly id: string }[]
    readonly pageInfo: {
      endCursor: string
      startCursor: string
      hasNextPage: boolean
      hasPreviousPage: boolean
    }
  }
  const page = async (sort: string, args: string) =>
    (
      await service.data<{ directives: Page }>(
        `{ directives(sort: [${sort}], ${args}) {
          nodes { id } pageInfo { endCursor startCursor hasNextPage hasPreviousPage }
        } }`,
      )
    ).directives

  test.each([
    '{ field: ID }',
    '{ field: TITLE, direction: DESC }',
    '{ field: TITLE, lang: EN }',
    '{ field: NUMBER }',
    '{ field: NUMBER, direction: DESC }, { field: FORM }',
    '{ field: ISSUED_ON, direction: DESC }, { field: UPDATED_AT }',
    '{ field: EVIDENCE_COUNT, direction: DESC }',
    '{ field: CITED_BY_COUNT }, { field: NUMBER, direction: DESC }',
  ])('%s', async (sort) => {
    const all = (await page(sort, 'first: 200')).nodes.map((node) => node.id)
    const forwards: string[] = []
    for (let after = ''; ;) {
      const { nodes, pageInfo } = await page(sort, `first: 3${after}`)
      forwards.push(...nodes.map((node) => node.id))
      if (!pageInfo.hasNextPage) break
      after = `, after: "${pageInfo.endCursor}"`
    }
    const backwards: string[] = []
    for (let before = ''; ;) {
      const { nodes, pageInfo } = await page(sort, `last: 3${before}`)
      backwards.unshift(...nodes.map((node) => node.id))
      if (!pageInfo.hasPreviousPage) break
      before = `, before: "${pageInfo.startCursor}"`
    }
    expect(new Set(all).size).toBe(all.length)
    expect(forwards).toEqual(all)
    expect(backwards).toEqual(all)
  })

  test('values that are missing come last in either direction', async () => {
    const numbers = async (direction: string) =>
      (
        await service.data<{ directives: { nodes: { number: string | null }[] } }>(
          `{ directives(sort: [{ field: NUMBER, direction: ${direction} }], first: 200) { nodes { number } } }`,
        )
      ).directives.nodes.map((node) => node.number)
    const rising = await numbers('ASC')
    const held = rising.filter((number) => number !== null)
    expect(held.length).toBeGreaterThan(2)
    expect(rising.slice(0, held.length)).toEqual([...held].sort())
    expect((await numbers('DESC')).slice(0, held.length)).toEqual([...held].sort().reverse())
  })
})

test('writers who change different things at once all succeed, in one order', async () => {
  const write = (index: number) =>
    service.graphql(createDirective, { input: { form: 'REPORT', title: { vi: `Báo cáo ${index}` } } })
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => write(index)))
  expect(answers.flatMap((answer) => answer.errors ?? [])).toEqual([])
  const { changes } = await service.data<{ changes: { nodes: { seq: number }[] } }>(
    '{ changes(first: 20) { nodes { seq } } }',
  )
  const newest = changes.nodes[0]?.seq ?? 0
  expect(changes.nodes.map((node) => node.seq)).toEqual(
    Array.from({ length: 20 }, (_, index) => newest - index),
  )
})

test('of twenty who make the same link at once one does, and the others are told', async () => {
  const input = { type: 'ADDRESSES', from: 'measure-cadre-planning', to: 'challenge-wrong-views' }
  const answers = await Promise.all(Array.from({ length: 20 }, () => service.graphql(createLink, { input })))
  expect(answers.filter((answer) => !answer.errors)).toHaveLength(1)
  const rules = answers.flatMap((answer) => answer.errors?.[0]?.extensions.fields?.[0]?.rule ?? [])
  expect(rules).toEqual(Array(19).fill('TWICE'))
})

describe('evidence stands where it is said to stand', () => {
  const text = 'Tỉnh ủy triển khai Chỉ thị 05 và Chỉ thị 07.'
  const kept = async () =>
    (
      await service.data<{ createPassage: { id: string; version: number } }>(
        'mutation ($text: String!) { createPassage(input: { source: "tien-giang-2020", ordinal: 99, text: $text }) { id version sha256 length } }',
        { text },
      )
    ).createPassage
  const withEvidence = (evidence: object[]) =>
    service.graphql<{ createDirective: { id: string; version: number; evidence: object[] } }>(
      'mutation ($input: DirectiveInput!) { createDirective(input: $input) { id version evidence { mention start end } } }',
      { input: { form: 'REPORT', title: { vi: 'Báo cáo' }, evidence } },
    )

  test('a mention is looked up where the text is kept, and refused where it does not stand', async () => {
    const { id } = await kept()
    const { data } = await withEvidence([{ passageId: id, mention: 'Chỉ thị 07' }])
    expect(data.createDirective.evidence).toEqual([{ mention: 'Chỉ thị 07', start: 33, end: 43 }])
    for (const wrong of [{ mention: 'Chỉ thị 06' }, { mention: 'Chỉ thị 07', start: 3 }]) {
      const { errors } = await withEvidence([{ passageId: id, ...wrong }])
      expect(errors?.[0]?.extensions.fields?.[0]?.path).toBe('input.evidence.0.mention')
    }
  })

  test('the same words twice are one piece too many, whether their place is given or found', async () => {
    const { id } = await kept()
    const { errors } = await withEvidence([
      { passageId: id, mention: 'Chỉ thị 05' },
      { passageId: id, mention: 'Chỉ thị 05', start: 19 },
    ])
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: [{ path: 'input.evidence.1' }],
    })
  })

  test('a text is not taken from under its evidence, and must be the one recorded', async () => {
    const { id, version } = await kept()
    await withEvidence([{ passageId: id, mention: 'Chỉ thị 05' }])
    const update = (input: object) =>
      service.graphql(
        'mutation ($id: ID!, $v: Int!, $input: PassagePatch!) { updatePassage(id: $id, expectedVersion: $v, input: $input) { id } }',
        { id, v: version, input },
      )
    const paths = async (input: object) =>
      (await update(input)).errors?.[0]?.extensions.fields?.map((field) => field.path)
    expect(await paths({ text: 'Chỉ thị khác hẳn' })).toContain('input.text')
    const sha256 = createHash('sha256').update('Ngắn').digest('hex')
    expect(await paths({ text: 'Ngắn', sha256, length: 4 })).toEqual(['input.text'])
    expect(await paths({ text: null, length: 2 })).toEqual(['input.text'])
  })
})

test.each([
  ['a null byte', 'a\u0000'],
  ['a lone surrogate', 'a\ud800'],
  ['a megabyte', 'x'.repeat(1e6)],
])('a reason with %s is refused', async (_what, reason) => {
  const { errors } = await service.graphql(
    'mutation ($reason: String) { updateBody(id: "body-people", expectedVersion: 1, input: {}, reason: $reason) { id } }',
    { reason },
  )
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'reason' }] })
})

test('an unexpected error is masked, and logged with the id that the client sees', async () => {
  await service.store.write(async (transaction) => {
    await transaction.run({ text: 'MATCH (c:Clock) DETACH DELETE c', parameters: {} })
  })
  const { errors } = await service.graphql(createDirective, { input: { form: 'REPORT', title: { vi: 'a' } } })
  expect(errors?.[0]?.extensions.code).toBe('INTERNAL')
  const { errorId } = errors?.[0]?.extensions ?? {}
  expect(errors?.[0]?.message).not.toMatch(/clock/i)
  expect(service.logged.some((line) => line.includes(String(errorId)) && line.includes('has no clock'))).toBe(
    true,
  )
})
