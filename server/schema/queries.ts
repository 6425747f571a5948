import { getNamedType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { lowerFirst } from '../model/index.ts'
import { planConnection, planNode, planObject } from '../query/index.ts'
import type { Planning, RootPlan, Selected } from '../query/index.ts'
import type { Base } from './builder.ts'
import { asOfArg, connectionArgs } from './connections.ts'
import { planned } from './context.ts'
import type { Entities } from './entities.ts'
import type { Filters } from './filters.ts'

type ById = Extract<RootPlan, { kind: 'byId' }>

/** What is read of a node with a label that is found by its id. */
export const nodeById = (planning: Planning, { field, nodes }: Selected, label: string): ById['node'] => ({
  label,
  node: planNode(planning, getNamedType(field.type), nodes, 1),
  canBeMerged: true,
})

/** What is read of a link of whatever type that is found by its id. */
export const linkById = (planning: Planning, { nodes }: Selected): ById['link'] => ({
  types: planning.model.linkTypes,
  object: planObject(planning, linkType(planning.context.schema), nodes, 1),
})

function linkType(schema: GraphQLSchema) {
  const type = schema.getType('Link')
  if (!isObjectType(type)) throw new Error('The schema has no Link')
  return type
}

/** Look-ups by id and the list of every kind. */
export function addQueries(base: Base, entities: Entities, filters: Filters): void {
  const { builder, model } = base
  builder.queryType({})
  for (const kind of model.kinds) {
    builder.queryField(lowerFirst(kind.name), (t) =>
      t.field({
        type: entities.kind(kind.name),
        nullable: true,
        args: { id: t.arg.id({ required: true }), asOf: asOfArg(t.arg, base) },
        ...planned((planning, selected) => ({
          kind: 'byId',
          id: selected.args['id'],
          node: nodeById(planning, selected, kind.name),
          link: null,
        })),
      }),
    )
    builder.queryField(kind.plural, (t) =>
      t.field({
        type: entities.list(kind.name),
        args: { ...connectionArgs(t.arg, filters.of(kind.name)), asOf: asOfArg(t.arg, base) },
        ...planned((planning, selected) => ({
          kind: 'list',
          connection: planConnection(planning, selected, { kind: 'label', label: kind.name }, 1),
        })),
      }),
    )
  }
  builder.queryField('entity', (t) =>
    t.field({
      type: entities.entity,
      nullable: true,
      description: 'A node of whatever kind by its id.',
      args: { id: t.arg.id({ required: true }), asOf: asOfArg(t.arg, base) },
      ...planned((planning, selected) => ({
        kind: 'byId',
        id: selected.args['id'],
        node: nodeById(planning, selected, 'Entity'),
        link: null,
      })),
    }),
  )
  builder.queryField('link', (t) =>
    t.field({
      type: entities.link,
      nullable: true,
      args: { id: t.arg.id({ required: true }), asOf: asOfArg(t.arg, base) },
      ...planned((planning, selected) => ({
        kind: 'byId',
        id: selected.args['id'],
        node: null,
        link: linkById(planning, selected),
      })),
    }),
  )
  builder.queryField('node', (t) =>
    t.field({
      type: entities.node,
      nullable: true,
      description: 'A node or a link by its id.',
      args: { id: t.arg.id({ required: true }), asOf: asOfArg(t.arg, base) },
      ...planned((planning, selected) => ({
        kind: 'byId',
        id: selected.args['id'],
        node: nodeById(planning, selected, 'Entity'),
        link: linkById(planning, selected),
      })),
    }),
  )
}
