import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { expect, it } from 'vitest'
import { importVi } from '../../admin/i18n/import.vi.ts'
import { mappingDocument } from '../../admin/pages/import/documents.ts'
import { sayMeaning, sayProblem } from '../../admin/pages/import/words.ts'
import { IMPORT_RULES } from '../../server/import/problems.ts'
import { LINK_COLUMNS, meaningsOf } from '../../server/import/csv/mapping.ts'
import { model } from '../../server/model/index.ts'

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'))

it('the document fits the schema', () => {
  expect(validate(schema, parse(mappingDocument))).toEqual([])
})

it('every rule and every column has words', () => {
  expect(Object.keys(importVi.import.rule).sort()).toEqual([...IMPORT_RULES].sort())
  expect(Object.keys(importVi.import.column)).toEqual(expect.arrayContaining([...LINK_COLUMNS]))
  const say = (key: string, values?: Record<string, unknown>) => (values ? JSON.stringify(values) : key)
  for (const kind of model.kinds)
    for (const meaning of meaningsOf(model, kind))
      expect(sayMeaning(model, kind.name, meaning, 'vi', say)).not.toBe(meaning)
})

it('a field that is refused is told by its rule in Vietnamese', () => {
  const problem = {
    file: 'a.csv',
    line: 2,
    path: 'Số',
    reason: 'must be text',
    rule: 'FIELD',
    field: 'Directive.number',
  }
  expect(sayProblem(model, problem, 'vi', (key) => key)).toBe('lg.rule.refused')
  expect(sayProblem(model, { ...problem, rule: 'CIRCLE', field: null }, 'vi', (key) => key)).toBe(
    'import.rule.CIRCLE',
  )
})
