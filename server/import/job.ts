import type { End } from '../curate/ends.ts'
import type { Transition } from '../curate/transitions.ts'
import type { Graph } from './graph.ts'
import type { ImportedItem, Outcome } from './outcome.ts'
import type { Known } from './known.ts'
import type { Where } from './items.ts'
import type { Shelf } from './shelf.ts'
import type { Reading } from './reading.ts'

/** What becomes of nodes that may be others of the graph: they are left out, made anew, or taken for those. */
export type DoubtfulChoice = (typeof DOUBTFUL_CHOICES)[number]
export const DOUBTFUL_CHOICES = ['LEAVE', 'CREATE', 'MATCH'] as const

/** What becomes of nodes and links that the graph has already. */
export type PresentChoice = 'CHANGE' | 'LEAVE'

/** One look through what was read, against one state of the graph. */
export interface Job {
  readonly reading: Reading
  readonly graph: Graph
  readonly known: Known
  readonly shelf: Shelf
  readonly outcome: Outcome
  /** ISO instant at which everything is stamped. */
  readonly at: string
  readonly doubtful: DoubtfulChoice
  readonly present: PresentChoice
  /** Takes what is to be written; it may be written later, in this order. */
  readonly write: (transitions: readonly Transition[], ends: ReadonlyMap<string, End>) => Promise<void>
  /** Waits until all of it is written. */
  readonly settle: () => Promise<void>
  /** Told after each batch how many nodes and links were looked at. @throws when the import is to end. */
  readonly looked: (count: number) => void
}

/** Nodes or links that are looked at together. */
export const TOGETHER = 1_000

/** Notes a node or link that is created or changed. */
export function note(
  { outcome, reading }: Job,
  where: Where,
  item: Omit<ImportedItem, 'file' | 'line'>,
  isNew: boolean,
): void {
  const counts = item.subject === 'NODE' ? outcome.nodes : outcome.links
  counts[isNew ? 'created' : 'changed'] += 1
  const list = isNew ? outcome.created : outcome.changed
  list.add({ ...item, file: reading.files[where.file]?.name ?? '', line: where.line })
}
