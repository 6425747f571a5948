import { getNamedType, isObjectType } from 'graphql'
import type { FieldNode, GraphQLObjectType } from 'graphql'
import type { GraphPlan, ObjectPlan, NodePlan } from './plan.ts'
import { planNode, planObject } from './planner.ts'
import type { Planning } from './planner.ts'
import { selectionOf } from './selection.ts'

const LINKS_A_NODE = 5

/** What a graph answer reads of its nodes and links; other members of the type are not in the database. */
export function planGraph(
  planning: Planning,
  type: GraphQLObjectType,
  parents: readonly FieldNode[],
  rows: number,
): GraphPlan {
  const nodes: { alias: string; node: NodePlan }[] = []
  const links: { alias: string; object: ObjectPlan }[] = []
  for (const { alias, field, nodes: asking } of selectionOf(planning.context, type, parents)) {
    const of = getNamedType(field.type)
    if (field.name === 'nodes') {
      planning.spend(rows, alias)
      nodes.push({ alias, node: planNode(planning, of, asking, rows) })
    } else if (field.name === 'links' && isObjectType(of)) {
      // Nodes that hang together closely have several links each.
      const count = rows * LINKS_A_NODE
      planning.spend(count, alias)
      links.push({ alias, object: planObject(planning, of, asking, count) })
    }
  }
  return { nodes, links }
}
