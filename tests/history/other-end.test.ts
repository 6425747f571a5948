import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bring, jsonFile } from '../import/support.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

// What happens to a node from the other end stands in its own history: evidence that quotes it, what belongs to it, links.

let service: Service
let source = ''
beforeAll(async () => {
  service = await startService()
  source = await made('Source', { title: { vi: 'Nguồn' } })
})
afterAll(() => service.close())

const text = 'Lời được trích trong đoạn này'

async function made(kind: string, input: object): Promise<string> {
  const answer = await service.data<Record<string, { id: string }>>(
    `mutation ($input: ${kind}Input!) { create${kind}(input: $input) { id } }`,
    { input },
  )
  return answer[`create${kind}`]?.id ?? ''
}

const passage = (ordinal: number, of = source) => made('Passage', { source: of, ordinal, text })

const principle = (title: string, evidence: readonly object[]) =>
  made('Principle', { title: { vi: title }, evidence })

/** Changes to whatever version there is. @returns the id of the change set. */
async function change(kind: string, id: string, input: object): Promise<string> {
  const { entity } = await service.data<{ entity: { version: number } }>(
    'query ($id: ID!) { entity(id: $id) { version } }',
    { id },
  )
  await service.data(
    `mutation ($id: ID!, $version: Int!, $input: ${kind}Patch!) {
      update${kind}(id: $id, expectedVersion: $version, input: $input) { id } }`,
    { id, version: entity.version, input },
  )
  return newest()
}

async function newest(): Promise<string> {
  const { changes } = await service.data<{ changes: { nodes: { id: string }[] } }>(
    '{ changes(first: 1) { nodes { id } } }',
  )
  return changes.nodes[0]?.id ?? ''
}

interface Undo {
  readonly done: boolean
  readonly changeSetId: string
  readonly kept: readonly {
    readonly targetId: string
    readonly field: string | null
    readonly reason: string
  }[]
}

const undo = async (id: string): Promise<Undo> =>
  (
    await service.data<{ undo: Undo }>(
      'mutation ($id: ID!) { undo(changeSetId: $id) { done changeSetId kept { targetId field reason } } }',
      { id },
    )
  ).undo

const merge = async (into: string, from: string): Promise<string> => {
  const done = await service.data<{ merge: { changeSetId: string } }>(
    'mutation ($into: ID!, $from: [ID!]!) { merge(into: $into, from: $from) { changeSetId } }',
    { into, from: [from] },
  )
  return done.merge.changeSetId
}

interface Change {
  readonly action: string
  readonly targetId: string
  readonly touches: readonly { readonly id: string; readonly title: string }[]
  readonly before: State | null
  readonly after: State | null
}

interface State {
  readonly evidence: readonly { readonly passageId: string; readonly mention: string }[]
}

/** The changes in the history of a node, the newest first. */
async function historyOf(id: string): Promise<Change[]> {
  const { changes } = await service.data<{ changes: { nodes: { changes: Change[] }[]; totalCount: number } }>(
    `query ($id: ID!) { changes(target: $id, first: 50) {
      totalCount nodes { changes(target: $id, first: 100) { action targetId touches { id title } before after } }
    } }`,
    { id },
  )
  expect(changes.totalCount).toBe(changes.nodes.length)
  return changes.nodes.flatMap((set) => set.changes)
}

/** Nodes and what they were called, as a change tells what it touched. */
const called = (...nodes: readonly (readonly [id: string, title: string])[]) =>
  nodes.map(([id, title]) => ({ id, title })).sort((one, other) => (one.id < other.id ? -1 : 1))

/** In the history of a passage: what quotes it, and the words that it was quoted for before and after. */
async function quotations(id: string): Promise<unknown[]> {
  const words = (state: State | null) =>
    state?.evidence.filter(({ passageId }) => passageId === id).map(({ mention }) => mention) ?? []
  return (await historyOf(id))
    .filter(({ targetId }) => targetId !== id)
    .map(({ targetId, before, after, touches }) => {
      expect(touches.map((one) => one.id)).toContain(id)
      return [targetId, words(before), words(after)]
    })
}

