import type { Model, Words } from '../../../server/model/index.ts'
import { readEntity } from './answers.ts'
import type { PathsAnswer } from './answers.ts'
import type { GraphLink, GraphNode } from './graph.ts'

/** One link of a path, as it is read walking along. */
export interface Step {
  readonly linkId: string
  readonly from: GraphNode
  readonly to: GraphNode
  readonly words: Words
  /** Whether the link points the way the path goes. */
  readonly forward: boolean
}

/** A path between two nodes; between neighbours one step. */
export interface FoundPath {
  readonly nodes: readonly GraphNode[]
  readonly links: readonly GraphLink[]
  readonly steps: readonly Step[]
}

/** The paths that the API found, each link with the words of its direction. */
export function readPaths(model: Model, answer: PathsAnswer): FoundPath[] {
  return answer.paths.map((path) => {
    const nodes = path.nodes.map((entity) => readEntity(model, entity))
    const byId = new Map(nodes.map((node) => [node.id, node]))
    const links: GraphLink[] = []
    const steps = path.links.map((link, index): Step => {
      const from = nodes[index]
      const to = nodes[index + 1]
      const start = byId.get(link.from.id)
      const end = byId.get(link.to.id)
      if (from === undefined || to === undefined || start === undefined || end === undefined)
        throw new Error('A path has other nodes than its links')
      const declared = model.linkBetween(link.type, start.kind, end.kind)
      if (declared === undefined) throw new Error(`No link ${link.type} in the model`)
      links.push({ id: link.id, name: declared.reads, from: start.id, to: end.id })
      const forward = start.id === from.id
      return { linkId: link.id, from, to, forward, words: forward ? declared.words : declared.reverseWords }
    })
    return { nodes, links, steps }
  })
}

/** A path as one sentence: "Lesson 3 cites Directive 05; Directive 05 issued by Politburo". */
export const pathInWords = (path: FoundPath, lang: keyof Words): string =>
  path.steps.map(({ from, words, to }) => `${from.title[lang]} ${words[lang]} ${to.title[lang]}`).join('; ')
