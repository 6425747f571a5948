import type { Words } from '../../../server/model/index.ts'

/** A node as the canvas and the tables know it; its title in both languages, so that switching asks for nothing. */
export interface GraphNode {
  readonly id: string
  /** The kind's name in the model. */
  readonly kind: string
  readonly title: Words
}

/** A link between two nodes; a reference, which has no id of its own, gets one made of its end and its name. */
export interface GraphLink {
  readonly id: string
  /** The name by which the `from` end reads it: with the kind of that end it leads to the words. */
  readonly name: string
  readonly from: string
  readonly to: string
}

/** What is on the canvas. */
export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly links: readonly GraphLink[]
}

/** The canvas as it was read, with the versions of its nodes and links by their ids: what others change is told by them. */
export interface Canvas extends Graph {
  readonly versions: ReadonlyMap<string, number>
}

export const emptyGraph: Graph = { nodes: [], links: [] }

/** The part of a graph whose nodes are wanted; a link needs both its ends. */
export function subgraph(graph: Graph, isWanted: (node: GraphNode) => boolean): Graph {
  const nodes = graph.nodes.filter(isWanted)
  if (nodes.length === graph.nodes.length) return graph
  const ids = new Set(nodes.map((node) => node.id))
  return { nodes, links: graph.links.filter((link) => ids.has(link.from) && ids.has(link.to)) }
}

/** How many links of the graph end at each node. */
export function degrees(graph: Graph): ReadonlyMap<string, number> {
  const counts = new Map(graph.nodes.map((node) => [node.id, 0]))
  for (const { from, to } of graph.links)
    for (const id of new Set([from, to])) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
