import { TypeNameMetaFieldDef, getNamedType, isObjectType } from 'graphql'
import type { FieldNode, GraphQLObjectType } from 'graphql'
import type { GraphPlan } from './plan.ts'
import { planNode, planObject } from './planner.ts'
import type { Planning } from './planner.ts'
import { selectionOf } from './selection.ts'

/** Nodes that hang together closely have several links each. */
const LINKS_A_NODE = 5

/** What a graph answer reads of its nodes and links, of which there may be `rows` nodes. */
export function planGraph(
  planning: Planning,
  type: GraphQLObjectType,
  parents: readonly FieldNode[],
  rows: number,
): GraphPlan {
  return selectionOf(planning.context, type, parents).map(({ alias, field, nodes }): GraphPlan[number] => {
    const of = getNamedType(field.type)
    switch (field.name) {
      case TypeNameMetaFieldDef.name:
        return { alias, kind: 'typename', name: type.name }
      case 'truncated':
      case 'length':
        return { alias, kind: field.name }
      case 'nodes':
        planning.spend(rows, alias)
        return { alias, kind: 'nodes', node: planNode(planning, of, nodes, rows) }
      case 'links':
        if (!isObjectType(of)) throw new Error('A link was expected')
        planning.spend(rows * LINKS_A_NODE, alias)
        return { alias, kind: 'links', object: planObject(planning, of, nodes, rows * LINKS_A_NODE) }
      default:
        throw new Error(`A graph has no member ${field.name}`)
    }
  })
}
