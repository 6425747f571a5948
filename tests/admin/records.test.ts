import { describe, expect, it } from 'vitest'
import { withDerived } from '../../admin/data/derived.ts'
import { inputOf, nameThen, patchOf, recordOf, titleOf } from '../../admin/data/records.ts'
import { Deck, Vessel } from './made-up.ts'

const stamps = { version: 3, createdAt: 'c', updatedAt: 'u', evidenceCount: 0 }

describe('a record', () => {
  it('keeps both languages as they are written, and is called in English by what there is', () => {
    const record = recordOf(Vessel, {
      id: 'v',
      ...stamps,
      labelTexts: { vi: 'Hải Âu', en: null },
      logTexts: { vi: 'a', en: 'a' },
      count_tows: { totalCount: 2 },
    })
    expect(record).toMatchObject({
      label: { vi: 'Hải Âu', en: null },
      log: { vi: 'a', en: 'a' },
      $counts: { tows: 2 },
    })
    expect(titleOf(Vessel, record, 'en')).toBe('Hải Âu')
  })

  it('of the past says what it belonged to by the name it had then', () => {
    const record = recordOf(Deck, {
      id: 'd',
      ...stamps,
      level: 2,
      vessel: { id: 'v', title_vi: 'Hải Âu', title_en: 'Gull' },
    })
    expect(nameThen(record, 'vessel')).toEqual({ vi: 'Hải Âu', en: 'Gull' })
    expect(nameThen(recordOf(Deck, { id: 'd', ...stamps, vessel: { id: 'v' } }), 'vessel')).toBeUndefined()
  })

  it('holds what it belongs to by its id, and is called by its number', () => {
    const record = recordOf(Deck, { id: 'd', ...stamps, level: 2, vessel: { id: 'v' } })
    expect(record['vessel']).toBe('v')
    expect(titleOf(Deck, record, 'vi')).toBe('Boong 2')
  })
})

describe('an input', () => {
  it('holds what is filled in, instants with their offset, and evidence trimmed', () => {
    expect(
      inputOf(Vessel, {
        label: { vi: 'Tên', en: '' },
        log: { vi: null, en: null },
        registry: '',
        crew: 4,
        afloat: false,
        sighted: new Date('2020-10-11T02:55:00Z'),
        evidence: [{ passageId: 'p', mention: ' lời ', start: null, note: ' ' }],
        $reason: 'why',
      }),
    ).toEqual({
      label: { vi: 'Tên', en: null },
      crew: 4,
      afloat: false,
      sighted: '2020-10-11T02:55:00.000Z',
      evidence: [{ passageId: 'p', mention: 'lời', start: null, note: null }],
    })
  })
})

describe('a patch', () => {
  const before = { label: { vi: 'a', en: 'b' }, crew: 4, rig: 'SLOOP', evidence: [] }

  it('says only what was changed, by language', () => {
    expect(patchOf(Vessel, before, { ...before, label: { vi: 'a', en: 'c' } })).toEqual({
      label: { en: 'c' },
    })
    expect(patchOf(Vessel, before, { ...before, rig: null, crew: 4 })).toEqual({ rig: null })
    expect(patchOf(Vessel, before, { ...before })).toEqual({})
  })

  it('carries the digest and length of a text that was replaced', async () => {
    const deck = { level: 1, plan: 'cũ', sha256: 'x', length: 2 }
    expect(await withDerived(Deck, deck, { ...deck, plan: ' mới\r\n ' })).toMatchObject({
      sha256: '54e203ba29224bef88f8a8b8c1e5ebe2e036b2b80289c0d1888f370131a83584',
      length: 3,
    })
    expect(await withDerived(Deck, deck, deck)).toEqual(deck)
  })
})
