import type { Operation } from '../data/graphql.ts'
import type { WrittenChange } from '../data/own-writes.ts'

export interface LiveChange extends WrittenChange {
  readonly subject: 'NODE' | 'LINK'
  /** The kind of the node, or the type of the link. */
  readonly kind: string
  /** The ends of a link. */
  readonly from: string | null
  readonly to: string | null
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
}

const change = '{ action subject kind targetId version from to }'

export const liveDocument = `subscription Live($after: Int!) {
  changes(after: $after) { id seq at actor changeCount changes(first: 100) ${change} }
}`

/** How far the graph has come. */
export const seqDocument: Operation<{ readonly seq: number }, Record<string, never>> = 'query Seq { seq }'

/** The newest change set that touched a node or its links, with what it did to them. */
export const newestDocument: Operation<
  { readonly changes: { readonly nodes: readonly Pick<LiveSet, 'seq' | 'changes'>[] } },
  { target: string }
> = `query Newest($target: ID!) {
  changes(target: $target, first: 1) { nodes { seq changes(first: 100, target: $target) ${change} } }
}`
