import type { LocalizedText } from '../curate/validate.ts'
import type { Twin } from './graph.ts'
import { Listed } from './problems.ts'
import type { ImportProblem } from './problems.ts'

/** What comes of the nodes or the links of an import. */
export interface Counts {
  created: number
  changed: number
  unchanged: number
  /** Left out: it is not sure what they are, or what they lead to. */
  doubtful: number
}

/** A node or link that is created or changed. */
export interface ImportedItem {
  readonly subject: 'NODE' | 'LINK'
  /** The kind of the node, or the type of the link. */
  readonly kind: string
  readonly id: string
  readonly title: LocalizedText
  /** What is changed of it: names of fields, `evidence`; empty for what is created. */
  readonly fields: readonly string[]
  readonly file: string
  readonly line: number
}

/** A node that may be one of the graph: it is called as that one is, and nothing else tells. */
export interface DoubtfulItem {
  readonly kind: string
  /** As the file has it; null where it has none. */
  readonly id: string | null
  readonly title: LocalizedText
  readonly twins: readonly Twin[]
  readonly file: string
  readonly line: number
}

/** An id in a file whose node was merged into another: the import takes it for that one. */
export interface MergedItem {
  /** As the file has it. */
  readonly id: string
  readonly into: string
  /** Of the node that it was merged into, as is the title. */
  readonly kind: string
  readonly title: LocalizedText
  /** Whether what the file says of the node is left aside, since the files speak of the other one as well. */
  readonly isSetAside: boolean
  readonly file: string
  readonly line: number
}

/** What an import does, or would do. Lists show the first items and count all. */
export class Outcome {
  readonly nodes: Counts = { created: 0, changed: 0, unchanged: 0, doubtful: 0 }
  readonly links: Counts = { created: 0, changed: 0, unchanged: 0, doubtful: 0 }
  readonly created = new Listed<ImportedItem>()
  readonly changed = new Listed<ImportedItem>()
  readonly doubtful = new Listed<DoubtfulItem>()
  readonly merged = new Listed<MergedItem>()
  readonly problems: Listed<ImportProblem>

  constructor(problems: Listed<ImportProblem>) {
    this.problems = problems
  }
}
