import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ cacheBytes: 0 })
  await service.data(
    `mutation (
      $sure: LinkInput!, $unsure: LinkInput!, $own: LinkInput!, $bare: DirectiveInput!, $dated: DirectiveInput!
    ) {
      sure: createLink(input: $sure) { id }
      unsure: createLink(input: $unsure) { id }
      own: createLink(input: $own) { id }
      bare: createDirective(input: $bare) { id }
      dated: createDirective(input: $dated) { id }
    }`,
    {
      sure: cites('lesson-1', 'directive-05', {
        confidence: 0.9,
        note: 'Đồng chí Bí thư đọc lại',
        evidence: [{ passageId: passage, mention: 'Chỉ thị số 05', note: 'Trích nguyên văn' }],
      }),
      unsure: cites('lesson-1', 'directive-07', { confidence: 0.2, status: 'PROPOSED' }),
      own: cites('lesson-2', 'directive-05', { confidence: 0.2, status: 'DISPUTED' }),
      bare: { form: 'REPORT', title: { vi: 'Báo cáo thử' } },
      dated: {
        form: 'REPORT',
        title: { vi: 'Báo cáo có ngày' },
        statement: { vi: 'Nội dung' },
        issuedOn: '2019-05-06',
      },
    },
  )
})
afterAll(() => service.close())

const passage = 'tien-giang-2020-p17'
const cites = (from: string, to: string, more: object) => ({ type: 'CITES', from, to, ...more })

/** The ids of the nodes that a filter finds, and the statement that found them. */
async function found(plural: string, filter: object) {
  service.statements.length = 0
  const kind = { lessons: 'Lesson', directives: 'Directive', terms: 'Term' }[plural] ?? ''
  const data = await service.data<Record<string, { nodes: { id: string }[]; totalCount: number }>>(
    `query ($filter: ${kind}Filter) { ${plural}(filter: $filter, first: 200) { nodes { id } totalCount } }`,
    { filter },
  )
  const ids = data[plural]?.nodes.map(({ id }) => id) ?? []
  expect(data[plural]?.totalCount).toBe(ids.length)
  expect(service.statements).toHaveLength(1)
  return { ids, text: service.statements[0]?.text ?? '' }
}

