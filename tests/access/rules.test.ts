import { expect, test } from 'vitest'
import { rulesOf } from '../../server/access/rules.ts'
import { model } from '../../server/model/index.ts'
import { createSchema } from '../../server/schema/schema.ts'

const schema = createSchema(model)
const operations = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
  (type) => Object.keys(type?.getFields() ?? {}).map((name) => `${String(type?.name)}.${name}`),
)

test('every operation has a rule, and every rule an operation', () => {
  const introspection = ['Query.__schema', 'Query.__type']
  expect([...rulesOf(model).keys()].toSorted()).toEqual([...operations, ...introspection].toSorted())
})
