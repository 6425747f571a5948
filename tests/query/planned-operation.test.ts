import { Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { createModel, integer, kind, localized, model } from '../../server/model/index.ts'
import { PlannedOperation } from '../../server/schema/root-fields.ts'
import { createSchema } from '../../server/schema/schema.ts'

/** The one operation of a document over a model. */
function operationOf(text: string, of = model): PlannedOperation {
  const [definition] = parse(text).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document has no operation')
  return new PlannedOperation(createSchema(of), of, definition, {})
}

test('a plan is kept for what its document is asked with, but not beside a great input', () => {
  const operation = operationOf('query ($filter: BodyFilter) { bodies(filter: $filter) { totalCount } }')
  const asked = (ids: number) =>
    operation.fields({ filter: { id: { in: Array.from({ length: ids }, (_, n) => `some-long-id-${n}`) } } })
  expect(asked(10)).toBe(asked(10))
  expect(asked(11)).not.toBe(asked(10))
  expect(asked(900)[0]?.by).toBe('statement')
  expect(asked(900)).not.toBe(asked(900))
})

test('what resolvers answer leaves nothing behind of what it was asked with', () => {
  const operation = operationOf('mutation ($input: BodyInput!) { createBody(input: $input) { id } }')
  const input = { title: { vi: 'a' } }
  const [kept, again] = [operation.fields({ input }), operation.fields({ input })]
  expect(kept.map(({ by }) => by)).toEqual(['resolver'])
  expect(again).not.toBe(kept)
})

test('an order by a field that is called seq is made total by the id, as any other', () => {
  const title = localized({ vi: 'Tên gọi', en: 'Title' }, { required: true, searched: 3 })
  const of = createModel({
    kinds: [
      ...model.kinds,
      kind({
        name: 'Step',
        plural: 'steps',
        words: { vi: 'Bước', en: 'Step' },
        pluralWords: { vi: 'Bước', en: 'Steps' },
        fields: { title, seq: integer({ vi: 'Thứ tự', en: 'Order' }, { required: true }) },
      }),
    ],
    links: model.links,
  })
  const [field] = operationOf('{ steps(sort: [{ field: SEQ }]) { nodes { id } } }', of).fields({})
  expect(field?.by === 'statement' && field.prepared.template.text).toMatch(
    /ORDER BY n0\.`?seq`?, n0\.`?id`? /,
  )
})