describe('evidence', () => {
  test('of the seed stands in the history of the passages that it quotes', async () => {
    const { directive } = await service.data<{ directive: { evidence: { passage: { id: string } }[] } }>(
      '{ directive(id: "directive-05") { evidence { passage { id } } } }',
    )
    const id = directive.evidence[0]?.passage.id ?? ''
    const history = await historyOf(id)
    expect(history[0]).toMatchObject({ action: 'CREATED', targetId: id })
    expect(history.map(({ targetId }) => targetId)).toContain('directive-05')
  })

  test('of a node is gained, changed and lost, and nothing is said of what leaves it alone', async () => {
    const [one, other] = [await passage(1), await passage(2)]
    const id = await principle('Có căn cứ', [{ passageId: one, mention: 'Lời' }])
    const both = [
      { passageId: one, mention: 'trích' },
      { passageId: other, mention: 'đoạn' },
    ]
    await change('Principle', id, { evidence: both })
    await change('Principle', id, { statement: { vi: 'Không động đến căn cứ' } })
    await change('Principle', id, { evidence: both.map((piece) => ({ ...piece, note: 'Ghi chú' })).slice(1) })
    await service.data('mutation ($id: ID!) { deletePrinciple(id: $id, expectedVersion: 4) { id } }', { id })
    expect(await quotations(one)).toEqual([
      [id, ['trích'], []],
      [id, ['Lời'], ['trích']],
      [id, [], ['Lời']],
    ])
    expect(await quotations(other)).toEqual([
      [id, ['đoạn'], []],
      // Its note says something else.
      [id, ['đoạn'], ['đoạn']],
      [id, [], ['đoạn']],
    ])
  })

  test('of a link is gained and lost, also with the node that the link goes with', async () => {
    const quoted = await passage(3)
    const end = await principle('Đầu kia', [])
    const { createLink } = await service.data<{ createLink: { id: string } }>(
      'mutation ($input: LinkInput!) { createLink(input: $input) { id } }',
      {
        input: {
          type: 'UPHOLDS',
          from: 'lesson-1',
          to: end,
          evidence: [{ passageId: quoted, mention: 'Lời' }],
        },
      },
    )
    await service.data('mutation ($id: ID!) { deletePrinciple(id: $id, expectedVersion: 1) { id } }', {
      id: end,
    })
    expect(await quotations(quoted)).toEqual([
      [createLink.id, ['Lời'], []],
      [createLink.id, [], ['Lời']],
    ])
  })

  test('of an import is gained, and lost and gained again by undoing it, once more and back', async () => {
    const quoted = await passage(4)
    const { changeSetId } = await bring(
      service,
      jsonFile(
        [
          {
            kind: 'Principle',
            id: 'o-1',
            fields: { title: { vi: 'Nạp' } },
            evidence: [{ passage: quoted, mention: 'Lời' }],
          },
        ],
        [{ type: 'UPHOLDS', from: 'lesson-1', to: 'o-1', evidence: [{ passage: quoted, mention: 'trích' }] }],
      ),
    )
    const undone = await undo(changeSetId ?? '')
    const redone = await undo(undone.changeSetId)
    await undo(redone.changeSetId)
    const link = 'lesson-1.upholds.o-1'
    const gained = [
      ['o-1', [], ['Lời']],
      [link, [], ['trích']],
    ]
    const lost = [
      [link, ['trích'], []],
      ['o-1', ['Lời'], []],
    ]
    const said = await quotations(quoted)
    expect(said).toHaveLength(8)
    for (const [at, expected] of [lost, gained, lost, gained].entries())
      expect(said.slice(at * 2, at * 2 + 2)).toEqual(expect.arrayContaining(expected))
  })
})

