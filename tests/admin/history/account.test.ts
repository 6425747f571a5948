import { describe, expect, it } from 'vitest'
import {
  declarationOf,
  endTitles,
  hasMoved,
  inverse,
  linkAccount,
  mentionedIn,
  nodeAccount,
  quotationChange,
  saysNothing,
} from '../../../admin/history/account.ts'
import type { ToldChange } from '../../../admin/history/types.ts'
import { model } from '../../../server/model/index.ts'
import { Deck, Vessel } from '../made-up.ts'

const stamps = { version: 3, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-02T00:00:00.000Z' }
const piece = (mention: string, note: string | null = null) => ({
  ...{ id: `e-${mention}`, passageId: 'p-1', mention, start: 4, end: 9, note },
})
const node = (fields: object, evidence: readonly object[] = []) => ({
  ...{ kind: 'Vessel', id: 'v', ...stamps },
  fields,
  evidence,
})
const link = (state: object) => ({
  ...{ type: 'CITES', id: 'l', from: 'lesson-1', to: 'directive-05', ...stamps },
  ...{ note: null, confidence: null, status: 'ACCEPTED', evidence: [], ...state },
})
const told = (change: Partial<ToldChange>): ToldChange => ({
  ...{
    action: 'UPDATED',
    subject: 'NODE',
    kind: 'Vessel',
    targetId: 'v',
    title: 'v',
    before: null,
    after: null,
  },
  ...change,
})

describe('what a change of a node comes to', () => {
  it('is each field that differs, a text in two languages one by one, in the order of the model', () => {
    const { pieces, evidence } = nodeAccount(Vessel, {
      before: node({ label: { vi: 'cũ', en: 'old' }, crew: 4, rig: 'SLOOP', afloat: true }),
      after: node({
        label: { vi: 'mới', en: 'old' },
        crew: 4,
        rig: 'KETCH',
        launched: '2020-10-11',
        afloat: false,
      }),
    })
    expect(pieces.map(({ path, lang, before, after }) => [path, lang, before, after])).toEqual([
      ['label.vi', 'vi', 'cũ', 'mới'],
      ['afloat', undefined, true, false],
      ['launched', undefined, null, '2020-10-11'],
      ['rig', undefined, 'SLOOP', 'KETCH'],
    ])
    expect(evidence).toEqual({ gained: [], lost: [] })
  })

  it('is all that it says where it came or went, and nothing of what it does not say', () => {
    const state = node({ label: { vi: 'tên', en: null }, crew: 4 }, [piece('a')])
    const came = nodeAccount(Vessel, { before: null, after: state })
    expect(came.pieces.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['label.vi', null, 'tên'],
      ['crew', null, 4],
    ])
    expect(came.evidence.gained.map(({ mention }) => mention)).toEqual(['a'])
    const went = nodeAccount(Vessel, { before: state, after: null })
    expect(went.pieces.map(({ path, before }) => [path, before])).toEqual([
      ['label.vi', 'tên'],
      ['crew', 4],
    ])
    expect(went.evidence.lost.map(({ mention }) => mention)).toEqual(['a'])
  })

  it('tells evidence apart by what it says, whatever its id', () => {
    const { evidence } = nodeAccount(Vessel, {
      before: node({}, [piece('a'), piece('b'), piece('c')]),
      after: node({}, [{ ...piece('a'), id: 'another' }, piece('b', 'ghi chú'), piece('d')]),
    })
    expect(evidence.gained.map(({ mention, note }) => [mention, note])).toEqual([
      ['b', 'ghi chú'],
      ['d', null],
    ])
    expect(evidence.lost.map(({ mention, note }) => [mention, note])).toEqual([
      ['b', null],
      ['c', null],
    ])
  })

  it('is nothing where only the version is another', () => {
    const same = { before: node({ crew: 4 }), after: { ...node({ crew: 4 }), version: 4 } }
    expect(saysNothing(nodeAccount(Vessel, same))).toBe(true)
    expect(saysNothing(nodeAccount(Vessel, { before: node({ crew: 4 }), after: node({ crew: 5 }) }))).toBe(
      false,
    )
  })

  it('tells an owner by its id', () => {
    const deck = (vessel: string) => ({ ...node({ vessel, level: 1 }), kind: 'Deck' })
    const { pieces } = nodeAccount(Deck, { before: deck('one'), after: deck('two') })
    expect(pieces.map(({ path, before, after }) => [path, before, after])).toEqual([['vessel', 'one', 'two']])
  })

  it('is not made of a state that cannot be read', () => {
    expect(saysNothing(nodeAccount(Vessel, { before: 'nonsense', after: { id: 'v' } }))).toBe(true)
  })
})

