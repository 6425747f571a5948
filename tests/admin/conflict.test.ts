import { describe, expect, it } from 'vitest'
import { differences, resolved, stateOf } from '../../admin/resources/conflict.ts'
import { aroundDifferences, wordDifference } from '../../admin/resources/word-difference.ts'
import { Vessel } from './made-up.ts'

const before = { id: 'v', label: { vi: 'cũ', en: null }, crew: 1, rig: 'SLOOP', evidence: [] }
const mine = { ...before, label: { vi: 'của tôi', en: 'mine' }, $reason: 'lý do' }
const theirs = stateOf(Vessel, {
  kind: 'Vessel',
  id: 'v',
  version: 7,
  createdAt: 'c',
  updatedAt: 'u',
  fields: { label: { vi: 'của họ', en: null }, crew: 2, rig: 'SLOOP' },
  evidence: [],
})

describe('a conflict', () => {
  it('shows where the two states differ, and who changed what', () => {
    if (theirs === null) throw new Error('the state was not read')
    const found = differences(Vessel, before, mine, theirs)
    expect(found.map(({ path, both, first }) => [path, both, first])).toEqual([
      ['label.vi', true, 'mine'],
      ['label.en', false, 'mine'],
      ['crew', false, 'theirs'],
    ])
    expect(resolved(mine, theirs, found, {})).toMatchObject({
      version: 7,
      label: { vi: 'của tôi', en: 'mine' },
      crew: 2,
      $reason: 'lý do',
    })
    expect(resolved(mine, theirs, found, { 'label.vi': 'theirs' })).toMatchObject({
      label: { vi: 'của họ', en: 'mine' },
    })
  })

  it('is not made of a state that cannot be read', () => {
    expect(stateOf(Vessel, null)).toBeNull()
    expect(stateOf(Vessel, { id: 'v' })).toBeNull()
  })
})

describe('the difference of words', () => {
  it('marks what the other text lacks', () => {
    expect(wordDifference('một hai ba', 'một bốn ba')).toEqual([
      { text: 'một ', differs: false },
      { text: 'hai', differs: true },
      { text: ' ba', differs: false },
    ])
    expect(wordDifference('một hai ba bốn', 'một năm sáu bốn')).toEqual([
      { text: 'một ', differs: false },
      { text: 'hai ba', differs: true },
      { text: ' bốn', differs: false },
    ])
    expect(wordDifference('a', 'a')).toEqual([{ text: 'a', differs: false }])
    expect(wordDifference('', 'a')).toEqual([])
  })

  it('is shown with what stands around it, not with the whole of a long text', () => {
    const filler = 'từ '.repeat(200)
    const text = `${filler}cũ ${filler}khác ${filler}`
    const runs = aroundDifferences(wordDifference(text, text.replace('cũ', 'mới').replace('khác', 'lạ')))
    const said = runs.map((run) => run.text).join('')
    expect(said.length).toBeLessThan(text.length / 2)
    expect(runs.filter(({ differs }) => differs).map((run) => run.text)).toEqual(['cũ', 'khác'])
    expect(said.startsWith('…')).toBe(true)
    expect(said.endsWith('…')).toBe(true)
    // Where nothing of a text is marked, there is no place to cut it around.
    expect(aroundDifferences([{ text, differs: false }])).toEqual([{ text, differs: false }])
  })
})
