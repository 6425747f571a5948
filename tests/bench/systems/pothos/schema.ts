import SchemaBuilder from '@pothos/core'
import type { GraphQLSchema } from 'graphql'
import { lowerFirst, propertiesOf, scalarsOf, upperFirst } from '../../../../server/model/index.ts'
import type { Model, ScalarField } from '../../../../server/model/index.ts'
import type { Loaders, Row } from './loaders.ts'
import type { Read } from './reader.ts'
import { lists } from './lists.ts'

interface Context {
  readonly read: Read
  readonly loaders: Loaders
}

/** The kinds and links of the model as Pothos types; a link is a field whose loader gathers it for all parents. */
export function createSchema(model: Model): GraphQLSchema {
  const builder = new SchemaBuilder<{ Context: Context; DefaultFieldNullability: false }>({
    defaultFieldNullability: false,
  })
  const refs = new Map(model.kinds.map((kind) => [kind.name, builder.objectRef<Row>(kind.name)]))
  const refOf = (kind: string) => {
    const found = refs.get(kind)
    if (found === undefined) throw new Error(`There is no kind ${kind}`)
    return found
  }
  const count = builder.objectRef<Row>('Count').implement({
    fields: (t) => ({
      key: t.string({ resolve: (row) => String(row['key']) }),
      count: t.int({ resolve: (row) => Number(row['count']) }),
    }),
  })
  builder.queryType({})
  for (const kind of model.kinds) {
    const enums = new Map(
      scalarsOf(kind).flatMap(([name, field]) =>
        field.type === 'oneOf'
          ? [
              [
                name,
                builder.enumType(kind.name + upperFirst(name), { values: Object.keys(field.values) }),
              ] as const,
            ]
          : [],
      ),
    )
    const ref = refOf(kind.name)
    ref.implement({
      fields: (t) => ({
        id: t.id({ resolve: (row) => String(row['id']) }),
        version: t.int({ resolve: (row) => Number(row['version']) }),
        ...Object.fromEntries(
          scalarsOf(kind).map(([name, field]) => {
            const [property = name] = propertiesOf(name, field)
            const type = enums.get(name) ?? scalarOf(field)
            return [name, t.field({ type, nullable: true, resolve: (row) => row[property] as string | null })]
          }),
        ),
        ...Object.fromEntries(
          model.relations(kind.name).map((relation) => [
            relation.name,
            t.field({
              type: [refOf(relation.to)],
              args: { first: t.arg.int({ required: true, defaultValue: 25 }) },
              resolve: async (row, { first }, { loaders }) => [
                ...(await loaders.link(relation, first).load(String(row['id']))),
              ],
            }),
          ]),
        ),
        ...(kind.name === 'Lesson'
          ? { supportedByCount: t.int({ resolve: (row) => Number(row['supportedByCount']) }) }
          : {}),
      }),
    })
    builder.queryField(lowerFirst(kind.name), (t) =>
      t.field({
        type: ref,
        nullable: true,
        args: { id: t.arg.id({ required: true }) },
        resolve: (_root, { id }, { loaders }) => loaders.node(kind.name).load(id),
      }),
    )
  }
  for (const { name, kind, argument, statement } of lists)
    builder.queryField(name, (t) =>
      t.field({
        type: [kind === null ? count : refOf(kind)],
        args: {
          [argument]: t.arg.string({ required: true }),
          first: t.arg.int({ required: true, defaultValue: 25 }),
        },
        resolve: async (_root, args, { read }) =>
          (await read(statement, { ...args, first: BigInt(args['first'] as number) })) as Row[],
      }),
    )
  return builder.toSchema()
}

const scalarOf = (field: ScalarField) =>
  field.type === 'integer'
    ? 'Int'
    : field.type === 'decimal'
      ? 'Float'
      : field.type === 'boolean'
        ? 'Boolean'
        : 'String'
