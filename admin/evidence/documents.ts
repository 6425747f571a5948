import type { Operation } from '../data/graphql.ts'
import { pastOf } from '../data/moments.ts'
import type { Moment } from '../data/moments.ts'
import type { Evidence, Passage } from './types.ts'

/** The API's name of a language. */
export type ApiLang = 'VI' | 'EN'

const passage = 'id ordinal length text source { id title(lang: $lang) }'
export const evidenceSelection = `evidence { id mention start end note passage { ${passage} } }`

export interface SourceChoice {
  readonly id: string
  readonly title: string
}

interface PassagePage {
  readonly nodes: readonly Passage[]
  readonly totalCount: number
}

/** Passages by their ids, for a form that knows no more of them. */
export const passagesById: Operation<
  { readonly passages: { readonly nodes: readonly Passage[] } },
  { ids: readonly string[]; first: number; lang: ApiLang }
> = `query PassagesById($ids: [ID!]!, $first: Int!, $lang: Lang!) {
  passages(filter: { id: { in: $ids } }, first: $first) { nodes { ${passage} } }
}`

/** The passages of a source from one number on, or those that hold some words. */
export const passagesOfSource: Operation<
  { readonly source: { readonly passages: PassagePage } | null },
  { source: string; filter: object; first: number; lang: ApiLang }
> = `query PassagesOfSource($source: ID!, $filter: PassageFilter, $first: Int!, $lang: Lang!) {
  source(id: $source) {
    passages(filter: $filter, sort: [{ field: ORDINAL }], first: $first) { nodes { ${passage} } totalCount }
  }
}`

/** The newest sources, for a person who has typed nothing yet. */
export const newestSources: Operation<
  { readonly sources: { readonly nodes: readonly SourceChoice[] } },
  { first: number; lang: ApiLang }
> = `query NewestSources($first: Int!, $lang: Lang!) {
  sources(sort: [{ field: CREATED_AT, direction: DESC }], first: $first) { nodes { id title(lang: $lang) } }
}`

export const foundSources: Operation<
  { readonly search: { readonly nodes: readonly { readonly entity: SourceChoice }[] } },
  { text: string; first: number; lang: ApiLang }
> = `query FoundSources($text: String!, $first: Int!, $lang: Lang!) {
  search(text: $text, kinds: [SOURCE], first: $first) { nodes { entity { id title(lang: $lang) } } }
}`

/** The evidence of one link, read when a person unfolds it: the texts of passages are long. */
export const evidenceOfLink = (
  past = false,
): Operation<
  { readonly link: { readonly evidence: readonly Evidence[] } | null },
  { id: string; lang: ApiLang; asOf?: Moment }
> => {
  const { variable, argument } = pastOf(past)
  return `query EvidenceOfLink($id: ID!, $lang: Lang!${variable}) {
  link(id: $id${argument}) { ${evidenceSelection} }
}`
}

/** Which passages a person means: a number is where to begin, anything else are words that the passage holds. */
export function passageFilter(typed: string): object {
  const text = typed.trim()
  const number = /^\D*(\d{1,9})$/.exec(text)?.[1]
  if (number !== undefined) return { ordinal: { gte: Number(number) } }
  return text === '' ? {} : { text: { matches: text } }
}