describe('what a change of a link comes to', () => {
  it('is each property that differs, and the evidence', () => {
    const account = linkAccount({
      before: link({ note: 'cũ', confidence: 0.5 }),
      after: link({ note: 'cũ', confidence: 0.8, status: 'DISPUTED', evidence: [piece('a')] }),
    })
    expect(account.values).toEqual(['status', 'confidence'])
    expect(account.evidence.gained.map(({ mention }) => mention)).toEqual(['a'])
    expect([account.before?.values.confidence, account.after?.values.confidence]).toEqual([50, 80])
    expect(hasMoved(account)).toBe(false)
  })

  it('is what it says of itself where it came or went', () => {
    expect(linkAccount({ before: null, after: link({ note: 'một' }) }).values).toEqual(['status', 'note'])
    expect(linkAccount({ before: link({ confidence: 0 }), after: null }).values).toEqual([
      'status',
      'confidence',
    ])
  })

  it('is another end, where it was moved by a merge', () => {
    const account = linkAccount({ before: link({}), after: link({ to: 'directive-07' }) })
    expect(hasMoved(account)).toBe(true)
    expect(account.values).toEqual([])
    expect(saysNothing(account)).toBe(false)
  })
})

describe('what a change quotes of a passage', () => {
  const passage = { id: 'p-1', kind: 'Passage' }
  const elsewhere = { ...piece('b'), passageId: 'p-2' }
  const mentions = (change: ToldChange, viewpoint: typeof passage | undefined) => {
    const quoted = quotationChange(change, viewpoint)
    return quoted && [quoted.gained, quoted.lost].map((pieces) => pieces.map(({ mention }) => mention))
  }

  it('is told on its own page, without what is quoted of others', () => {
    const change = told({
      before: node({}, [piece('a'), piece('c')]),
      after: node({}, [piece('c'), piece('d'), elsewhere]),
    })
    expect(mentions(change, passage)).toEqual([['d'], ['a']])
    const made = told({
      subject: 'LINK',
      kind: 'CITES',
      targetId: 'l',
      after: link({ evidence: [piece('a'), elsewhere] }),
    })
    expect(mentions(made, passage)).toEqual([['a'], []])
  })

  it('is nothing where nobody looks from there, or it is a change of the passage or of its links', () => {
    const change = told({ after: node({}, [piece('a')]) })
    expect(mentions(change, undefined)).toBeNull()
    expect(mentions({ ...change, targetId: 'p-1' }, passage)).toBeNull()
    expect(mentions(told({ after: node({}, [elsewhere]) }), passage)).toBeNull()
    const own = link({ to: 'p-1', evidence: [piece('a')] })
    expect(mentions(told({ subject: 'LINK', after: own }), passage)).toBeNull()
  })
})

describe('undoing', () => {
  it('is the change the other way round', () => {
    const before = node({ crew: 1 })
    expect(inverse(told({ action: 'DELETED', before }))).toMatchObject({
      action: 'CREATED',
      before: null,
      after: before,
    })
    expect(inverse(told({ action: 'CREATED', after: before }))).toMatchObject({ action: 'DELETED', before })
    expect(inverse(told({ before, after: null })).action).toBe('UPDATED')
    // Of what was merged away, it is told that it comes back.
    expect(inverse(told({ action: 'DELETED', before, into: 'w' })).into).toBeNull()
  })
})

describe('a link in words', () => {
  it('is told by the declaration that fits what stands at its ends', () => {
    expect(declarationOf(model, 'IMPLEMENTS', { from: 'Measure' })?.reverse).toBe('implementedThrough')
    expect(declarationOf(model, 'IMPLEMENTS', { from: 'Directive', to: 'Directive' })?.reverse).toBe(
      'implementedBy',
    )
    expect(declarationOf(model, 'CITES', {})?.reads).toBe('cites')
    expect(declarationOf(model, 'BURIES', {})).toBeUndefined()
  })

  it('is called in the log by what both its ends were called', () => {
    expect(endTitles('Bài học → Chỉ thị 05')).toEqual({ from: 'Bài học', to: 'Chỉ thị 05' })
    // Which arrow stands between the ends cannot be told.
    expect(endTitles('Từ A → B → Chỉ thị 05')).toBeNull()
    expect(endTitles(null)).toBeNull()
  })
})

it('the names that are looked up are those of ends, of passages, and of what nodes were merged into, each once', () => {
  const changes = [
    told({ before: node({}, [piece('a')]), after: node({}, [piece('b')]), into: 'w' }),
    told({ subject: 'LINK', kind: 'CITES', before: link({}), after: link({ to: 'directive-07' }) }),
  ]
  expect(mentionedIn(changes)).toEqual({
    nodes: ['lesson-1', 'directive-05', 'directive-07', 'w'],
    passages: ['p-1'],
  })
})
