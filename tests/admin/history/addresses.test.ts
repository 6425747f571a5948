import { describe, expect, it } from 'vitest'
import { instantOfLocal, localOf, readMoment, writeMoment } from '../../../admin/data/moments.ts'
import { MAX_MERGED, mergePath, readMerge } from '../../../admin/merge/address.ts'
import { changesFilter, noFilter, readFilter, writeFilter } from '../../../admin/pages/changes/filters.ts'
import { model } from '../../../server/model/index.ts'

const search = (text: string) => new URLSearchParams(text)

describe('the filter of the change log', () => {
  it('comes back from its address as it was', () => {
    const filter = {
      ...{
        actor: 'Nguyễn A',
        kinds: ['LESSON', 'BODY'],
        linkTypes: ['CITES', 'GAUGES'],
        target: 'link-1',
        from: '2026-11-01',
        to: '2026-11-24',
        text: 'sửa & thêm',
      },
    }
    expect(readFilter(model, search(writeFilter(filter).toString()))).toEqual(filter)
    expect(writeFilter(noFilter).toString()).toBe('')
    expect(readFilter(model, search(''))).toEqual(noFilter)
  })

  it('leaves out what makes no sense', () => {
    expect(
      readFilter(model, search('kinds=LESSON,BARGE&linkTypes=TOWS,CITES&from=2026-02-31&to=yesterday')),
    ).toEqual({
      ...noFilter,
      kinds: ['LESSON'],
      linkTypes: ['CITES'],
    })
    expect(readFilter(model, search(`text=${'a'.repeat(300)}`)).text).toHaveLength(200)
  })

  it('asks the API for whole days, and for nothing that is not narrowed', () => {
    expect(changesFilter(noFilter)).toEqual({})
    const { from = '', to = '' } = changesFilter({ ...noFilter, from: '2026-11-24', to: '2026-11-24' })
    expect(new Date(to).getTime() - new Date(from).getTime()).toBe(24 * 3_600_000 - 1)
    expect(new Date(from).getHours()).toBe(0)
  })
})

describe('a moment', () => {
  it.each([
    ['12', { seq: 12 }],
    ['0', { seq: 0 }],
    ['2026-11-24T13:33:00.000Z', { at: '2026-11-24T13:33:00.000Z' }],
    ['2026-11-24T20:33:00+07:00', { at: '2026-11-24T13:33:00.000Z' }],
    ['-1', null],
    ['soon', null],
    ['2026-99-99T00:00', null],
    [null, null],
  ])('%s is read from an address', (text, moment) => {
    expect(readMoment(text)).toEqual(moment)
  })

  it('comes back from its address as it was', () => {
    for (const moment of [{ seq: 7 }, { at: '2026-11-24T13:33:00.000Z' }, null])
      expect(readMoment(writeMoment(moment))).toEqual(moment)
  })

  it('is entered in local time', () => {
    const instant = instantOfLocal('2026-11-24T20:33')
    expect(instant).not.toBeNull()
    expect(localOf(instant ?? '')).toBe('2026-11-24T20:33')
    expect(instantOfLocal('')).toBeNull()
  })
})

describe('the address of a merge', () => {
  it('names the nodes and the one that stays', () => {
    const path = mergePath('lessons', ['a', 'b,c', 'd'], 'd')
    expect(path).toBe('/merge/lessons?ids=a,b%2Cc,d&into=d')
    expect(readMerge(search('ids=a,d&into=d'))).toEqual({ ids: ['a', 'd'], into: 'd' })
  })

  it('keeps the first one where it does not say, or names another', () => {
    expect(readMerge(search('ids=a,a,b'))).toEqual({ ids: ['a', 'b'], into: 'a' })
    expect(readMerge(search('ids=a,b&into=x')).into).toBe('a')
    expect(readMerge(search(''))).toEqual({ ids: [], into: undefined })
    const many = Array.from({ length: 50 }, (_, index) => `n${index}`).join()
    expect(readMerge(search(`ids=${many}`)).ids).toHaveLength(MAX_MERGED)
  })
})
