import type { ScalarField } from './declare.ts'

/** How a property's value travels: as it is, as an integer, or as text of a Neo4j temporal type. */
export type Encoding = 'plain' | 'integer' | 'date' | 'dateTime'

/** Text longer than this gets no folded twin: it is searched through the full-text index, not sorted or matched. */
const FOLDED_UP_TO = 500

export const encodingOf = (field: ScalarField): Encoding =>
  field.type === 'integer' || field.type === 'date' || field.type === 'dateTime' ? field.type : 'plain'

/** The Neo4j properties that hold a field's own values. */
export const propertiesOf = (name: string, field: ScalarField): readonly string[] =>
  field.type === 'localized' ? [`${name}_vi`, `${name}_en`] : [name]

/** Whether a text field is stored folded as well, for sorting by letter and for matching without accents. */
export const isFolded = (field: ScalarField): boolean =>
  (field.type === 'text' || field.type === 'localized') && field.max <= FOLDED_UP_TO

export const foldedName = (property: string): string => `${property}_folded`

/** Whether a field's values have an order that a list can be sorted by. */
export const isSortable = (field: ScalarField): boolean =>
  field.type === 'text' || field.type === 'localized' ? isFolded(field) : true
