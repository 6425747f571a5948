import type { GraphQLEnumType, GraphQLField, GraphQLInputField } from 'graphql'
import type { Encoding, Grouping, Relation, TitledBy } from '../model/index.ts'
import type { Step } from './plan.ts'

/** What a GraphQL field reads, declared where the field is declared and kept in its `extensions`. */
export type FieldMeta =
  | { readonly read: 'property'; readonly property: string; readonly as: Encoding }
  | { readonly read: 'localized'; readonly property: string }
  /** Both languages as they are written, with nothing standing in for the other. */
  | { readonly read: 'texts'; readonly property: string }
  | { readonly read: 'title'; readonly titledBy: TitledBy }
  | { readonly read: 'json'; readonly property: string }
  | { readonly read: 'label' }
  | { readonly read: 'relationshipType' }
  | { readonly read: 'relation'; readonly relation: Relation }
  /** The thing itself, as a node. */
  | { readonly read: 'self' }
  /** The node at the far end of an edge, or the passage of a piece of evidence. */
  | { readonly read: 'far' }
  /** An end of a link read on its own. */
  | { readonly read: 'end'; readonly end: 'from' | 'to' }
  | { readonly read: 'evidence' }
  | { readonly read: 'evidenceCount' }
  /** Nodes of the change log below a change set, and a count of them. */
  | { readonly read: 'changes' }
  | { readonly read: 'changeCount' }
  /** The nodes that a change touched beside what it changed, and what each was called then. */
  | { readonly read: 'touches' }
  | { readonly read: 'loggedTitle' }
  | { readonly read: 'undoes' | 'undoneBy' }
  | { readonly read: 'cursor' }
  /** What the nodes of a group have in common, by its name among the groupings; or how many they are. */
  | { readonly read: 'groupValue'; readonly name: string }
  | { readonly read: 'groupNode'; readonly name: string }

const META = 'lessonGraph'

/** The `extensions` that carry a field's metadata. */
export const reading = (meta: FieldMeta): Record<string, FieldMeta> => ({ [META]: meta })

/** @throws Error when a field that a plan meets has no metadata: a mistake in the schema, never in a request. */
export function metaOf(field: GraphQLField<unknown, unknown>): FieldMeta {
  const meta = field.extensions[META]
  if (meta === undefined) throw new Error(`The schema does not say what ${field.name} reads`)
  return meta as FieldMeta
}

/** What an input field of a filter compares. */
export type FilterMeta =
  | {
      readonly compare: 'property'
      readonly property: string
      readonly as: Encoding
      /** Whether few things have the same value, and an index finds them. */
      readonly identifying: boolean
    }
  | { readonly compare: 'localized'; readonly property: string }
  | { readonly compare: 'related'; readonly relation: Relation }
  | { readonly compare: 'owner'; readonly step: Step }
  /** The link that led to the node at hand. */
  | { readonly compare: 'link' }
  | { readonly compare: 'evidence' }
  | { readonly compare: 'evidenceCount' }
  | { readonly compare: 'and' | 'or' | 'not' }

export const comparing = (meta: FilterMeta): Record<string, FilterMeta> => ({ [META]: meta })

/** @throws Error as metaOf does. */
export function filterMetaOf(field: GraphQLInputField): FilterMeta {
  const meta = field.extensions[META]
  if (meta === undefined) throw new Error(`The schema does not say what ${field.name} compares`)
  return meta as FilterMeta
}

/** One key that a list can be sorted by: what a value of a sort enum stands for. */
export interface SortMeta {
  readonly by:
    | PropertySort
    | { readonly kind: 'localized'; readonly property: string; readonly required: boolean }
    | { readonly kind: 'relationCount'; readonly relation: Relation }
    | { readonly kind: 'evidenceCount' }
    /** What the link that led to a row says of itself. */
    | { readonly kind: 'link'; readonly by: PropertySort | { readonly kind: 'evidenceCount' } }
}

interface PropertySort {
  readonly kind: 'property'
  readonly property: string
  readonly as: Encoding
  readonly required: boolean
}

export const sorting = (meta: SortMeta): Record<string, SortMeta> => ({ [META]: meta })

/** @throws Error as metaOf does. */
export function sortMetaOf(type: GraphQLEnumType, value: string): SortMeta {
  const meta = type.getValue(value)?.extensions[META]
  if (meta === undefined) throw new Error(`The schema does not say what ${type.name}.${value} sorts by`)
  return meta as SortMeta
}

/** Under which name a group's value is the number of its nodes; the model lets no field have it. */
export const GROUP_COUNT = 'count'

/** The `extensions` of a value of an enum that names what nodes are grouped by. */
export const grouping = (meta: Grouping): Record<string, Grouping> => ({ [META]: meta })

/** @throws Error as metaOf does. */
export function groupingMetaOf(type: GraphQLEnumType, value: string): Grouping {
  const meta = type.getValue(value)?.extensions[META]
  if (meta === undefined) throw new Error(`The schema does not say what ${type.name}.${value} groups by`)
  return meta as Grouping
}
