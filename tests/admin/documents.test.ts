import { buildSchema, parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import {
  countDocument,
  createDocument,
  deleteDocument,
  listDocument,
  lossDocument,
  manyDocument,
  oneDocument,
  searchDocument,
  stepDocument,
  updateDocument,
} from '../../admin/data/documents.ts'
import { statsDocument } from '../../admin/pages/dashboard/documents.ts'
import { columnsOf } from '../../admin/resources/columns.ts'
import { model } from '../../server/model/index.ts'
import { Deck, Vessel, made } from './made-up.ts'

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))

describe('documents', () => {
  it.each(model.kinds.map((kind) => [kind.name, kind] as const))('fit the schema for %s', (_, kind) => {
    const columns = columnsOf(model, kind).map(({ source }) => source)
    const documents: string[] = [
      listDocument(model, kind, []),
      listDocument(model, kind, columns),
      stepDocument(kind),
      countDocument(kind),
      oneDocument(model, kind),
      manyDocument(model, kind),
      searchDocument(model, kind),
      createDocument(model, kind),
      updateDocument(model, kind),
      deleteDocument(kind),
      lossDocument(model, kind),
    ]
    for (const document of documents) expect(validate(schema, parse(document))).toEqual([])
  })

  it('fit the schema for the overview', () => {
    expect(validate(schema, parse(statsDocument))).toEqual([])
  })

  it('read every field of a made-up kind, and its links where they are counted or would be lost', () => {
    const one: string = oneDocument(made, Vessel)
    expect(one).toContain('node: vessel(id: $id)')
    expect(one).toContain('labelTexts { vi en }')
    for (const name of Object.keys(Vessel.fields)) expect(one).toContain(name)
    expect(listDocument(made, Vessel, ['tows'])).toContain('count_tows: tows { totalCount }')
    expect(lossDocument(made, Vessel)).toContain(
      'loss_towedBy: towedBy(first: 3, sort: [{ field: LABEL, lang: $lang }])',
    )
    expect(updateDocument(made, Vessel)).toContain('$input: VesselPatch!')
    expect(oneDocument(made, Deck)).toContain('vessel { id }')
  })

  it('ask for long texts in lists only where their column is shown', () => {
    expect(listDocument(made, Vessel, [])).not.toContain('logTexts')
    expect(listDocument(made, Vessel, ['log'])).toContain('logTexts')
  })
})
