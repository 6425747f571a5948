import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import type { LinkFact, NodeFact } from '../../server/curate/facts.ts'
import { importFacts } from '../../server/import/facts.ts'
import { model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

// What a set made and nobody has changed since is taken away without its states being read.

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const principle = (id: string, title: string, mention?: string): NodeFact => ({
  kind: 'Principle',
  id,
  fields: { title: { vi: title, en: null }, statement: null, externalId: null },
  evidence:
    mention === undefined ? [] : [{ passageId: 'tien-giang-2020-p17', mention, start: null, note: null }],
})

const upholds = (to: string): LinkFact => ({
  type: 'UPHOLDS',
  from: 'lesson-1',
  to,
  note: 'ghi chú',
  confidence: 0.5,
  status: 'PROPOSED',
  evidence: [{ passageId: 'tien-giang-2020-p17', mention: 'Chỉ thị', start: 3, note: null }],
})

interface Change {
  readonly action: string
  readonly title: string
  readonly before: unknown
  readonly after: unknown
}

/** The change sets of a node or link, the newest first. */
async function historyOf(id: string): Promise<{ id: string; change: Change }[]> {
  const { changes } = await service.data<{
    changes: { nodes: { id: string; changes: (Change & { targetId: string })[] }[] }
  }>(
    `query ($id: ID!) { changes(target: $id, first: 20) {
      nodes { id changes(target: $id) { targetId action title before after } }
    } }`,
    { id },
  )
  return changes.nodes.flatMap((set) => {
    const [change] = set.changes.filter(({ targetId }) => targetId === id)
    return change === undefined ? [] : [{ id: set.id, change }]
  })
}

async function imported(nodes: readonly NodeFact[], links: readonly LinkFact[]): Promise<string> {
  await importFacts(service.store, model, { nodes, links }, { actor: 'test', reason: null, origin: 'IMPORT' })
  const { changes } = await service.data<{ changes: { nodes: { id: string }[] } }>(
    '{ changes(first: 1) { nodes { id } } }',
  )
  return changes.nodes[0]?.id ?? ''
}

interface Undo {
  readonly done: boolean
  readonly changeSetId: string | null
  readonly undone: number
  readonly blockedBy: readonly { readonly id: string }[]
  readonly kept: readonly { readonly targetId: string; readonly title: string; readonly reason: string }[]
}

const undo = async (id: string, mode = 'REFUSE'): Promise<Undo> =>
  (
    await service.data<{ undo: Undo }>(
      `mutation ($id: ID!, $mode: UndoMode!) { undo(changeSetId: $id, mode: $mode) {
        done changeSetId undone blockedBy { id } kept { targetId title reason }
      } }`,
      { id, mode },
    )
  ).undo

const digest = () => graphDigest(service.store, model)

test('what an import made goes as it came, is in history as it was, and comes back', async () => {
  const before = await digest()
  const set = await imported([principle('r-1', 'Một', 'Chỉ thị'), principle('r-2', 'Hai')], [upholds('r-1')])
  const made = await digest()
  const link = 'lesson-1.upholds.r-1'
  const undone = await undo(set)
  expect(undone).toMatchObject({ done: true, undone: 3, blockedBy: [], kept: [] })
  expect(await digest()).toBe(before)
  for (const id of ['r-1', 'r-2', link]) {
    const [last, first] = await historyOf(id)
    expect(last?.change).toEqual({
      ...first?.change,
      action: 'DELETED',
      before: first?.change.after,
      after: null,
    })
  }
  const redone = await undo(undone.changeSetId ?? '')
  expect(redone).toMatchObject({ done: true, undone: 3, kept: [] })
  expect(await digest()).toBe(made)
  await undo(redone.changeSetId ?? '')
  expect(await digest()).toBe(before)
})

test('a link goes under the name that it has by then', async () => {
  const set = await imported([principle('r-3', 'Tên cũ')], [])
  const links = await imported([], [upholds('r-3')])
  await service.data(
    'mutation { updatePrinciple(id: "r-3", expectedVersion: 1, input: { title: { vi: "Tên mới" } }) { id } }',
  )
  await undo(links)
  const [last] = await historyOf('lesson-1.upholds.r-3')
  expect(last?.change.title).toContain('Tên mới')
  expect((await undo(set, 'WITH_LATER')).kept).toEqual([])
})

test('what something hangs on since stays and is named, the rest goes', async () => {
  const before = await digest()
  const set = await imported([principle('r-4', 'Ở lại'), principle('r-5', 'Đi')], [upholds('r-5')])
  await imported([], [upholds('r-4')])
  const later = await historyOf('lesson-1.upholds.r-4')
  const refused = await undo(set)
  expect(refused).toMatchObject({
    done: false,
    blockedBy: [{ id: later[0]?.id }],
    kept: [{ targetId: 'r-4', title: 'Ở lại', reason: 'IN_USE' }],
  })
  expect(await undo(set, 'ONLY_FREE')).toMatchObject({ done: true, undone: 2, kept: [{ targetId: 'r-4' }] })
  expect(await historyOf('r-4')).toHaveLength(1)
  expect(await undo(set, 'WITH_LATER')).toMatchObject({ done: true, undone: 2, kept: [] })
  expect(await digest()).toBe(before)
})

test('what was deleted and made again under its id is what it was first when both are taken back', async () => {
  await imported([principle('r-6', 'Trước')], [])
  const before = await digest()
  await service.data('mutation { deletePrinciple(id: "r-6", expectedVersion: 1) { id } }')
  const [deletion] = await historyOf('r-6')
  await imported([principle('r-6', 'Sau')], [])
  const refused = await undo(deletion?.id ?? '')
  expect(refused).toMatchObject({ done: false, kept: [{ targetId: 'r-6', reason: 'EXISTS' }] })
  expect(await undo(deletion?.id ?? '', 'WITH_LATER')).toMatchObject({ done: true, undone: 1, kept: [] })
  expect(await digest()).toBe(before)
})
