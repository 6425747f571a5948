import { fold, foldedWords, referencesOf, scalarsOf, upperSnake } from '../../server/model/index.ts'
import type { Kind, Model, ScalarField } from '../../server/model/index.ts'
import type { Lang } from '../i18n/useLang.ts'

/** What a list's filter form holds: everything under keys of our own, so that no field's name can clash. */
export interface FilterValues {
  /** Words typed into the search box. */
  readonly q?: string
  /** Operators by field, as the API takes them. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** By relation, the id of the node at its other end. */
  readonly links?: Readonly<Record<string, unknown>>
  readonly evidence?: 'with' | 'without'
}

const stamps = ['createdAt', 'updatedAt']

/** The API's filter for what a person asked; null when nothing is asked. */
export function filterOf(model: Model, kind: Kind, values: FilterValues): object | null {
  const scalars = new Map(scalarsOf(kind))
  const conditions = [
    ...wordConditions(model, kind, values.q ?? ''),
    ...Object.entries(values.fields ?? {}).flatMap(([name, operators]) => {
      const instant = stamps.includes(name) || scalars.get(name)?.type === 'dateTime'
      const kept = pruned(instant ? wholeDays(operators) : operators)
      return kept === undefined ? [] : [{ [name]: kept }]
    }),
    ...model.relations(kind.name).flatMap(({ name, single }) => {
      const id = values.links?.[name]
      if (typeof id !== 'string' || id === '') return []
      return [{ [name]: single ? { id: { eq: id } } : { some: { id: { eq: id } } } }]
    }),
    ...(values.evidence === undefined
      ? []
      : [{ evidenceCount: values.evidence === 'with' ? { gt: 0 } : { eq: 0 } }]),
  ]
  if (conditions.length === 0) return null
  return conditions.length === 1 ? (conditions[0] ?? null) : { and: conditions }
}

/** Every word must be in the title or in a short searched text, accents or not; a number may be the one it is known by. */
function wordConditions(model: Model, kind: Kind, q: string): object[] {
  const { titledBy } = kind
  const called = 'field' in titledBy ? [] : Object.values(titledBy.word).map(fold)
  const texts = scalarsOf(kind).filter(
    ([, field]) => isShort(field) && 'searched' in field && field.searched > 0,
  )
  return foldedWords(q)
    .filter((word) => !called.includes(word))
    .map((word) => {
      const places: object[] = texts.map(([name]) => ({ [name]: { matches: word } }))
      if (!('field' in titledBy) && /^\d{1,9}$/.test(word))
        places.push({ [titledBy.number]: { eq: Number(word) } })
      if (!('field' in titledBy)) places.push(...ownerPlaces(model, kind, word))
      return places.length === 1 ? (places[0] ?? {}) : { or: places }
    })
}

/** A word in the title of what a node belongs to. */
const ownerPlaces = (model: Model, kind: Kind, word: string): object[] =>
  referencesOf(kind).flatMap(([name, { to }]) => {
    const { titledBy } = model.kind(to)
    return 'field' in titledBy ? [{ [name]: { [titledBy.field]: { matches: word } } }] : []
  })

/** Short text is stored folded too, so that it is found without accents. */
export const isShort = (field: ScalarField): boolean =>
  (field.type === 'text' || field.type === 'localized') && field.max <= 500

/** A filter without what was emptied again; undefined when nothing is left. */
function pruned(value: unknown): unknown {
  if (value === null || value === undefined || value === '') return undefined
  if (Array.isArray(value)) return value.length === 0 ? undefined : value
  if (typeof value !== 'object') return value
  const kept = Object.entries(value).flatMap(([name, inner]) => {
    const left = pruned(inner)
    return left === undefined ? [] : [[name, left] as const]
  })
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

/** Days as a person picks them, as the instants at which they begin and end here. */
function wholeDays(operators: unknown): unknown {
  if (typeof operators !== 'object' || operators === null) return operators
  return Object.fromEntries(
    Object.entries(operators).map(([operator, day]) => {
      if (typeof day !== 'string' || day === '') return [operator, day]
      const time = new Date(`${day}T${operator === 'lte' ? '23:59:59.999' : '00:00:00.000'}`)
      return [operator, Number.isNaN(time.getTime()) ? undefined : time.toISOString()]
    }),
  )
}

/** The API's order for a column; the relation's name stands for the number of its links. */
export function sortOf(
  model: Model,
  kind: Kind,
  sort: { readonly field: string; readonly order: 'ASC' | 'DESC' },
  lang: Lang,
): readonly object[] {
  const counted = model.relations(kind.name).some(({ name }) => name === sort.field)
  const field = upperSnake(counted ? `${sort.field}Count` : sort.field)
  return [{ field, direction: sort.order, lang: lang.toUpperCase() }]
}
