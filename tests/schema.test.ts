import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { model } from '../server/model/index.ts'
import { createSchema } from '../server/schema/schema.ts'
import { printed } from '../server/schema/print.ts'

test('schema.graphql is what the model makes it: npm run schema writes it anew', () => {
  expect(readFileSync('schema.graphql', 'utf8')).toBe(printed(createSchema(model)))
})
