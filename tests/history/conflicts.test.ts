import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { importFacts } from '../../server/import/facts.ts'
import { model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

// What the graph could not hold is named as what stands in the way of an undo; nothing is half undone.

let service: Service
let source = ''
beforeAll(async () => {
  service = await startService({ seeded: false })
  source = (await create('Source', { title: { vi: 'Nguồn' } })).id
})
afterAll(() => service.close())

interface Kept {
  readonly targetId: string
  readonly field: string | null
  readonly reason: string
  readonly changeSetIds: readonly string[]
}

interface Undo {
  readonly done: boolean
  readonly changeSetId: string | null
  readonly undone: number
  readonly blockedBy: readonly { readonly id: string }[]
  readonly kept: readonly Kept[]
}

/** A node or link that was made or changed, and the change set that did it. */
interface Done {
  readonly id: string
  readonly set: string
}

const digest = () => graphDigest(service.store, model)

async function undo(id: string, mode: string, dryRun = false): Promise<Undo> {
  const { undo: done } = await service.data<{ undo: Undo }>(
    `mutation ($id: ID!, $mode: UndoMode!, $dryRun: Boolean!) {
      undo(changeSetId: $id, mode: $mode, dryRun: $dryRun) {
        done changeSetId undone blockedBy { id } kept { targetId field reason changeSetIds }
      }
    }`,
    { id, mode, dryRun },
  )
  return done
}

async function changed(mutation: string, variables: Record<string, unknown>): Promise<Done> {
  const { it } = await service.data<{ it: { id: string } }>(mutation, variables)
  const { changes } = await service.data<{ changes: { nodes: { id: string }[] } }>(
    '{ changes(first: 1) { nodes { id } } }',
  )
  return { id: it.id, set: changes.nodes[0]?.id ?? '' }
}

const create = (kind: string, input: Record<string, unknown>) =>
  changed(`mutation ($input: ${kind}Input!) { it: create${kind}(input: $input) { id } }`, { input })
const change = async (kind: string, id: string, input: Record<string, unknown>) =>
  changed(
    `mutation ($id: ID!, $version: Int!, $input: ${kind}Patch!) {
      it: update${kind}(id: $id, expectedVersion: $version, input: $input) { id }
    }`,
    { id, version: await versionOf(id), input },
  )
const remove = async (kind: string, id: string) =>
  changed(
    `mutation ($id: ID!, $version: Int!) { it: delete${kind}(id: $id, expectedVersion: $version) { id } }`,
    { id, version: await versionOf(id) },
  )
/** A link of a version. */
const unlink = (id: string, version = 1) =>
  changed(
    'mutation ($id: ID!, $version: Int!) { it: deleteLink(id: $id, expectedVersion: $version) { id } }',
    {
      id,
      version,
    },
  )
const link = (type: string, from: string, to: string, more: Record<string, unknown> = {}) =>
  changed('mutation ($input: LinkInput!) { it: createLink(input: $input) { id } }', {
    input: { type, from, to, ...more },
  })
const merge = (into: string, from: string) =>
  changed('mutation ($into: ID!, $from: [ID!]!) { it: merge(into: $into, from: $from) { id } }', {
    into,
    from: [from],
  })

async function versionOf(id: string): Promise<number> {
  const { entity } = await service.data<{ entity: { version: number } }>(
    'query ($id: ID!) { entity(id: $id) { version } }',
    { id },
  )
  return entity.version
}

const passage = (ordinal: number, text: string) => create('Passage', { source, ordinal, text })
const rewrite = (id: string, text: string) =>
  change('Passage', id, {
    text,
    length: text.length,
    sha256: createHash('sha256').update(text).digest('hex'),
  })
const principle = (title: string, more: Record<string, unknown> = {}) =>
  create('Principle', { title: { vi: title }, ...more })
const body = (title: string) => create('Body', { title: { vi: title } })
const lesson = (title: string) => create('Lesson', { title: { vi: title } })

/** What stands in the way of taking a set back, and the digest that the graph has when that is taken back as well. */
interface InTheWay {
  readonly set: string
  readonly later: readonly string[]
  readonly kept: readonly Omit<Kept, 'changeSetIds'>[]
  readonly before: string
  /** How many nodes and links are free all the same. */
  readonly free: number
}

const inTheWay: Record<string, () => Promise<InTheWay>> = {
  'words that were quoted since': async () => {
    const { id } = await passage(1, 'Lời cũ của đoạn')
    const before = await digest()
    const { set } = await rewrite(id, 'Lời mới của đoạn')
    const quoting = await principle('Trích lời mới', { evidence: [{ passageId: id, mention: 'mới' }] })
    return {
      set,
      later: [quoting.set],
      kept: [{ targetId: id, field: 'text', reason: 'QUOTED' }],
      before,
      free: 0,
    }
  },
  'words that were quoted since by what was there before': async () => {
    const { id } = await passage(2, 'Đoạn có lời cũ')
    const quoting = await principle('Sẽ trích lời mới', { evidence: [{ passageId: id, mention: 'Đoạn' }] })
    const before = await digest()
    const { set } = await rewrite(id, 'Đoạn có lời mới')
    const later = await change('Principle', quoting.id, {
      evidence: [
        { passageId: id, mention: 'Đoạn' },
        { passageId: id, mention: 'mới' },
      ],
    })
    return {
      set,
      later: [later.set],
      kept: [{ targetId: id, field: 'text', reason: 'QUOTED' }],
      before,
      free: 0,
    }
  },
  'words that its passage has lost since': async () => {
    const { id } = await passage(3, 'Lời được trích')
    const quoting = await principle('Trích lời', { evidence: [{ passageId: id, mention: 'được trích' }] })
    const before = await digest()
    const { set } = await remove('Principle', quoting.id)
    const later = await rewrite(id, 'Lời khác hẳn')
    return {
      set,
      later: [later.set],
      kept: [{ targetId: quoting.id, field: 'evidence', reason: 'WORDS_MISSING' }],
      before,
      free: 1,
    }
  },
  'a value that another node has by now': async () => {
    const { id } = await principle('Có mã', { externalId: 'C-1' })
    const other = await principle('Chưa có mã')
    const before = await digest()
    const { set } = await change('Principle', id, { externalId: null, title: { vi: 'Mất mã' } })
    const later = await change('Principle', other.id, { externalId: 'C-1' })
    return {
      set,
      later: [later.set],
      kept: [{ targetId: id, field: 'externalId', reason: 'TAKEN' }],
      before,
      free: 1,
    }
  },
  'a value of a deleted node that another has by now': async () => {
    const { id } = await principle('Có mã rồi bị xóa', { externalId: 'C-2' })
    const before = await digest()
    const { set } = await remove('Principle', id)
    const later = await principle('Dùng lại mã', { externalId: 'C-2' })
    return {
      set,
      later: [later.set],
      kept: [{ targetId: id, field: 'externalId', reason: 'TAKEN' }],
      before,
      free: 1,
    }
  },
  'links that would close a circle with it': async () => {
    const [one, two, three] = [await body('Một'), await body('Hai'), await body('Ba')]
    const first = await link('PART_OF', one.id, two.id)
    const before = await digest()
    const { set } = await unlink(first.id)
    const later = [await link('PART_OF', two.id, three.id), await link('PART_OF', three.id, one.id)]
    return {
      set,
      later: later.map((each) => each.set).reverse(),
      kept: [{ targetId: first.id, field: null, reason: 'CIRCLE' }],
      before,
      free: 0,
    }
  },
  'a link that stands where only one may': async () => {
    const [one, two, three] = [await body('Bốn'), await body('Năm'), await body('Sáu')]
    const first = await link('PART_OF', one.id, two.id)
    const before = await digest()
    const { set } = await unlink(first.id)
    const later = await link('PART_OF', one.id, three.id)
    return {
      set,
      later: [later.set],
      kept: [{ targetId: first.id, field: null, reason: 'AT_MOST_ONE' }],
      before,
      free: 0,
    }
  },
  'a link between the same two': async () => {
    const [one, two] = [await lesson('Bảy'), await principle('Tám')]
    const first = await link('UPHOLDS', one.id, two.id)
    const before = await digest()
    const { set } = await unlink(first.id)
    const later = await link('UPHOLDS', one.id, two.id)
    return {
      set,
      later: [later.set],
      kept: [{ targetId: first.id, field: null, reason: 'TWICE' }],
      before,
      free: 0,
    }
  },
  'English that was added to a text': async () => {
    const { id } = await principle('Có nội dung')
    const before = await digest()
    const { set } = await change('Principle', id, { statement: { vi: 'Nội dung' } })
    const later = await change('Principle', id, { statement: { en: 'Content' } })
    return {
      set,
      later: [later.set],
      kept: [{ targetId: id, field: 'statement.vi', reason: 'CHANGED_LATER' }],
      before,
      free: 0,
    }
  },
  'another text of the same passage, be it as long as the first': async () => {
    const { id } = await passage(4, 'Ngắn')
    const before = await digest()
    const { set } = await rewrite(id, 'Dài hơn một')
    const later = await rewrite(id, 'Dài hơn hai')
    return {
      set,
      later: [later.set],
      kept: [{ targetId: id, field: 'text', reason: 'CHANGED_LATER' }],
      before,
      free: 0,
    }
  },
}

test.each(Object.keys(inTheWay))('an undo names %s, takes it back too or leaves it', async (name) => {
  const { set, later, kept, before, free } = (await inTheWay[name]?.()) ?? expect.unreachable()
  const present = await digest()
  const named = kept.map((one) => ({ ...one, changeSetIds: expect.arrayContaining([...later]) as unknown }))
  for (const dryRun of [true, false])
    expect(await undo(set, 'REFUSE', dryRun)).toEqual({
      done: false,
      changeSetId: null,
      undone: 0,
      blockedBy: later.map((id) => ({ id })),
      kept: named,
    })

  expect(await undo(set, 'ONLY_FREE', true)).toMatchObject({ done: false, undone: free, kept: named })
  expect(await digest()).toBe(present)
  const partly = await undo(set, 'ONLY_FREE')
  expect(partly).toMatchObject({ done: free > 0, undone: free, blockedBy: [], kept: named })
  if (partly.changeSetId !== null) await undo(partly.changeSetId, 'REFUSE')
  expect(await digest()).toBe(present)

  expect(await undo(set, 'WITH_LATER', true)).toMatchObject({ done: false, blockedBy: [], kept: [] })
  expect(await digest()).toBe(present)
  const whole = await undo(set, 'WITH_LATER')
  expect(whole).toMatchObject({ done: true, blockedBy: [], kept: [] })
  expect(await digest()).toBe(before)
  await undo(whole.changeSetId ?? '', 'REFUSE')
  expect(await digest()).toBe(present)
})

test('two links that would come back between the same two are told apart by what moved one of them', async () => {
  const [one, into] = [await lesson('Gộp đi'), await lesson('Ở lại')]
  const [from, to] = [await principle('Đi'), await principle('Đến')]
  await link('UPHOLDS', one.id, from.id)
  const second = await link('UPHOLDS', one.id, to.id)
  const before = await digest()
  const merged = await merge(into.id, one.id)
  const removed = await unlink(second.id, 2)
  await merge(to.id, from.id)
  const present = await digest()
  expect((await undo(merged.set, 'REFUSE')).blockedBy).toEqual([{ id: removed.set }])
  const partly = await undo(merged.set, 'ONLY_FREE')
  expect(partly).toMatchObject({
    done: true,
    kept: [{ targetId: second.id, reason: 'DELETED_LATER', changeSetIds: [removed.set] }],
  })
  await undo(partly.changeSetId ?? '', 'REFUSE')
  expect(await digest()).toBe(present)
  expect(await undo(merged.set, 'WITH_LATER')).toMatchObject({ done: true, blockedBy: [], kept: [] })
  expect(await digest()).toBe(before)
})

test('a piece of evidence that a merge handed on and that was changed there comes back as a piece of its own', async () => {
  const { id } = await passage(5, 'Lời làm căn cứ')
  const quote = { passageId: id, mention: 'căn cứ' }
  const [one, into, upheld] = [await lesson('Đi'), await lesson('Ở'), await principle('Được đề cao')]
  const first = await link('UPHOLDS', one.id, upheld.id, { evidence: [quote] })
  const second = await link('UPHOLDS', into.id, upheld.id)
  const merged = await merge(into.id, one.id)
  const later = await changed(
    `mutation ($id: ID!, $evidence: [EvidenceInput!]) {
      it: updateLink(id: $id, expectedVersion: 2, input: { evidence: $evidence }) { id }
    }`,
    { id: second.id, evidence: [{ ...quote, note: 'Ghi chú' }] },
  )
  const present = await digest()
  const partly = await undo(merged.set, 'ONLY_FREE')
  expect(partly).toMatchObject({
    done: true,
    kept: [{ targetId: second.id, field: 'evidence', reason: 'CHANGED_LATER', changeSetIds: [later.set] }],
  })
  expect(await targetsQuoting(id)).toEqual([first.id, second.id].sort())
  await undo(partly.changeSetId ?? '', 'REFUSE')
  expect(await digest()).toBe(present)
})

test('a link does not come back to a node of another kind that bears the id of its end', async () => {
  const [one, gone] = [await lesson('Còn đó'), await principle('Mất đi')]
  const ended = await link('UPHOLDS', one.id, gone.id)
  const { set } = await remove('Principle', gone.id)
  const fields = { title: { vi: 'Một tổ chức', en: null }, form: null, statement: null }
  await importFacts(
    service.store,
    model,
    { nodes: [{ kind: 'Body', id: gone.id, fields, evidence: [] }], links: [] },
    { actor: 'test', reason: null, origin: 'IMPORT' },
  )
  const { kept, undone } = await undo(set, 'ONLY_FREE')
  expect({ kept, undone }).toMatchObject({
    kept: [
      { targetId: gone.id, reason: 'EXISTS' },
      { targetId: ended.id, reason: 'END_MISSING' },
    ],
    undone: 0,
  })
})

/** What rests on a passage, by ids in their order. */
async function targetsQuoting(id: string): Promise<unknown[]> {
  return service.store.read({
    text:
      'MATCH (e:Evidence)-[:QUOTES]->(p:Passage) WHERE p.id = $id ' +
      'WITH e.targetId AS value ORDER BY value RETURN value',
    parameters: { id },
  })
}
