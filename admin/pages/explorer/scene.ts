import { DirectedGraph } from 'graphology'
import type { Model, Words } from '../../../server/model/index.ts'
import { kindColour } from './colours.ts'
import type { Mode } from './colours.ts'
import { degrees } from './graph.ts'
import type { Graph, GraphLink } from './graph.ts'
import { linkWords } from './relations.ts'

// Types, not interfaces: graphology wants attributes with an index signature.
export type SceneNode = {
  x: number
  y: number
  label: string
  title: string
  kindLabel: string
  size: number
  color: string
}
export type SceneEdge = { label: string; size: number; links: readonly string[] }

/** What sigma draws. Links of several types from one node to another are one line with all their words. */
export type Scene = DirectedGraph<SceneNode, SceneEdge>

export const createScene = (): Scene => new DirectedGraph<SceneNode, SceneEdge>()

export interface SceneStyle {
  readonly model: Model
  readonly lang: keyof Words
  readonly mode: Mode
}

/**
 * Brings the scene to a graph, and leaves in place what was there; a new node starts beside a neighbour.
 * @returns whether nodes or lines came or went, so that a layout is worth its while.
 */
export function updateScene(scene: Scene, graph: Graph, { model, lang, mode }: SceneStyle): boolean {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const lines = linesOf(graph.links)
  let moved = false

  for (const id of scene.nodes())
    if (!nodes.has(id)) {
      scene.dropNode(id)
      moved = true
    }
  for (const edge of scene.edges())
    if (!lines.has(edge)) {
      scene.dropEdge(edge)
      moved = true
    }

  const degree = degrees(graph)
  for (const [index, { id, kind, title }] of graph.nodes.entries()) {
    const look = {
      label: title[lang],
      title: title[lang],
      kindLabel: model.kind(kind).words[lang],
      size: 7 + 2.5 * Math.sqrt(degree.get(id) ?? 0),
      color: kindColour(model, kind, mode),
    }
    if (scene.hasNode(id)) scene.mergeNodeAttributes(id, look)
    else {
      scene.addNode(id, { ...placeFor(scene, id, index, graph.links), ...look })
      moved = true
    }
  }
  for (const [key, { from, to, links }] of lines) {
    const kind = nodes.get(from)?.kind
    if (kind === undefined || !nodes.has(to) || from === to) continue
    const label = [...new Set(links.map(({ name }) => linkWords(model, kind, name)[lang]))].join('; ')
    const look = { label, size: 2, links: links.map(({ id }) => id) }
    if (scene.hasEdge(key)) scene.mergeEdgeAttributes(key, look)
    else {
      scene.addEdgeWithKey(key, from, to, look)
      moved = true
    }
  }
  return moved
}

function linesOf(links: readonly GraphLink[]) {
  const lines = new Map<string, { from: string; to: string; links: GraphLink[] }>()
  for (const link of links) {
    const key = `${link.from} ${link.to}`
    const line = lines.get(key) ?? { from: link.from, to: link.to, links: [] }
    line.links.push(link)
    lines.set(key, line)
  }
  return lines
}

/** Near a neighbour that has its place, else on a spiral: never two in one spot, and the same each time. */
function placeFor(scene: Scene, id: string, index: number, links: readonly GraphLink[]) {
  const angle = index * 2.4
  for (const { from, to } of links) {
    const other = from === id ? to : to === id ? from : undefined
    if (other === undefined || !scene.hasNode(other)) continue
    const { x, y } = scene.getNodeAttributes(other)
    return { x: x + Math.cos(angle), y: y + Math.sin(angle) }
  }
  const radius = 2 * Math.sqrt(index)
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }
}
