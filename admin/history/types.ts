export type Action = 'CREATED' | 'UPDATED' | 'DELETED'

/** What kind of work a change set was. */
export type Origin = 'EDIT' | 'IMPORT' | 'MERGE' | 'UNDO'

/** A node or link that has changed, as the log or a comparison tells it. */
export interface ToldChange {
  readonly action: Action
  readonly subject: 'NODE' | 'LINK'
  /** The kind of the node, or the type of the link. */
  readonly kind: string
  readonly targetId: string
  /** What it was called then; a link by both its ends. */
  readonly title: string | null
  /** The state before, null for what was not there; the API says no more of it than that it is JSON. */
  readonly before: unknown
  readonly after: unknown
  /** The node that this one was merged into. */
  readonly into?: string | null
  /** What else it concerns, such as what a node belonged to and belongs to, and what that was called then. */
  readonly touches?: readonly { readonly id: string; readonly title: string | null }[]
}

export interface Change extends ToldChange {
  readonly id: string
}

/** As much of a change set as it takes to name it. */
export interface SetName {
  readonly id: string
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly reason: string | null
}

/** Changes that were made together, the first of them here. */
export interface ChangeSet extends SetName {
  readonly origin: Origin
  /** All of its changes. */
  readonly changeCount: number
  readonly changes: readonly Change[]
  readonly undoes: readonly SetName[]
  readonly undoneBy: readonly SetName[]
}

/** The node from whose side links are told. */
export interface Viewpoint {
  readonly id: string
  /** The kind's name in the model. */
  readonly kind: string
}

export type KeptReason =
  | 'CHANGED_LATER'
  | 'DELETED_LATER'
  | 'IN_USE'
  | 'ADDED_LATER'
  | 'END_MISSING'
  | 'OWNER_MISSING'
  | 'PASSAGE_MISSING'
  | 'EXISTS'
  | 'TWICE'
  | 'AT_MOST_ONE'
  | 'CIRCLE'
  | 'TAKEN'
  | 'QUOTED'
  | 'WORDS_MISSING'

/** Something that an undo leaves as it is. */
export interface Kept {
  readonly targetId: string
  readonly subject: 'NODE' | 'LINK'
  readonly kind: string
  readonly title: string | null
  /** `title.vi`, `note`, `evidence`; null for the whole of it. */
  readonly field: string | null
  readonly reason: KeptReason
  /** The change sets for which it stays. */
  readonly changeSetIds: readonly string[]
}

export type UndoMode = 'REFUSE' | 'WITH_LATER' | 'ONLY_FREE'

export interface UndoResult {
  readonly done: boolean
  readonly changeSetId: string | null
  readonly seq: number | null
  /** How many nodes and links are taken back. */
  readonly undone: number
  /** The later change sets that stand in the way. */
  readonly blockedBy: readonly SetName[]
  readonly kept: readonly Kept[]
}
