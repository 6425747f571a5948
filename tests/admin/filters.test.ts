import { describe, expect, it } from 'vitest'
import { filterOf, sortOf } from '../../admin/data/filters.ts'
import { Deck, Vessel, made } from './made-up.ts'

describe('a list’s filter', () => {
  it('asks nothing where nothing is asked', () => {
    expect(filterOf(made, Vessel, {})).toBeNull()
    expect(filterOf(made, Vessel, { q: ' ', fields: { rig: { in: [] }, crew: { gte: null } } })).toBeNull()
  })

  it('finds every word in the title or another short text', () => {
    expect(filterOf(made, Vessel, { q: 'Hải  Âu' })).toEqual({
      and: [
        { or: [{ label: { matches: 'hai' } }, { registry: { matches: 'hai' } }] },
        { or: [{ label: { matches: 'au' } }, { registry: { matches: 'au' } }] },
      ],
    })
  })

  it('finds by number what is called by one, or by what it belongs to', () => {
    expect(filterOf(made, Deck, { q: 'boong 3' })).toEqual({
      or: [{ level: { eq: 3 } }, { vessel: { label: { matches: '3' } } }],
    })
  })

  it('passes operators on, links by the node at their other end, and the lack of evidence', () => {
    expect(
      filterOf(made, Vessel, {
        fields: { rig: { in: ['SLOOP'] }, crew: { gte: 3 } },
        links: { tows: 'v1' },
        evidence: 'without',
      }),
    ).toEqual({
      and: [
        { rig: { in: ['SLOOP'] } },
        { crew: { gte: 3 } },
        { tows: { some: { id: { eq: 'v1' } } } },
        { evidenceCount: { eq: 0 } },
      ],
    })
    expect(filterOf(made, Deck, { links: { vessel: 'v1' } })).toEqual({ vessel: { id: { eq: 'v1' } } })
  })

  it('takes a day of an instant whole', () => {
    expect(filterOf(made, Vessel, { fields: { sighted: { lte: '2020-10-11' } } })).toEqual({
      sighted: { lte: new Date('2020-10-11T23:59:59.999').toISOString() },
    })
  })
})

describe('a list’s order', () => {
  it('names the field, or the count of a relation, in the language of the screens', () => {
    expect(sortOf(made, Vessel, { field: 'label', order: 'DESC' }, 'en')).toEqual([
      { field: 'LABEL', direction: 'DESC', lang: 'EN' },
    ])
    expect(sortOf(made, Vessel, { field: 'towedBy', order: 'ASC' }, 'vi')).toEqual([
      { field: 'TOWED_BY_COUNT', direction: 'ASC', lang: 'VI' },
    ])
  })
})
