/** What comes of the nodes or the links of an import. */
export interface ImportCounts {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly doubtful: number
}

/** A text in both languages, as the service keeps it. */
export interface BothTexts {
  readonly vi: string | null
  readonly en: string | null
}

export interface ImportedItem {
  readonly subject: 'NODE' | 'LINK'
  readonly kind: string
  readonly id: string
  readonly title: BothTexts
  readonly fields: readonly string[]
  readonly file: string
  readonly line: number
}

/** A node of a file that may be one of the graph. */
export interface DoubtfulItem {
  readonly kind: string
  readonly title: BothTexts
  readonly twins: readonly { readonly id: string; readonly title: BothTexts }[]
  readonly file: string
  readonly line: number
}

/** An id in a file whose node was merged into another one. */
export interface MergedItem {
  readonly id: string
  readonly into: string
  readonly kind: string
  readonly title: BothTexts
  /** Whether what the file says of it is left aside, since the files speak of the other one as well. */
  readonly isSetAside: boolean
  readonly file: string
  readonly line: number
}

export interface ImportProblem {
  readonly file: string
  readonly line: number | null
  readonly path: string
  readonly reason: string
  readonly rule: string
  readonly field: string | null
}

/** What an import did, or would do. Lists hold the first hundred. */
export interface ImportResult {
  readonly done: boolean
  readonly changeSetId: string | null
  readonly nodes: ImportCounts
  readonly links: ImportCounts
  readonly created: readonly ImportedItem[]
  readonly changed: readonly ImportedItem[]
  readonly doubtful: readonly DoubtfulItem[]
  readonly merged: readonly MergedItem[]
  readonly mergedCount: number
  readonly problems: readonly ImportProblem[]
  readonly problemCount: number
}

/** What the columns of a table hold, as the service takes it. */
export interface CsvMapping {
  /** By the name that the model has for it; null: each row is a link. */
  readonly kind: string | null
  readonly separator: string
  readonly columns: readonly string[]
}

export type DoubtfulChoice = 'LEAVE' | 'CREATE' | 'MATCH'

export interface ImportProgress {
  readonly phase: 'READING' | 'LOOKING' | 'WRITING' | 'COMMITTING'
  readonly done?: number
  readonly total?: number
}
