import { buildSchema, parse, validate } from 'graphql'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  canvasDocument,
  canvasPages,
  hubsDocument,
  neighboursDocument,
  nodeDocument,
  pathsDocument,
  searchDocument,
  statsDocument,
  successorsDocument,
} from '../../../admin/pages/explorer/documents.ts'
import { hubRelations } from '../../../admin/pages/explorer/hubs.ts'
import { model } from '../../../server/model/index.ts'
import type { Model } from '../../../server/model/index.ts'
import { made } from '../made-up.ts'

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'))
const problems = (document: string) => validate(schema, parse(document)).map(({ message }) => message)
const everyType = (of: Model) => of.linkTypes.map((type) => ({ type, count: 1 }))

describe('the explorer asks what the API answers', () => {
  it.each([
    ['search', searchDocument],
    ['paths', pathsDocument],
    ['stats', statsDocument],
    ['successors', successorsDocument(50)],
    ['canvas', canvasDocument(model)],
    ['hubs', hubsDocument(model, hubRelations(model, everyType(model)))],
  ])('%s', (_name, document) => {
    expect(problems(document)).toEqual([])
  })

  it.each(model.kinds.map((kind) => [kind.name, kind] as const))('of %s', (name, kind) => {
    expect(problems(nodeDocument(model, kind))).toEqual([])
    const relations = model.relations(name)
    expect(problems(neighboursDocument(kind, relations))).toEqual([])
    for (const relation of relations) expect(problems(neighboursDocument(kind, [relation]))).toEqual([])
  })
})

describe('a kind that was made up', () => {
  it('is read on the canvas, with its links and its owner', () => {
    const document = canvasDocument(made)
    expect(document).toContain('vessels(filter: { id: { in: $ids } }, first: $nodes)')
    expect(document).toContain(
      'tows(filter: { id: { in: $ids } }, first: $links) { edges { id version node { id } } }',
    )
    expect(document).toContain('vessel { id }')
    // Each link once, by the end that it leaves from.
    expect(document).not.toContain('towedBy')
  })

  it('tells its prose and counts its links in both directions', () => {
    const document = nodeDocument(made, made.kind('Vessel'))
    expect(document).toContain('node: vessel(id: $id)')
    expect(document).toContain('log_vi: log(lang: VI) log_en: log(lang: EN)')
    for (const name of ['tows', 'towedBy', 'decks']) expect(document).toContain(`${name} { totalCount }`)
  })

  it('is expanded by one relation, or by its owner alone', () => {
    const of = (kind: string, name: string) => made.relations(kind).filter((one) => one.name === name)
    expect(neighboursDocument(made.kind('Vessel'), of('Vessel', 'towedBy'))).toContain('towedBy(filter:')
    expect(neighboursDocument(made.kind('Deck'), of('Deck', 'vessel'))).not.toContain('$known')
  })

  it('is a place to begin where many links meet', () => {
    const [hub] = hubRelations(made, [
      { type: 'CITES', count: 3 },
      { type: 'TOWS', count: 9 },
    ])
    expect(hub).toMatchObject({ from: 'Vessel', name: 'towedBy' })
  })
})

describe('pages', () => {
  it.each([1, 40, 150])('of %i nodes stay within what is read at once', (count) => {
    const { nodes, links } = canvasPages(
      made,
      Array.from({ length: count }, (_, index) => `n${index}`),
    )
    expect(nodes).toBe(count)
    for (const kind of made.kinds) {
      const out = made.relations(kind.name).filter(({ direction }) => direction === 'out').length
      expect(nodes * (1 + out * links)).toBeLessThan(250_000)
    }
  })
})