describe('a condition that names what is far away', () => {
  const politburo = { id: { eq: 'body-politburo' } }
  const quoted = { passage: { id: { eq: passage } } }

  test.each([
    ['lessons', { cites: { some: { id: { eq: 'directive-05' } } } }],
    ['lessons', { cites: { some: { number: { in: ['05', '07'] } } } }],
    ['lessons', { cites: { some: { issuedBy: { some: politburo } } } }],
    ['lessons', { cites: { some: { issuedBy: { some: politburo }, form: { eq: 'DIRECTIVE' } } } }],
    ['lessons', { cites: { some: { citedBy: { some: { id: { eq: 'lesson-3' } } } } } }],
    ['lessons', { cites: { some: { number: { eq: '05' } }, none: { number: { eq: '07' } } } }],
    ['lessons', { and: [{ cites: { some: { number: { eq: '05' } } } }, { evidence: { some: quoted } }] }],
    ['lessons', { cites: { some: { link: { evidence: { some: quoted } } } } }],
    ['lessons', { cites: { some: { link: { id: { eq: 'lesson-3.cites.directive-05' } } } } }],
    ['directives', { evidence: { some: quoted } }],
    [
      'directives',
      { citedBy: { some: { cites: { some: { citedBy: { some: { id: { eq: 'lesson-1' } } } } } } } },
    ],
    ['directives', { id: { eq: 'directive-05' }, citedBy: { some: { id: { eq: 'lesson-3' } } } }],
    ['terms', { lessons: { some: { cites: { some: { number: { eq: '05' } } } } } }],
  ])('finds of the %s by %j what asking each of them finds', async (plural, filter) => {
    const named = await found(plural, filter)
    const asked = await found(plural, { or: [filter] })
    expect(asked.text).not.toContain('DISTINCT')
    expect(named.ids).toEqual(asked.ids)
    expect(named.ids).not.toEqual([])
  })

  test('finds each once, page by page, in any order', async () => {
    const filter = { cites: { some: { number: { in: ['05', '07'] } } } }
    const { ids } = await found('lessons', filter)
    const sort = [{ field: 'TITLE', direction: 'DESC' }]
    const page = async (args: object) => {
      const { lessons } = await service.data<{
        lessons: { nodes: { id: string }[]; pageInfo: { startCursor: string; endCursor: string } }
      }>(
        `query ($filter: LessonFilter, $sort: [LessonSort!], $first: Int, $last: Int, $after: String, $before: String) {
          lessons(filter: $filter, sort: $sort, first: $first, last: $last, after: $after, before: $before) {
            nodes { id } pageInfo { startCursor endCursor }
          }
        }`,
        { filter, sort, ...args },
      )
      return { ids: lessons.nodes.map(({ id }) => id), ...lessons.pageInfo }
    }
    const whole = await page({ first: 100 })
    expect([...whole.ids].sort()).toEqual(ids)
    const first = await page({ first: 1 })
    const second = await page({ first: 1, after: first.endCursor })
    expect([...first.ids, ...second.ids]).toEqual(whole.ids.slice(0, 2))
    const last = await page({ last: 1 })
    const before = await page({ last: 1, before: last.startCursor })
    expect([...before.ids, ...last.ids]).toEqual(whole.ids.slice(-2))
  })

  test('groups each once', async () => {
    const grouped = (filter: object) =>
      service.data(
        `query ($filter: LessonFilter) {
          lessonsAggregate(filter: $filter, groupBy: [DRAWN_IN]) { count totalGroups groups { count drawnIn { id } } }
        }`,
        { filter },
      )
    const filter = { cites: { some: { number: { in: ['05', '07'] } } } }
    expect(await grouped(filter)).toEqual(await grouped({ or: [filter] }))
  })
})

