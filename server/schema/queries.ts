import type { GraphQLResolveInfo } from 'graphql'
import { getNamedType, isObjectType } from 'graphql'
import { lowerFirst } from '../model/index.ts'
import { planConnection, planNode, planObject } from '../query/index.ts'
import type { Row, Selected } from '../query/index.ts'
import type { Base } from './builder.ts'
import { connectionArgs } from './connections.ts'
import { read } from './context.ts'
import type { Entities } from './entities.ts'
import type { Filters } from './filters.ts'

/** A root field as the planner sees any field. */
export function rootSelected(info: GraphQLResolveInfo, args: object): Selected {
  const field = info.parentType.getFields()[info.fieldName]
  if (field === undefined) throw new Error(`${info.parentType.name} has no ${info.fieldName}`)
  return { alias: String(info.path.key), field, args: { ...args }, nodes: info.fieldNodes }
}

/** Look-ups by id and the list of every kind. */
export function addQueries({ builder, model }: Base, entities: Entities, filters: Filters): void {
  builder.queryType({})
  for (const kind of model.kinds) {
    builder.queryField(lowerFirst(kind.name), (t) =>
      t.field({
        type: entities.kind(kind.name),
        nullable: true,
        args: { id: t.arg.id({ required: true }) },
        resolve: async (_root, { id }, context, info) => {
          const found = await read(context, info, (planning) => ({
            kind: 'byId',
            id,
            node: {
              label: kind.name,
              node: planNode(planning, getNamedType(info.returnType), info.fieldNodes, 1),
            },
            link: null,
          }))
          return found as Row | undefined
        },
      }),
    )
    builder.queryField(kind.plural, (t) =>
      t.field({
        type: entities.list(kind.name),
        args: connectionArgs(t.arg, filters, kind.name),
        resolve: async (_root, args, context, info) => {
          const list = await read(context, info, (planning) => ({
            kind: 'list',
            connection: planConnection(
              planning,
              rootSelected(info, args),
              { kind: 'label', label: kind.name },
              1,
            ),
          }))
          return list as Row
        },
      }),
    )
  }
  builder.queryField('entity', (t) =>
    t.field({
      type: entities.entity,
      nullable: true,
      description: 'A node of whatever kind by its id.',
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, context, info) => {
        const found = await read(context, info, (planning) => ({
          kind: 'byId',
          id,
          node: {
            label: 'Entity',
            node: planNode(planning, getNamedType(info.returnType), info.fieldNodes, 1),
          },
          link: null,
        }))
        return found as Row | undefined
      },
    }),
  )
  const link = (info: GraphQLResolveInfo) => {
    const type = info.schema.getType('Link')
    if (!isObjectType(type)) throw new Error('The schema has no Link')
    return type
  }
  builder.queryField('link', (t) =>
    t.field({
      type: entities.link,
      nullable: true,
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, context, info) => {
        const found = await read(context, info, (planning) => ({
          kind: 'byId',
          id,
          node: null,
          link: { types: model.linkTypes, object: planObject(planning, link(info), info.fieldNodes, 1) },
        }))
        return found as Row | undefined
      },
    }),
  )
  builder.queryField('node', (t) =>
    t.field({
      type: entities.node,
      nullable: true,
      description: 'A node or a link by its id.',
      args: { id: t.arg.id({ required: true }) },
      resolve: async (_root, { id }, context, info) => {
        const found = await read(context, info, (planning) => ({
          kind: 'byId',
          id,
          node: {
            label: 'Entity',
            node: planNode(planning, getNamedType(info.returnType), info.fieldNodes, 1),
          },
          link: { types: model.linkTypes, object: planObject(planning, link(info), info.fieldNodes, 1) },
        }))
        return found as Row | undefined
      },
    }),
  )
}
