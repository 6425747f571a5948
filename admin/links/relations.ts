import { lowerFirst, upperFirst, upperSnake } from '../../server/model/index.ts'
import type { Kind, Link, Model, Relation } from '../../server/model/index.ts'
import type { Lang } from '../i18n/useLang.ts'

/** A relation that carries a link, and so can be edited. */
export type LinkRelation = Relation & { readonly link: Link }

/** Every way in which a node of a kind can be linked, in both directions. */
export const linkRelations = (model: Model, kind: string): LinkRelation[] =>
  model.relations(kind).filter((relation): relation is LinkRelation => relation.link !== undefined)

/** "Viện dẫn": what a group of links is called. */
export const groupTitle = (relation: Relation, lang: Lang): string => upperFirst(relation.words[lang])

/** "Bài học kinh nghiệm — viện dẫn → Văn kiện": how a link type is offered. */
export const relationTitle = (model: Model, relation: Relation, lang: Lang): string =>
  `${model.kind(relation.from).words[lang]} — ${relation.words[lang]} → ${model.kind(relation.to).words[lang]}`

/** The key by which nodes of a kind are listed for a person: by their titles, or by their numbers. */
export function sortOf({ titledBy }: Kind): string {
  return 'field' in titledBy
    ? `{ field: ${upperSnake(titledBy.field)}, lang: $lang }`
    : `{ field: ${upperSnake(titledBy.number)} }`
}

/** The filter that finds a kind's nodes by what a person types; null when nothing typed can name one. */
export function titleFilter({ titledBy }: Kind, typed: string): object | null {
  const text = typed.trim()
  if (text === '') return null
  if ('field' in titledBy) return { [titledBy.field]: { matches: text } }
  const number = /\d{1,9}/.exec(text)?.[0]
  return number === undefined ? null : { [titledBy.number]: { eq: Number(number) } }
}

/** The API's name of a kind where it is a value. */
export const kindValue = (name: string): string => upperSnake(name)

/** The kind behind the API's value. */
export const kindOfValue = (model: Model, value: string): Kind | undefined =>
  model.kinds.find((kind) => kindValue(kind.name) === value)

/** The root field that reads one node of a kind. */
export const readerOf = (kind: string): string => lowerFirst(kind)
