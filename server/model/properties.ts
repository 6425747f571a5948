import type { LocalizedField, ScalarField, TextField } from './declare.ts'

/** How a property's value travels: as it is, as an integer, or as text of a Neo4j temporal type. */
export type Encoding = 'plain' | 'integer' | 'date' | 'dateTime'

/** Longer text is no key of an order: an index holds no values of its size. */
const SORTED_UP_TO = 500

export const encodingOf = (field: ScalarField): Encoding =>
  field.type === 'integer' || field.type === 'date' || field.type === 'dateTime' ? field.type : 'plain'

/** The Neo4j properties that hold a field's own values. */
export const propertiesOf = (name: string, field: ScalarField): readonly string[] =>
  field.type === 'localized' ? [`${name}_vi`, `${name}_en`] : [name]

/** Text is stored folded as well: for sorting by letter, for matching and for searching without accents. */
export const isFolded = (field: ScalarField): field is TextField | LocalizedField =>
  field.type === 'text' || field.type === 'localized'

export const foldedName = (property: string): string => `${property}_folded`

/** Whether a field's values have an order that a list can be sorted by. */
export const isSortable = (field: ScalarField): boolean => !isFolded(field) || field.max <= SORTED_UP_TO
