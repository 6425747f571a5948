import type { Encoding, Grouping, Relation } from '../model/index.ts'
import type { Deferred } from './deferred.ts'

/** What is read of one thing, in the order in which the statement returns it. */
export interface ObjectPlan {
  readonly fields: readonly FieldPlan[]
}

export interface FieldPlan {
  /** The key of the response. */
  readonly alias: string
  readonly value: Projection
  /** Whether the schema promises that it is never null. */
  readonly required: boolean
}

/** A node that may be of several kinds: one object for each group of kinds that are read alike. */
export interface VariantsPlan {
  readonly kind: 'variants'
  readonly groups: readonly { readonly labels: readonly string[]; readonly object: ObjectPlan }[]
}

export type NodePlan = VariantsPlan | { readonly kind: 'object'; readonly object: ObjectPlan }

/** One value of a thing. `subject` is the node, link, evidence or change at hand; `far` what hangs on it. */
export type Projection =
  | { readonly kind: 'property'; readonly property: string; readonly as: Encoding }
  | { readonly kind: 'localized'; readonly property: string; readonly language: Language }
  | { readonly kind: 'texts'; readonly object: ObjectPlan }
  | { readonly kind: 'numberedTitle'; readonly word: string; readonly property: string }
  | { readonly kind: 'json'; readonly property: string }
  | { readonly kind: 'label' }
  | { readonly kind: 'relationshipType' }
  /** `__typename`, which is known without the database. */
  | { readonly kind: 'typename'; readonly name: string }
  /** The thing itself, as a node of its own. */
  | { readonly kind: 'self'; readonly node: NodePlan }
  | { readonly kind: 'far'; readonly node: NodePlan }
  | { readonly kind: 'end'; readonly end: 'from' | 'to'; readonly node: NodePlan }
  | { readonly kind: 'one'; readonly relation: Relation; readonly object: ObjectPlan }
  | { readonly kind: 'connection'; readonly connection: ConnectionPlan }
  | { readonly kind: 'evidence'; readonly object: ObjectPlan }
  | { readonly kind: 'evidenceCount' }
  | {
      readonly kind: 'changes'
      readonly object: ObjectPlan
      readonly limit: number
      /** Only the changes of a node with its links, or of a link: its id, or the variable that holds it; null for all. */
      readonly target: unknown
    }
  | { readonly kind: 'changeCount' }
  /** The nodes that a change touched beside what it changed. */
  | { readonly kind: 'touches'; readonly object: ObjectPlan }
  /** What the node that a change touched was called then. */
  | { readonly kind: 'loggedTitle'; readonly language: Language }
  /** The change sets that one takes back, or that take it back. */
  | { readonly kind: 'undoes' | 'undoneBy'; readonly object: ObjectPlan }
  | { readonly kind: 'cursor' }
  /** Of a group of nodes: one of the values that they share or their count, and the node that they share. */
  | { readonly kind: 'groupValue'; readonly name: string }
  | { readonly kind: 'groupNode'; readonly name: string; readonly node: NodePlan }

export type Language = 'vi' | 'en'

/** Where a connection's rows come from. */
export type ConnectionSource =
  | { readonly kind: 'label'; readonly label: string }
  | { readonly kind: 'relation'; readonly relation: Relation }
  /** The change sets that touched a node with its links, or a link: its id, or the variable that holds it. */
  | { readonly kind: 'history'; readonly target: unknown }

export interface ConnectionPlan {
  readonly source: ConnectionSource
  readonly where: Predicate | null
  /** Never empty; the last key is unique. */
  readonly sort: readonly SortKey[]
  readonly page: Page
  /** What each row carries; none when only a count or nothing at all is asked. */
  readonly columns: readonly Column[]
  readonly members: readonly ConnectionMember[]
  /** Binds cursors to this list and order. */
  readonly signature: string
}

