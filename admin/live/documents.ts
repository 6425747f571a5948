import type { Operation } from '../data/graphql.ts'
import type { WrittenChange } from '../data/own-writes.ts'

export interface LiveChange extends WrittenChange {
  readonly subject: 'NODE' | 'LINK'
  /** The kind of the node, or the type of the link. */
  readonly kind: string
  /** The ends of a link. */
  readonly from: string | null
  readonly to: string | null
  /** The nodes that are concerned beside: passages that are quoted otherwise, owners, ends that a link has left. */
  readonly touches: readonly { readonly id: string }[]
}

/** A change set as the pages want to hear of it. */
export interface LiveSet {
  readonly id: string
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly changeCount: number
  /** The first of its changes. */
  readonly changes: readonly LiveChange[]
  /** The change sets that it takes back. */
  readonly undoes: readonly { readonly id: string }[]
}

const change = '{ action subject kind targetId version from to touches { id } }'

export const liveDocument = `subscription Live($after: Int!) {
  changes(after: $after) { id seq at actor changeCount changes(first: 100) ${change} undoes { id } }
}`

/** How far the graph has come. */
export const seqDocument: Operation<{ readonly seq: number }, Record<string, never>> = 'query Seq { seq }'

/** What a change set did to a node, its links and what touches it. */
export const didToDocument: Operation<
  { readonly changeSet: Pick<LiveSet, 'changes'> | null },
  { id: string; target: string }
> = `query DidTo($id: ID!, $target: ID!) {
  changeSet(id: $id) { changes(first: 100, target: $target) ${change} }
}`

/** The change sets of an instant, of those that touched nodes of some kinds. */
export const touchedDocument: Operation<
  { readonly changes: { readonly nodes: readonly Pick<LiveSet, 'id'>[] } },
  { at: string; kinds: readonly string[] }
> = `query Touched($at: DateTime!, $kinds: [EntityKind!]!) {
  changes(from: $at, to: $at, kinds: $kinds, first: 10) { nodes { id } }
}`
