import { describe, expect, it } from 'vitest'
import {
  readCanvas,
  readDetails,
  readHits,
  readHubs,
  readNeighbours,
} from '../../../admin/pages/explorer/answers.ts'
import { degrees, subgraph } from '../../../admin/pages/explorer/graph.ts'
import { linkWords, shownBy } from '../../../admin/pages/explorer/relations.ts'
import type { Relation } from '../../../server/model/index.ts'
import { made } from '../made-up.ts'

const titled = (id: string) => ({ id, title_vi: `${id} vi`, title_en: `${id} en` })
const node = (id: string, kind: string) => ({ id, kind, title: { vi: `${id} vi`, en: `${id} en` } })
const relation = (kind: string, name: string): Relation => {
  const found = made.relations(kind).find((one) => one.name === name)
  if (found === undefined) throw new Error(`${kind} has no ${name}`)
  return found
}

const canvas = readCanvas(
  made,
  {
    vessels: {
      nodes: [
        { ...titled('v2'), version: 1, tows: { edges: [] } },
        { ...titled('v1'), version: 3, tows: { edges: [{ id: 'l1', version: 2, node: { id: 'v2' } }] } },
      ],
    },
    decks: {
      nodes: [
        { ...titled('d1'), version: 1, vessel: { id: 'v1' } },
        { ...titled('d2'), version: 1, vessel: { id: 'elsewhere' } },
      ],
    },
  },
  ['d1', 'v1', 'd2', 'gone', 'v2'],
)

describe('what a search found', () => {
  const hit = (id: string, kind: string, field: string) => ({
    entity: { ...titled(id), kind },
    field,
    snippet: [{ text: field, marked: true }],
  })
  it('shows where it was found, unless its title does', () => {
    const hits = readHits(made, {
      search: { nodes: [hit('v1', 'VESSEL', 'LABEL'), hit('v2', 'VESSEL', 'LOG')] },
    })
    expect(hits).toEqual([
      node('v1', 'Vessel'),
      { ...node('v2', 'Vessel'), snippet: [{ text: 'LOG', marked: true }] },
    ])
  })
})

describe('the canvas', () => {
  it('keeps the order in which nodes came, and leaves out what is no more', () => {
    expect(canvas.nodes).toEqual([
      node('d1', 'Deck'),
      node('v1', 'Vessel'),
      node('d2', 'Deck'),
      node('v2', 'Vessel'),
    ])
  })

  it('holds links and references whose ends are both there', () => {
    expect(canvas.links).toEqual([
      { id: 'l1', name: 'tows', from: 'v1', to: 'v2' },
      { id: 'd1 vessel', name: 'vessel', from: 'd1', to: 'v1' },
    ])
  })

  it('knows the version of each node and link, by which what others change is told', () => {
    expect(Object.fromEntries(canvas.versions)).toEqual({ v1: 3, v2: 1, d1: 1, d2: 1, l1: 2 })
  })

  it('counts what ends at each node', () => {
    expect([...degrees(canvas)]).toEqual([
      ['d1', 1],
      ['v1', 2],
      ['d2', 0],
      ['v2', 1],
    ])
  })

  it('hides nodes together with their links', () => {
    const part = subgraph(canvas, ({ kind }) => kind === 'Vessel')
    expect(part.nodes.map(({ id }) => id)).toEqual(['v1', 'v2'])
    expect(part.links.map(({ id }) => id)).toEqual(['l1'])
    expect(subgraph(canvas, () => true)).toBe(canvas)
  })

  it.each([
    ['v1', 'Vessel', 'tows', 1],
    ['v1', 'Vessel', 'towedBy', 0],
    ['v2', 'Vessel', 'towedBy', 1],
    ['v1', 'Vessel', 'decks', 1],
    ['d1', 'Deck', 'vessel', 1],
    ['d2', 'Deck', 'vessel', 0],
  ])('shows of %s, a %s, by %s: %i', (id, kind, name, count) => {
    expect(shownBy(made, canvas, id, relation(kind, name))).toBe(count)
  })

  it('has words for a link, and for none that the model lacks', () => {
    expect(linkWords(made, 'Vessel', 'tows')).toEqual({ vi: 'tows vi', en: 'tows en' })
    expect(() => linkWords(made, 'Vessel', 'sinks')).toThrow('Vessel has no sinks')
  })
})

describe('a node in the panel', () => {
  it('tells what it says, and its links of which there are any', () => {
    const details = readDetails(made, made.kind('Vessel'), {
      node: {
        ...titled('v1'),
        evidenceCount: 2,
        log_vi: 'nhật ký',
        log_en: 'log',
        decks: { totalCount: 0 },
        tows: { totalCount: 3 },
        towedBy: { totalCount: 1 },
      },
    })
    expect(details).toMatchObject({ ...node('v1', 'Vessel'), evidenceCount: 2 })
    expect(details?.prose.map(({ text }) => text)).toEqual([{ vi: 'nhật ký', en: 'log' }])
    expect(details?.relations.map(({ relation: { name }, count }) => [name, count])).toEqual([
      ['tows', 3],
      ['towedBy', 1],
    ])
  })

  it('leaves out prose that is missing, counts an owner as one, and may be gone', () => {
    const kind = made.kind('Deck')
    const details = readDetails(made, kind, {
      node: { ...titled('d1'), evidenceCount: 0, plan: null, vessel: { id: 'v1' } },
    })
    expect(details?.prose).toEqual([])
    expect(details?.relations).toEqual([{ relation: relation('Deck', 'vessel'), count: 1 }])
    expect(readDetails(made, kind, { node: null })).toBeNull()
  })
})

describe('new neighbours', () => {
  const both = [relation('Vessel', 'tows'), relation('Vessel', 'towedBy')]
  const answer = {
    node: {
      id: 'v1',
      tows: { totalCount: 5, nodes: [{ id: 'a' }, { id: 'b' }] },
      towedBy: { totalCount: 1, nodes: [{ id: 'a' }] },
    },
  }

  it('come once each, with how many are left', () => {
    expect(readNeighbours(both, answer, new Set(), 10)).toEqual({ ids: ['a', 'b'], left: 3 })
  })

  it('stop where the canvas is full', () => {
    expect(readNeighbours(both, answer, new Set(), 1)).toEqual({ ids: ['a'], left: 4 })
  })

  it('leave out an owner that is there already', () => {
    const owner = [relation('Deck', 'vessel')]
    const of = { node: { id: 'd1', vessel: { id: 'v1' } } }
    expect(readNeighbours(owner, of, new Set(['v1']), 9)).toEqual({ ids: [], left: 0 })
    expect(readNeighbours(owner, of, new Set(), 9)).toEqual({ ids: ['v1'], left: 0 })
  })

  it('are none of a node that is no more', () => {
    expect(readNeighbours(both, { node: null }, new Set(), 9)).toEqual({ ids: [], left: 0 })
  })
})

describe('where to begin', () => {
  it('names nodes that have links', () => {
    const hub = relation('Vessel', 'towedBy')
    const row = (id: string, totalCount: number) => ({ ...titled(id), related_: { totalCount } })
    expect(readHubs([hub], { hubs_0: { nodes: [row('v1', 4), row('v2', 0)] } })).toEqual([
      { relation: hub, nodes: [{ node: node('v1', 'Vessel'), count: 4 }] },
    ])
    expect(readHubs([hub], { hubs_0: { nodes: [row('v2', 0)] } })).toEqual([])
  })
})
