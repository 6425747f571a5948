import { buildSchema, parse, validate } from 'graphql'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as documents from '../../../admin/data/documents.ts'
import * as evidence from '../../../admin/evidence/documents.ts'
import * as history from '../../../admin/history/documents.ts'

import * as links from '../../../admin/links/documents.ts'
import { linkRelations } from '../../../admin/links/relations.ts'
import * as live from '../../../admin/live/documents.ts'
import { mergeDocument, participantsDocument } from '../../../admin/merge/documents.ts'
import { compareDocument } from '../../../admin/pages/compare/documents.ts'
import { model } from '../../../server/model/index.ts'

const schema = buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'))
const problems = (document: string) => validate(schema, parse(document)).map(({ message }) => message)

test('every document of history is one that the API takes', () => {
  const all = [
    history.changesDocument,
    history.newestDocument,
    live.liveDocument,
    live.didToDocument,
    live.touchedDocument,
    history.changeSetDocument,
    history.undoDocument,
    history.namesDocument(1),
    history.namesDocument(50),
    history.passageNamesDocument,
    compareDocument,
    mergeDocument,
    ...model.kinds.map(participantsDocument),
  ]
  for (const document of all) expect(problems(document)).toEqual([])
})

test('every document that reads the graph as it was is one that the API takes', () => {
  expect(problems(evidence.evidenceOfLink(true))).toEqual([])
  for (const kind of model.kinds) {
    expect(problems(documents.oneDocument(model, kind, true))).toEqual([])
    expect(problems(documents.listDocument(model, kind, [], true))).toEqual([])
    expect(problems(documents.stepDocument(kind, true))).toEqual([])
    expect(problems(documents.countDocument(kind, true))).toEqual([])
    const relations = linkRelations(model, kind.name)
    if (relations.length > 0) expect(problems(links.groupsDocument(model, kind.name, true))).toEqual([])
    for (const relation of relations) expect(problems(links.moreDocument(model, relation, true))).toEqual([])
  }
})
