import { isSortable, upperFirst } from '../../server/model/index.ts'
import type { Field, Kind, Model, Words } from '../../server/model/index.ts'

interface ColumnBase {
  /** What the list is sorted by and what the record is read by. */
  readonly source: string
  /** Words of the model; columns that every kind has are named by a message instead. */
  readonly words?: Words
  readonly sortable: boolean
  readonly numeric: boolean
  /** Left out until the person asks for it. */
  readonly hidden: boolean
}

/** A column of a list. */
export type Column = ColumnBase &
  (
    | { readonly shows: 'title' }
    | { readonly shows: 'field'; readonly field: Exclude<Field, { type: 'reference' }> }
    | { readonly shows: 'reference'; readonly to: string }
    | { readonly shows: 'count' }
    | { readonly shows: 'stamp' }
    | { readonly shows: 'evidence' }
  )

/** The columns that a kind's list can show: its title, its fields, its evidence and dates, and the counts of its links. */
export function columnsOf(model: Model, kind: Kind): Column[] {
  const { titledBy } = kind
  const titleSource = 'field' in titledBy ? titledBy.field : titledBy.number
  const title: Column = {
    shows: 'title',
    source: titleSource,
    words: 'field' in titledBy ? (kind.fields[titleSource]?.words ?? kind.words) : kind.words,
    sortable: true,
    numeric: false,
    hidden: false,
  }
  return [
    title,
    ...Object.entries(kind.fields).flatMap(([name, field]) =>
      name === titleSource ? [] : [fieldColumn(name, field)],
    ),
    { shows: 'evidence', source: 'evidenceCount', sortable: true, numeric: true, hidden: false },
    { shows: 'stamp', source: 'updatedAt', sortable: true, numeric: false, hidden: false },
    { shows: 'stamp', source: 'createdAt', sortable: true, numeric: false, hidden: true },
    ...model
      .relations(kind.name)
      .filter(({ single }) => !single)
      .map(({ name, words, to, ambiguous }): Column => ({
        shows: 'count',
        source: name,
        words: {
          vi: `${upperFirst(words.vi)} (${model.kind(to).words.vi})`,
          en: `${upperFirst(words.en)} (${model.kind(to).words.en})`,
        },
        // Counting a relationship type of one meaning is a look at the node's degree; others are walked through.
        sortable: !ambiguous,
        numeric: true,
        hidden: true,
      })),
  ]
}

function fieldColumn(source: string, field: Field): Column {
  const { words } = field
  if (field.type === 'reference')
    return {
      shows: 'reference',
      source,
      words,
      to: field.to,
      sortable: false,
      numeric: false,
      hidden: false,
    }
  return {
    shows: 'field',
    source,
    words,
    field,
    sortable: isSortable(field),
    numeric: field.type === 'integer' || field.type === 'decimal',
    hidden: isLong(field) || isDerived(field),
  }
}

/** Text of several lines. */
export const isLong = (field: Field): boolean =>
  (field.type === 'text' || field.type === 'localized') && field.multiline

/** Filled in by the service from a text, so that nobody types it. */
export const isDerived = (field: Field): boolean =>
  (field.type === 'text' && field.digestOf !== undefined) ||
  (field.type === 'integer' && field.lengthOf !== undefined)

/** How a kind's list is ordered at first: by its leading number if it has one, otherwise by its title. */
export function firstSort(kind: Kind): { field: string; order: 'ASC' | 'DESC' } {
  const [first] = Object.entries(kind.fields)
  const { titledBy } = kind
  const title = 'field' in titledBy ? titledBy.field : titledBy.number
  return { field: first?.[1].type === 'integer' ? first[0] : title, order: 'ASC' }
}

/** The columns that are left out at first. */
export const hiddenOf = (columns: readonly Column[]): string[] =>
  columns.filter(({ hidden }) => hidden).map(({ source }) => source)
