import type { End } from '../curate/ends.ts'
import type { LocalizedText } from '../curate/validate.ts'
import type { Kind } from '../model/index.ts'
import { fold } from '../model/index.ts'
import type { Twin } from './graph.ts'
import type { Where } from './items.ts'

/**
 * What was found of a node of a file: it is new; it is there; it was merged into one that the files speak of themselves,
 * so that it is set aside; it is not sure which it is, so that it is left out; or it cannot be, and a problem says why.
 */
export type Standing = 'NEW' | 'PRESENT' | 'ASIDE' | 'DOUBTFUL' | 'FAULTY'

export interface KnownNode {
  readonly kind: Kind
  /** In the graph; that of the file can be another. */
  readonly id: string
  standing: Standing
  /** Until it is looked at, what the file states; afterwards what the node is called. */
  title: LocalizedText
  readonly where: Where
  readonly twins: readonly Twin[]
}

/** The nodes of all files of an import: their ids and what they are called, about 400 bytes each. */
export class Known {
  /** In the order of the stages, and in each in that of the files. */
  readonly stages: readonly KnownNode[][]
  readonly #byId = new Map<string, KnownNode>()
  readonly #merged = new Set<string>()
  readonly #byUnique = new Map<string, KnownNode>()
  readonly #byTitle = new Map<string, KnownNode[]>()

  constructor(stages: number) {
    this.stages = Array.from({ length: stages }, () => [])
  }

  /** By the id that a file or the graph has for it. */
  get(id: string): KnownNode | undefined {
    return this.#byId.get(id)
  }

  called(id: string, node: KnownNode): void {
    this.#byId.set(id, node)
  }

  /** Has an id mean the node that its own was merged into. */
  ledOn(id: string, into: KnownNode): void {
    this.#byId.set(id, into)
    this.#merged.add(id)
  }

  /** Whether an id is that of a node that was merged away. */
  isLedOn(id: string): boolean {
    return this.#merged.has(id)
  }

  /** The node of a kind that a value stands for. */
  unique(kind: string, field: string, value: string): KnownNode | undefined {
    return this.#byUnique.get(`${kind} ${field} ${value}`)
  }

  standsFor(kind: string, field: string, value: string, node: KnownNode): void {
    this.#byUnique.set(`${kind} ${field} ${value}`, node)
  }

  /** Nodes of a kind that are called so, whatever the letters' case and accents. */
  titled(kind: string, title: string): readonly KnownNode[] {
    return this.#byTitle.get(`${kind} ${fold(title)}`) ?? []
  }

  entitled(node: KnownNode): void {
    if (node.title.vi === null) return
    const key = `${node.kind.name} ${fold(node.title.vi)}`
    const found = this.#byTitle.get(key)
    if (found === undefined) this.#byTitle.set(key, [node])
    else found.push(node)
  }
}

/** A node of the graph that no file speaks of. */
export const ofGraph = (kind: Kind, id: string, title: LocalizedText): KnownNode => ({
  kind,
  id,
  standing: 'PRESENT',
  title,
  where: { file: 0, line: 0 },
  twins: [],
})

/** A node as the end of a link. */
export const endOf = ({ kind, title }: KnownNode): End => ({ kind: kind.name, title })
