import type { Model, Relation, Words } from '../../../server/model/index.ts'
import { outgoing } from './documents.ts'
import type { Graph } from './graph.ts'

/** The words of a link as its `from` end reads it. */
export function linkWords(model: Model, kind: string, name: string): Words {
  const relation = outgoing(model, kind).find((one) => one.name === name)
  if (relation === undefined) throw new Error(`${kind} has no ${name}`)
  return relation.words
}

/** How many neighbours by one relation of a node stand on the canvas. */
export function shownBy(model: Model, graph: Graph, id: string, relation: Relation): number {
  const kinds = new Map(graph.nodes.map((node) => [node.id, node.kind]))
  if (relation.direction === 'out')
    return graph.links.filter(
      ({ from, to, name }) => from === id && name === relation.name && kinds.get(to) === relation.to,
    ).length
  const read = outgoing(model, relation.to).find(
    (one) => one.type === relation.type && one.to === relation.from,
  )
  return graph.links.filter(
    ({ from, to, name }) => to === id && name === read?.name && kinds.get(from) === relation.to,
  ).length
}
