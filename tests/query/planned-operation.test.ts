import { Kind, parse } from 'graphql'
import { expect, test } from 'vitest'
import { createModel, integer, kind, localized, model } from '../../server/model/index.ts'
import { PlannedOperation } from '../../server/schema/root-fields.ts'
import { createSchema } from '../../server/schema/schema.ts'

/** The one operation of a document over a model. */
function operationOf(text: string, of = model): PlannedOperation {
  const [definition] = parse(text).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The document has no operation')
  return new PlannedOperation(createSchema(of), of, definition, {}, 250_000)
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

test('pages of one list share a plan, whose cursors are filled in', () => {
  const pages = (sort: string) => {
    const operation = operationOf(
      `query ($after: String) { lessons(first: 5, after: $after, sort: ${sort}) { nodes { id } } }`,
    )
    return (keys: readonly unknown[], signature: string) =>
      operation.fields({ after: Buffer.from(JSON.stringify([signature, ...keys])).toString('base64url') })
  }
  const byTitle = pages('[{ field: TITLE }]')
  const signature = 'Lesson title_vi+ id+'
  expect(byTitle(['a', 'lesson-1'], signature)).toBe(byTitle(['b', 'lesson-2'], signature))
  // A statement treats null apart, and so is made for the values that it is asked with.
  const byOrdinal = pages('[{ field: ORDINAL }]')
  const kept = byOrdinal([1, 'lesson-1'], 'Lesson ordinal+ id+')
  expect(kept[0]?.by).toBe('statement')
  expect(byOrdinal([null, 'lesson-2'], 'Lesson ordinal+ id+')).not.toBe(kept)
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