describe('a condition on a link and one on its end', () => {
  const number = { number: { eq: '05' } }

  test.each([
    [{ ...number, link: { confidence: { gte: 0.8 } } }, ['lesson-1']],
    [{ ...number, link: { confidence: { lt: 0.8 } } }, ['lesson-2']],
    [{ ...number, link: { status: { eq: 'DISPUTED' } } }, ['lesson-2']],
    [{ link: { status: { in: ['PROPOSED', 'DISPUTED'] } } }, ['lesson-1', 'lesson-2']],
    [{ number: { eq: '07' }, link: { confidence: { exists: true } } }, ['lesson-1']],
    [{ link: { note: { matches: 'dong chi bi thu' } } }, ['lesson-1']],
    [{ link: { note: { contains: 'Bí thư' } } }, ['lesson-1']],
    [{ link: { note: { contains: 'bi thu' } } }, []],
    [{ link: { evidence: { some: { mention: { matches: 'chi thi so' } } } } }, ['lesson-1']],
    [{ link: { evidence: { some: { note: { matches: 'nguyen van' } } } } }, ['lesson-1']],
    [{ ...number, link: { evidenceCount: { eq: 0 } } }, ['lesson-2']],
    [{ ...number, link: { evidence: { none: {} } } }, ['lesson-2']],
    [{ ...number, link: { not: { or: [{ confidence: { eq: 0.2 } }, { evidenceCount: { gt: 0 } }] } } }, []],
    [{ ...number, link: { createdAt: { gt: '2020-01-01T00:00:00Z' }, version: { eq: 1 } } }, cited()],
    [
      { or: [{ link: { confidence: { eq: 0.9 } } }, { number: { eq: '07' }, link: { version: { gt: 1 } } }] },
      ['lesson-1'],
    ],
    [{ link: { id: { eq: 'lesson-3.cites.directive-05' } } }, ['lesson-3']],
  ])('are about the same link: %j', async (some, ids) => {
    expect((await found('lessons', { cites: { some } })).ids).toEqual(ids)
  })

  function cited(): string[] {
    return ['lesson-1', 'lesson-2', 'lesson-3']
  }

  test('as one pattern', async () => {
    const { text } = await found('lessons', {
      cites: { some: { ...number, link: { status: { eq: 'ACCEPTED' }, evidence: { some: {} } } } },
    })
    expect(text).toContain(
      'MATCH (n0:Lesson) MATCH (n0)-[r2:CITES]->(n1:Directive) WHERE (EXISTS { MATCH (e3:Evidence) ' +
        'WHERE e3.targetId = r2.id AND true } AND r2.status = $p0) AND n1.number = $p1 WITH DISTINCT n0',
    )
  })

  test('hold of none and of every link as well', async () => {
    const all = (await found('lessons', {})).ids
    const some = (await found('lessons', { cites: { some: { link: { confidence: { exists: true } } } } })).ids
    const none = (await found('lessons', { cites: { none: { link: { confidence: { exists: true } } } } })).ids
    expect([...some, ...none].sort()).toEqual(all)
    const every = await found('lessons', {
      cites: { count: { gt: 0 }, every: { link: { status: { eq: 'ACCEPTED' } } } },
    })
    expect(every.ids).not.toContain('lesson-1')
    expect(every.ids).not.toContain('lesson-2')
    expect(every.ids).toContain('lesson-3')
  })

  test('reach through further links, each about its own', async () => {
    const through = (confidence: object) =>
      found('directives', {
        citedBy: {
          some: { link: { confidence: { eq: 0.9 } }, cites: { some: { link: { confidence } } } },
        },
      })
    expect((await through({ eq: 0.2 })).ids).toEqual(['directive-05'])
    expect((await through({ eq: 0.3 })).ids).toEqual([])
  })

  test('filter and order the links of a node', async () => {
    const { lesson } = await service.data<{ lesson: Record<string, unknown> }>(`{
      lesson(id: "lesson-1") {
        sure: cites(filter: { link: { confidence: { gt: 0.5 } } }) {
          totalCount edges { confidence evidence { note } node { number } }
        }
        either: cites(filter: { or: [{ link: { status: { eq: PROPOSED } } }, { number: { eq: "05" } }] }) {
          totalCount
        }
        rising: cites(sort: [{ field: LINK_CONFIDENCE }], first: 2) { edges { confidence } }
        falling: cites(sort: [{ field: LINK_CONFIDENCE, direction: DESC }], last: 1) { edges { confidence } }
      }
    }`)
    expect(lesson).toEqual({
      sure: {
        totalCount: 1,
        edges: [{ confidence: 0.9, evidence: [{ note: 'Trích nguyên văn' }], node: { number: '05' } }],
      },
      either: { totalCount: 2 },
      rising: { edges: [{ confidence: 0.2 }, { confidence: 0.9 }] },
      falling: { edges: [{ confidence: null }] },
    })
  })
})

