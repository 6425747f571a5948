import {
  BEGINNING_LETTERS,
  SEARCH,
  abbreviatingField,
  beginningWord,
  isScalar,
  isSearched,
  isTitle,
  numberedTitle,
  scalarsOf,
  searchWords,
  shortForm,
} from '../model/index.ts'
import type { Kind, ScalarField } from '../model/index.ts'

type Values = Readonly<Record<string, unknown>>

/** The words of a piece of evidence that lead to what it supports. */
interface Words {
  readonly mention: string
  readonly note: string | null
}

/** Parts texts from each other, so that no phrase is found across two of them; no word is like it. */
const BETWEEN = ' | '

/** What the search finds a node by: all of its values and all of its evidence, whatever of them has changed. */
export function nodeSearchTexts(
  kind: Kind,
  values: Values,
  evidence: readonly Words[],
): Record<string, unknown> {
  const searched = scalarsOf(kind).flatMap(([name, field]) => (isSearched(field) ? [{ name, field }] : []))
  const titles = [
    ...numberedTitles(kind, values),
    ...searched.flatMap(({ name, field }) => (isTitle(field) ? textsOf(field, values[name]) : [])),
  ]
  const others = searched.flatMap(({ name, field }) => (isTitle(field) ? [] : textsOf(field, values[name])))
  const all = [...titles, ...others, ...evidenceTexts(evidence)]
  return {
    [SEARCH.kind]: kind.name.toLowerCase(),
    [SEARCH.title]: [spelledOf(titles), ...beginningsIn(titles)].join(' '),
    [SEARCH.titleFolded]: foldedOf(titles),
    [SEARCH.text]: spelledOf(all),
    [SEARCH.textFolded]: foldedOf(all),
    ...abbreviation(kind, values),
  }
}

function numberedTitles({ titledBy }: Kind, values: Values): string[] {
  if ('field' in titledBy) return []
  const { vi, en } = numberedTitle(titledBy, values[titledBy.number])
  return [vi, en]
}

/** What the search finds a link by: its note and all of its evidence. */
export function linkSearchTexts(note: string | null, evidence: readonly Words[]): Record<string, unknown> {
  const all = [...(note === null ? [] : [note]), ...evidenceTexts(evidence)]
  // Nulls keep a link that says nothing out of the index: most links do.
  return { [SEARCH.text]: spelledOf(all) || null, [SEARCH.textFolded]: foldedOf(all) || null }
}

function abbreviation(kind: Kind, values: Values): Record<string, unknown> {
  const name = abbreviatingField(kind)
  if (name === undefined || !('field' in kind.titledBy)) return {}
  const title = kind.fields[kind.titledBy.field]
  const short = values[name]
  const { spelled, folded } = shortForm(typeof short === 'string' ? searchWords(short) : [])
  const phrases = title === undefined || !isScalar(title) ? [] : textsOf(title, values[kind.titledBy.field])
  return {
    [SEARCH.short]: spelled,
    [SEARCH.shortFolded]: folded,
    [SEARCH.standsFor]: phrases.map((phrase) => foldedOf([phrase])).filter((phrase) => phrase !== ''),
  }
}

/** A field's texts, Vietnamese first. */
function textsOf(field: ScalarField, value: unknown): string[] {
  const given =
    field.type === 'localized' && value !== null && typeof value === 'object'
      ? [(value as Values)['vi'], (value as Values)['en']]
      : [value]
  return given.filter((text) => typeof text === 'string')
}

const evidenceTexts = (evidence: readonly Words[]): string[] =>
  evidence.flatMap(({ mention, note }) => (note === null ? [mention] : [mention, note]))

/** Each word once: what is spelt with other accents is told apart, and nothing else is read from it. */
const spelledOf = (texts: readonly string[]): string =>
  [...new Set(texts.flatMap((text) => searchWords(text).map((word) => word.spelled)))].join(' ')

/** The first letter of each word, and the first two: half a graph has one, which no index finds word by word. */
const beginningsIn = (texts: readonly string[]): string[] => {
  const words = texts.flatMap((text) => searchWords(text).map((word) => word.folded))
  const beginnings = words.flatMap((word) =>
    Array.from({ length: BEGINNING_LETTERS }, (_, index) => word.slice(0, index + 1)),
  )
  return [...new Set(beginnings)].map(beginningWord)
}

const foldedOf = (texts: readonly string[]): string =>
  texts
    .map((text) =>
      searchWords(text)
        .map((word) => word.folded)
        .join(' '),
    )
    .join(BETWEEN)