describe('passages that are merged', () => {
  let into = ''
  let from = ''
  let id = ''
  let merged = ''
  beforeAll(async () => {
    into = await passage(5)
    from = await passage(6)
    id = await principle('Dựa vào đoạn sẽ gộp', [{ passageId: from, mention: 'Lời' }])
    merged = await merge(into, from)
  })

  test('hand on what they are quoted for, which the one loses and the other gains', async () => {
    expect((await quotations(from))[0]).toEqual([id, ['Lời'], []])
    expect(await quotations(into)).toEqual(
      expect.arrayContaining([
        [id, [], ['Lời']],
        [from, [], []],
      ]),
    )
  })

  test('are found by the one that went, first its own, however much it was quoted', async () => {
    const [first] = await historyOf(from)
    expect(first).toMatchObject({
      action: 'DELETED',
      targetId: from,
      touches: called([into, 'Đoạn 5'], [source, 'Nguồn']),
    })
  })

  test('give it back when they are taken apart, and what was quoted since stays and is told', async () => {
    const since = await principle('Trích sau khi gộp', [{ passageId: into, mention: 'trích' }])
    const passing = await principle('Không còn', [{ passageId: into, mention: 'Lời' }])
    await service.data('mutation ($id: ID!) { deletePrinciple(id: $id, expectedVersion: 1) { id } }', {
      id: passing,
    })
    await change('Principle', id, {
      evidence: [
        { passageId: into, mention: 'Lời' },
        { passageId: into, mention: 'đoạn' },
      ],
    })
    // A link of what rests on them is none of what was merged.
    await service.data(
      'mutation ($id: ID!) { createLink(input: { type: UPHOLDS, from: "lesson-1", to: $id }) { id } }',
      { id },
    )
    const { done, kept } = await undo(merged)
    expect(done).toBe(true)
    expect(kept).toHaveLength(2)
    expect(kept).toEqual(
      expect.arrayContaining([
        { targetId: since, field: 'evidence', reason: 'ADDED_LATER' },
        { targetId: id, field: 'evidence', reason: 'ADDED_LATER' },
      ]),
    )
    expect((await quotations(from))[0]).toEqual([id, [], ['Lời']])
    expect((await quotations(into))[0]).toEqual([id, ['Lời', 'đoạn'], ['đoạn']])
  })
})

describe('a source', () => {
  test('is told of passages that come to it and leave it, and not of what else becomes of them', async () => {
    const other = await made('Source', { title: { vi: 'Nguồn khác' } })
    const id = await passage(7, other)
    await change('Passage', id, { ordinal: 8 })
    await change('Passage', id, { source })
    // It is told by the name that it had.
    await change('Source', other, { title: { vi: 'Nguồn đổi tên' } })
    const told = (await historyOf(other)).map(({ action, targetId }) => [action, targetId])
    expect(told).toEqual([
      ['UPDATED', other],
      ['UPDATED', id],
      ['CREATED', id],
      ['CREATED', other],
    ])
    expect((await historyOf(source))[0]).toMatchObject({
      action: 'UPDATED',
      targetId: id,
      touches: called([other, 'Nguồn khác'], [source, 'Nguồn']),
    })
  })

  test('that others went into keeps the passages that it was given since, and they are told', async () => {
    const [into, from] = [
      await made('Source', { title: { vi: 'Nguồn ở lại' } }),
      await made('Source', { title: { vi: 'Nguồn nhập vào' } }),
    ]
    const moved = await passage(9, from)
    const set = await merge(into, from)
    expect((await historyOf(from)).map(({ targetId }) => targetId)).toEqual([from, moved, moved, from])
    const [came, brought] = [await passage(10, into), await passage(11)]
    await change('Passage', brought, { source: into })
    expect((await undo(set)).kept).toEqual([
      { targetId: brought, field: 'source', reason: 'ADDED_LATER' },
      { targetId: came, field: null, reason: 'ADDED_LATER' },
    ])
  })
})

test('a link that a merge moves stands in the history of the end that it leaves and of the one that it comes to', async () => {
  const [into, from] = [await principle('Đến', []), await principle('Rời', [])]
  const { createLink: link } = await service.data<{ createLink: { id: string } }>(
    'mutation ($from: ID!) { createLink(input: { type: UPHOLDS, from: "lesson-2", to: $from }) { id } }',
    { from },
  )
  await merge(into, from)
  for (const end of [into, from])
    expect(
      (await historyOf(end)).filter(({ action }) => action === 'UPDATED').map(({ targetId }) => targetId),
    ).toContain(link.id)
  const [, moved] = await historyOf(link.id).then((all) => all.toReversed())
  expect(moved?.touches).toEqual(called([from, 'Rời']))
})
