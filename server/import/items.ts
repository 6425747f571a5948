import type { Values } from '../curate/validate.ts'

/** Where an item stands. */
export interface Where {
  /** The place of its file in the list of files. */
  readonly file: number
  /** The line that it begins on, from 1. */
  readonly line: number
  /** In a file whose places have lines of their own: the keys that lead to it. */
  readonly at?: readonly (string | number)[]
}

/** A node as a file states it: the fields that it names, and evidence where it names any. */
export interface NodeItem {
  readonly where: Where
  readonly kind: string
  /** Null where the file has no id for it. */
  readonly id: string | null
  /** The id is none of the file's: it is what links of the file call the node by. */
  readonly isNameless?: boolean
  readonly fields: Values
  /** With passageId, mention, start and note; absent where the file says nothing of it. */
  readonly evidence?: unknown
}

/** An end of a link: an id, or what the nodes of some kinds are called by other systems or by their titles. */
export type EndReference = string | { readonly called: string; readonly kinds: readonly string[] }

/** A link as a file states it. */
export interface LinkItem {
  readonly where: Where
  readonly type: string
  readonly id: string | null
  readonly from: EndReference
  readonly to: EndReference
  /** Of note, confidence and status those that it names. */
  readonly properties: Values
  readonly evidence?: unknown
  /** What the file calls the link, where it is part of one of its ends. */
  readonly as?: string
}
