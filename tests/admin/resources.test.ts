import { describe, expect, it } from 'vitest'
import { createI18nProvider } from '../../admin/i18n/provider.ts'
import { columnsOf, firstSort, hiddenOf } from '../../admin/resources/columns.ts'
import { lossesOf } from '../../admin/resources/losses.ts'
import { resourcesOf } from '../../admin/resources/resources.ts'
import { Deck, Vessel, made } from './made-up.ts'

describe('resources', () => {
  const i18n = createI18nProvider(made)
  const resources = resourcesOf(made, i18n)

  it('have every page for a made-up kind', () => {
    const vessels = resources.find(({ name }) => name === 'vessels')
    expect(Object.keys(vessels ?? {})).toEqual(
      expect.arrayContaining(['list', 'show', 'edit', 'create', 'icon']),
    )
    expect(resources.map(({ name }) => name)).toEqual(made.kinds.map(({ plural }) => plural))
  })

  it('are called by the model’s words in the language of the screens', async () => {
    expect(i18n.translate('resources.vessels.name', { smart_count: 1 })).toBe('vessel vi')
    expect(i18n.translate('resources.vessels.fields.rig')).toBe('rig vi')
    await i18n.changeLocale('en')
    expect(i18n.translate('resources.vessels.name', { smart_count: 2 })).toBe('vessels en')
    expect(i18n.translate('resources.vessels.fields.towedBy')).toBe('towed by en')
  })
})

describe('columns', () => {
  it('show every field and every link of a kind, long and derived ones when asked for', () => {
    const columns = columnsOf(made, Vessel)
    const sources = columns.map(({ source }) => source)
    expect(sources).toEqual(
      expect.arrayContaining([...Object.keys(Vessel.fields), 'tows', 'towedBy', 'decks']),
    )
    expect(columns[0]).toMatchObject({ shows: 'title', source: 'label' })
    expect(hiddenOf(columns)).toEqual(['log', 'createdAt', 'decks', 'tows', 'towedBy'])
    expect(hiddenOf(columnsOf(made, Deck))).toEqual(['plan', 'sha256', 'length', 'createdAt'])
  })

  it('begin in the order of the number by which a kind is called, otherwise of its title', () => {
    expect(firstSort(Deck).field).toBe('level')
    expect(firstSort(Vessel).field).toBe('label')
  })
})

describe('losses', () => {
  it('tell links that go along from nodes that stand in the way', () => {
    const empty = { totalCount: 0, nodes: [] }
    const found = lossesOf(made, Vessel, [
      {
        id: 'a',
        version: 2,
        title: 'A',
        evidenceCount: 1,
        loss_decks: { totalCount: 1, nodes: [{ id: 'd', title: 'Deck 1' }] },
        loss_tows: { totalCount: 5, nodes: [{ id: 'b', title: 'B' }] },
        loss_towedBy: empty,
      },
    ])
    expect(found.links).toMatchObject([{ relation: { name: 'tows' }, count: 5, titles: ['B'] }])
    expect(found.owned).toMatchObject([{ relation: { name: 'decks' }, count: 1 }])
    expect(found.nodes).toEqual([{ id: 'a', version: 2, title: 'A', evidenceCount: 1 }])
  })
})