export type Column =
  { readonly kind: 'node'; readonly node: NodePlan } | { readonly kind: 'edge'; readonly object: ObjectPlan }

export type ConnectionMember =
  | { readonly alias: string; readonly kind: 'nodes' | 'edges'; readonly column: number }
  | { readonly alias: string; readonly kind: 'totalCount' }
  | { readonly alias: string; readonly kind: 'typename'; readonly name: string }
  | {
      readonly alias: string
      readonly kind: 'pageInfo'
      readonly fields: readonly { alias: string; name: string }[]
    }

export interface Page {
  readonly forward: boolean
  /** The rows that the caller gets at most; one more is fetched to know whether there are more. */
  readonly size: number
  /** The sort values that the rows come after, and before. */
  readonly after: readonly Key[] | null
  readonly before: readonly Key[] | null
}

/** A sort value, or the variable whose cursor holds it; none that could be null is left open. */
export type Key = KeyValue | Deferred

export type KeyValue = string | number | boolean | null

export interface SortKey {
  readonly by: SortBy
  readonly descending: boolean
  /** A key that is never null needs no place for nulls, and an index can give its order. */
  readonly required: boolean
  /** Whether no two rows have the same; the id, as which it is known anyway, need not say so. */
  readonly unique?: boolean
}

export type SortBy =
  | { readonly kind: 'property'; readonly property: string; readonly as: Encoding }
  | { readonly kind: 'localized'; readonly property: string; readonly language: Language }
  | { readonly kind: 'relationCount'; readonly relation: Relation }
  | { readonly kind: 'evidenceCount' }
  /** By what the link that led to the row says of itself. */
  | { readonly kind: 'link'; readonly by: SortBy }

/** What a pattern needs to know of the way that it follows. */
export type Step = Pick<Relation, 'type' | 'direction' | 'to' | 'ambiguous'>

export type Quantifier = 'some' | 'none' | 'every'

export type Comparison = 'eq' | 'ne' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'startsWith' | 'contains'

export type Predicate =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Predicate[] }
  | { readonly kind: 'not'; readonly of: Predicate }
  | {
      readonly kind: 'compare'
      readonly property: string
      readonly as: Encoding
      readonly operator: Comparison
      readonly value: unknown
      /** Whether few things have the same value, and an index finds them. */
      readonly identifying?: boolean
    }
  | { readonly kind: 'exists'; readonly property: string; readonly wanted: boolean }
  /** Of the things at the other end of a step; `link` inside it is about the very link that leads there. */
  | {
      readonly kind: 'related'
      readonly step: Step
      readonly quantifier: Quantifier
      readonly where: Predicate
    }
  | { readonly kind: 'evidence'; readonly quantifier: Quantifier; readonly where: Predicate }
  | { readonly kind: 'link'; readonly where: Predicate }
  /** Of a change set: it includes a change of one of these kinds of node or types of link. */
  | { readonly kind: 'includesKind'; readonly kinds: unknown }
  /** Of a change set: the folded words stand in what is said of it, or in what one of its changes is called. */
  | { readonly kind: 'includesWords'; readonly words: unknown }
  | {
      readonly kind: 'count'
      readonly of: { readonly kind: 'relation'; readonly step: Step } | { readonly kind: 'evidence' }
      readonly operator: Comparison
      readonly value: unknown
    }

/** One root field: one statement. What its members are named is in the plan, so that its answer can be written from it. */
export type RootPlan =
  | {
      readonly kind: 'byId'
      /** An id, or the variable that holds one. */
      readonly id: unknown
      readonly node: {
        readonly label: string
        readonly node: NodePlan
        /** Whether the id may be that of a node which was merged into the one that is meant. */
        readonly canBeMerged: boolean
      } | null
      readonly link: { readonly types: readonly string[]; readonly object: ObjectPlan } | null
    }
  | { readonly kind: 'list'; readonly connection: ConnectionPlan }
  | { readonly kind: 'aggregate'; readonly aggregate: AggregatePlan }
  | { readonly kind: 'search'; readonly search: SearchPlan }
  | {
      readonly kind: 'neighbourhood'
      readonly ids: readonly string[]
      readonly depth: number
      readonly labels: readonly string[]
      readonly types: readonly string[]
      readonly limit: number
      readonly graph: GraphPlan
    }
  | {
      readonly kind: 'paths'
      readonly from: string
      readonly to: string
      readonly maxLength: number
      readonly types: readonly string[]
      readonly limit: number
      readonly graph: GraphPlan
    }

