import type { Counts, DoubtfulItem, ImportedItem, MergedItem } from './outcome.ts'
import type { ImportProblem } from './problems.ts'
import type { Imported } from './run.ts'

/** What came of an import, or would come of it, as clients are told. */
export interface ToldImport {
  readonly done: boolean
  readonly changeSetId: string | null
  readonly seq: number | null
  readonly nodes: Counts
  readonly links: Counts
  readonly created: readonly ImportedItem[]
  readonly changed: readonly ImportedItem[]
  readonly doubtful: readonly DoubtfulItem[]
  readonly merged: readonly MergedItem[]
  readonly mergedCount: number
  readonly problems: readonly ImportProblem[]
  readonly problemCount: number
}

/** @param isDry whether nothing was to be done. */
export function toldImport({ outcome, changeSetId, seq }: Imported, isDry: boolean): ToldImport {
  const { nodes, links, created, changed, doubtful, merged, problems } = outcome
  return {
    done: !isDry,
    changeSetId,
    seq: changeSetId === null ? null : seq,
    nodes,
    links,
    created: created.first,
    changed: changed.first,
    doubtful: doubtful.first,
    merged: merged.first,
    mergedCount: merged.count,
    problems: problems.first,
    problemCount: problems.count,
  }
}
