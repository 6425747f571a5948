import type { Kind, ScalarField, Words } from './declare.ts'
import { scalarsOf, yearName } from './model.ts'
import type { Model, Relation } from './model.ts'

/** What nodes of a kind can be counted by: a value of their own, the year of one, or the node that a relation leads to. */
export type Grouping = { readonly name: string; readonly words: Words } & (
  | { readonly by: 'value'; readonly property: string; readonly field: GroupableField }
  | { readonly by: 'year'; readonly property: string }
  | { readonly by: 'relation'; readonly relation: Relation }
)

/** The fields whose values many nodes may share. */
export type GroupableField = Extract<ScalarField, { type: 'oneOf' | 'boolean' | 'integer' }>

/** Everything that nodes of a kind can be grouped by, in declaration order. */
export const groupingsOf = (model: Model, kind: Kind): Grouping[] => [
  ...scalarsOf(kind).flatMap(([name, field]) => ofField(name, field)),
  ...model
    .relations(kind.name)
    .map((relation): Grouping => ({ name: relation.name, words: relation.words, by: 'relation', relation })),
]

/** Whether a node can stand in several groups at once. */
export const isSpreading = (grouping: Grouping): boolean =>
  grouping.by === 'relation' &&
  !grouping.relation.single &&
  !(grouping.relation.link?.toOne === true && grouping.relation.direction === 'out')

function ofField(name: string, field: ScalarField): Grouping[] {
  const { words } = field
  switch (field.type) {
    case 'oneOf':
    case 'boolean':
    case 'integer':
      return [{ name, words, by: 'value', property: name, field }]
    case 'date':
    case 'dateTime':
      return [{ name: yearName(name), words: yearOf(words), by: 'year', property: name }]
    case 'text':
    case 'localized':
    case 'decimal':
      return []
  }
}

const yearOf = ({ vi, en }: Words): Words => ({ vi: `${vi}: năm`, en: `${en}: year` })
