import { buildSchema, parse, validate } from 'graphql'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as links from '../../../admin/links/documents.ts'
import * as evidence from '../../../admin/evidence/documents.ts'
import { linkRelations, relationTitle, sortOf, titleFilter } from '../../../admin/links/relations.ts'
import { model } from '../../../server/model/index.ts'
import { madeUp, relationOf } from './made-up.ts'

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'))
const problems = (document: string) => validate(schema, parse(document)).map(({ message }) => message)

test('every document that the model gives is one that the API takes', () => {
  for (const kind of model.kinds) {
    expect(problems(links.choicesDocument(kind))).toEqual([])
    // A kind without links has no panel, and so never asks for its groups.
    if (linkRelations(model, kind.name).length === 0) continue
    expect(problems(links.groupsDocument(model, kind.name))).toEqual([])
    for (const relation of linkRelations(model, kind.name))
      expect(problems(links.moreDocument(model, relation))).toEqual([])
  }
})

test('every document that is the same for all models is one that the API takes', () => {
  const documents = [
    links.searchDocument,
    links.linkDocument,
    links.createLinkDocument,
    links.updateLinkDocument,
    links.deleteLinkDocument,
    evidence.passagesById,
    evidence.passagesOfSource,
    evidence.newestSources,
    evidence.foundSources,
    evidence.evidenceOfLink(),
  ]
  for (const document of documents) expect(problems(document)).toEqual([])
})

test('a made-up kind reads its groups, in both directions, in one request', () => {
  const document = links.groupsDocument(madeUp, 'Campaign')
  expect(document).toContain('node: campaign(id: $id)')
  expect(document).toContain('inspires(first: $first, sort: [{ field: TITLE, lang: $lang }])')
  expect(document).toContain('runsIn(first: $first, sort: [{ field: POSITION }])')
  expect(document).toContain('follows(')
  expect(document).toContain('followedBy(')
  expect(document.match(/campaign\(/g)).toHaveLength(1)
})

test('a made-up link stands among those of a kind that was there before', () => {
  expect(links.groupsDocument(madeUp, 'Lesson')).toContain('inspiredBy(')
  expect(links.moreDocument(madeUp, relationOf('Lesson', 'inspiredBy'))).toContain(
    '$filter: LinkedCampaignFilter',
  )
})

test('link types are offered in the words of each language, from the side of the node at hand', () => {
  expect(relationTitle(madeUp, relationOf('Campaign', 'inspires'), 'vi')).toBe(
    'Phong trào — khơi nguồn cho → Bài học kinh nghiệm',
  )
  expect(relationTitle(madeUp, relationOf('Lesson', 'inspiredBy'), 'en')).toBe(
    'Lesson — inspired by → Campaign',
  )
  expect(relationTitle(madeUp, relationOf('Lesson', 'cites'), 'vi')).toBe(
    'Bài học kinh nghiệm — viện dẫn → Văn kiện',
  )
})

test('references are no links: they are fields of the node', () => {
  expect(linkRelations(madeUp, 'Passage')).toEqual([])
  expect(linkRelations(madeUp, 'Campaign').map(({ name }) => name)).toEqual([
    'inspires',
    'runsIn',
    'follows',
    'followedBy',
  ])
})

test('a kind is ordered and found by what it is called by', () => {
  expect(sortOf(madeUp.kind('Phase'))).toBe('{ field: POSITION }')
  expect(titleFilter(madeUp.kind('Phase'), 'giai doan 12')).toEqual({ position: { eq: 12 } })
  expect(titleFilter(madeUp.kind('Phase'), 'giai doan')).toBeNull()
  expect(titleFilter(madeUp.kind('Campaign'), ' thi dua ')).toEqual({ title: { matches: 'thi dua' } })
  expect(titleFilter(madeUp.kind('Campaign'), '  ')).toBeNull()
})

test('a passage is found by its number, however it is written, or by words that it holds', () => {
  expect(evidence.passageFilter('17')).toEqual({ ordinal: { gte: 17 } })
  expect(evidence.passageFilter('đoạn 17')).toEqual({ ordinal: { gte: 17 } })
  expect(evidence.passageFilter('xay dung Dang')).toEqual({ text: { matches: 'xay dung Dang' } })
  expect(evidence.passageFilter('')).toEqual({})
})