/** How many nodes of a label there are, in all and in groups that share a value of each of the keys. */
export interface AggregatePlan {
  readonly label: string
  readonly where: Predicate | null
  readonly keys: readonly Grouping[]
  readonly members: readonly AggregateMember[]
}

export type AggregateMember =
  | TypenameMember
  | { readonly alias: string; readonly kind: 'count' | 'totalGroups' }
  /** The largest groups. */
  | {
      readonly alias: string
      readonly kind: 'groups'
      readonly first: number
      readonly object: ObjectPlan
    }

/** A search: the hits of one page, each with what is read of it and with where it matches. */
export interface SearchPlan {
  readonly indexes: { readonly nodes: string; readonly links: string }
  /** The kinds that have short forms of their titles. */
  readonly abbreviations: readonly string[]
  /** What is searched: a `SearchRequest`, or the variables that it is made from. */
  readonly request: unknown
  readonly size: number
  /** Where a hit's match can stand, the most telling first; null when nobody asks where it matches. */
  readonly texts: readonly SearchedText[] | null
  readonly columns: readonly HitColumn[]
  readonly members: readonly SearchMember[]
}

/** A text in which a search can match, and the field that it belongs to. */
export interface SearchedText {
  readonly read:
    | { readonly kind: 'property'; readonly property: string }
    /** What the nodes of one label are called by their number. */
    | { readonly kind: 'numbered'; readonly label: string; readonly word: string; readonly property: string }
  readonly field: string
  readonly language: Language | null
}

export type HitColumn =
  | { readonly kind: 'entity'; readonly node: NodePlan }
  /** Null for a hit that is no link. */
  | { readonly kind: 'link'; readonly object: ObjectPlan }

export type SearchMember =
  | { readonly alias: string; readonly kind: 'nodes'; readonly hit: readonly HitMember[] }
  | { readonly alias: string; readonly kind: 'edges'; readonly edge: readonly HitEdgeMember[] }
  | {
      readonly alias: string
      readonly kind: 'pageInfo'
      readonly fields: readonly { alias: string; name: string }[]
    }
  | TypenameMember

export type HitEdgeMember =
  | { readonly alias: string; readonly kind: 'cursor' }
  | { readonly alias: string; readonly kind: 'node'; readonly hit: readonly HitMember[] }
  | TypenameMember

export type HitMember =
  | { readonly alias: string; readonly kind: 'column'; readonly column: number }
  | { readonly alias: string; readonly kind: 'field' | 'lang' }
  | { readonly alias: string; readonly kind: 'snippet'; readonly parts: readonly SnippetMember[] }
  | TypenameMember

export type SnippetMember = { readonly alias: string; readonly kind: 'text' | 'marked' } | TypenameMember

export interface TypenameMember {
  readonly alias: string
  readonly kind: 'typename'
  readonly name: string
}

/** Nodes and links read together; each use of `nodes` or `links` under its own alias. */
export type GraphPlan = readonly (
  | { readonly alias: string; readonly kind: 'nodes'; readonly node: NodePlan }
  | { readonly alias: string; readonly kind: 'links'; readonly object: ObjectPlan }
  /** Whether a neighbourhood is not whole; how many links a path has. */
  | { readonly alias: string; readonly kind: 'truncated' | 'length' }
  | TypenameMember
)[]
