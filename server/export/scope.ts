import type { Values } from '../curate/validate.ts'

/** A neighbourhood, as the API's question of that name takes it. */
export interface Neighbourhood {
  readonly of: 'neighbourhood'
  readonly ids: readonly string[]
  readonly depth: number
  /** Kinds of node to come to; null for any. */
  readonly kinds: readonly string[] | null
  /** Types of link to follow; null for any. */
  readonly linkTypes: readonly string[] | null
  /** Nodes at most. */
  readonly limit: number
}

/** The ids of the nodes of a neighbourhood. */
export interface Around {
  readonly ids: readonly string[]
  /** Whether there are more than its limit let through. */
  readonly isCut: boolean
}

/** Which part of the graph is exported. */
export type Scope =
  | { readonly of: 'graph' }
  /** The nodes of a kind, those for which the API's filter of their list holds; null for all. */
  | { readonly of: 'kind'; readonly kind: string; readonly filter: Values | null; readonly links: boolean }
  /** These nodes and the links between them. */
  | { readonly of: 'nodes'; readonly ids: readonly string[] }
  | Neighbourhood

/** What is exported, of which moment. */
export interface ExportRequest {
  readonly scope: Scope
  /** The sequence number; null for the present. */
  readonly asOf: number | null
  /** In which words a table says what its columns and values are; null for the model's own names. */
  readonly lang: 'vi' | 'en' | null
}

/** Answers which nodes a scope means, by the API that would list or show them. */
export interface Selector {
  /**
   * The ids of a kind's nodes for which a filter held at a sequence number, in pages and in their order.
   * @throws ClientError BAD_USER_INPUT for a filter that the kind's list would not take.
   */
  ids(kind: string, filter: Values, seq: number): AsyncIterable<readonly string[]>
  /** The nodes of a neighbourhood at a sequence number. @throws ClientError as the API does. */
  around(neighbourhood: Neighbourhood, seq: number): Promise<Around>
}