describe('a condition on evidence', () => {
  test.each([
    [{ some: { mention: { matches: 'chi thi 05' } } }, 'directive-05'],
    [{ some: { passage: { ordinal: { eq: 17 } } } }, 'directive-05'],
    [
      {
        some: {
          mention: { startsWith: 'Chỉ thị' },
          passage: { source: { title: { matches: 'tien giang' } } },
        },
      },
      'directive-05',
    ],
    [{ every: { start: { exists: true } } }, 'directive-05'],
    [{ some: { or: [{ note: { exists: true } }, { start: { gte: 0 } }] } }, 'directive-05'],
  ])('finds the nodes that rest on it: %j', async (evidence, id) => {
    expect((await found('directives', { evidence })).ids).toContain(id)
  })

  test('is a seek by what it supports', async () => {
    const { text } = await found('directives', {
      evidence: { some: { passage: { ordinal: { eq: 17 } } } },
    })
    expect(text).toContain(
      'EXISTS { MATCH (e1:Evidence) WHERE e1.targetId = n0.id AND EXISTS { MATCH (e1)-[:QUOTES]->(n2) WHERE n2.ordinal = $p0 } }',
    )
  })

  test('of none leaves those that rest on nothing, and every holds of them too', async () => {
    const bare = (await found('directives', { evidenceCount: { eq: 0 } })).ids
    expect(bare.length).toBeGreaterThan(1)
    expect((await found('directives', { evidence: { none: {} } })).ids).toEqual(bare)
    const unheard = { mention: { eq: 'nobody ever said this' } }
    expect((await found('directives', { evidence: { every: unheard } })).ids).toEqual(bare)
    expect((await found('directives', { evidence: { some: unheard } })).ids).toEqual([])
  })
})

describe('existence', () => {
  const title = { title: { matches: 'bao cao' } }
  const own = (filter: object) =>
    found('directives', {
      ...title,
      createdAt: { gt: '2024-01-01T00:00:00Z' },
      evidenceCount: { eq: 0 },
      ...filter,
    })

  test.each([
    [{ issuedOn: { exists: true } }, 1],
    [{ issuedOn: { exists: false } }, 1],
    [{ number: { exists: false } }, 2],
    [{ form: { exists: true } }, 2],
    [{ statement: { exists: true } }, 1],
    [{ statement: { exists: false } }, 1],
    [{ statement: { vi: { exists: true } } }, 1],
    [{ statement: { en: { exists: true } } }, 0],
    [{ title: { exists: true, en: { exists: false } } }, 2],
    [{ issuedOn: { gte: '2019-05-06', lt: '2019-05-07' } }, 1],
    [{ issuedOn: { in: ['2019-05-06', '2020-01-01'] } }, 1],
    [{ issuedOn: { gt: '2019-05-06' } }, 0],
    [{ title: { startsWith: 'Báo cáo thử' } }, 1],
    [{ title: { vi: { in: ['Báo cáo thử', 'Báo cáo có ngày'] } } }, 2],
  ])('%j', async (filter, count) => {
    expect((await own(filter)).ids).toHaveLength(count)
  })

  test('of numbers', async () => {
    const all = (await found('terms', {})).ids
    const dated = (await found('terms', { startYear: { exists: true } })).ids
    const undated = (await found('terms', { startYear: { exists: false } })).ids
    expect([...dated, ...undated].sort()).toEqual([...all].sort())
    expect((await found('terms', { startYear: { gte: 2015, lte: 2016 } })).ids.length).toBeGreaterThan(0)
  })
})

test('what is asked of a text holds of one language of it', async () => {
  const { createTerm } = await service.data<{ createTerm: { id: string } }>(
    'mutation ($input: TermInput!) { createTerm(input: $input) { id } }',
    { input: { level: 'PROVINCE', title: { vi: 'Hai thứ tiếng', en: 'Two tongues' } } },
  )
  const ids = async (title: object) => (await found('terms', { title })).ids
  expect(await ids({ startsWith: 'Hai', contains: 'tiếng' })).toEqual([createTerm.id])
  expect(await ids({ startsWith: 'Two', matches: 'tongues' })).toEqual([createTerm.id])
  expect(await ids({ startsWith: 'Hai', contains: 'tongues' })).toEqual([])
  expect(await ids({ vi: { startsWith: 'Hai' }, en: { contains: 'tongues' } })).toEqual([createTerm.id])
})

test('what is asked of a link where none leads is refused by the schema', async () => {
  const { errors } = await service.graphql(
    '{ lessons(filter: { link: { status: { eq: ACCEPTED } } }) { totalCount } }',
  )
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' })
})
