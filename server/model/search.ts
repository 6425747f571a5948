import { isFolded } from './properties.ts'
import { scalarsOf } from './model.ts'
import type { LocalizedField, ScalarField, TextField } from './declare.ts'
import type { Kind } from './declare.ts'
import { fold, spelled, wordsOf } from './fold.ts'

/** From this weight on a field ranks with titles. */
const TITLE_WEIGHT = 2
/** What is left of a longer word is no part of the search: nobody types it, and an index must not hold it. */
const MAX_LETTERS = 60

/**
 * What the search finds a node or a link by, kept beside its own properties. There are as few as can be, since each word
 * that is searched is looked up in each: the words of its titles and of all its texts, as they are spelt and folded.
 */
export const SEARCH = {
  /** The node's kind as a word, so that the index itself can leave other kinds out. */
  kind: 'search_kind',
  title: 'search_title',
  titleFolded: 'search_title_folded',
  text: 'search_text',
  textFolded: 'search_text_folded',
  /** Of a node with a short form: that form, as it is spelt and folded, and what it stands for in each language. */
  short: 'search_short',
  shortFolded: 'search_short_folded',
  standsFor: 'search_stands_for',
} as const

/** Whether a field's words are searched. */
export const isSearched = (field: ScalarField): field is TextField | LocalizedField =>
  isFolded(field) && field.searched > 0

/** Whether a find in the field counts as much as one in a title. */
export const isTitle = (field: TextField | LocalizedField): boolean => field.searched >= TITLE_WEIGHT

/** The text field that holds a short form of the kind's title, if it has one. */
export const abbreviatingField = (kind: Kind): string | undefined =>
  scalarsOf(kind).find(([, field]) => field.type === 'text' && field.abbreviates)?.[0]

/** How many letters of a word may be looked up as one: beyond, few enough words begin alike to be looked up each. */
export const BEGINNING_LETTERS = 2

/** A beginning of title words as a word of its own, among the words of the titles; no word of a text has the line. */
export const beginningWord = (letters: string): string => `_${letters}`

/** One word as the search knows it: as it is spelt, and without accents. Both are letters and digits alone. */
export interface SearchWord {
  readonly spelled: string
  readonly folded: string
}

/** The words of a text, in its order. */
export const searchWords = (text: string): SearchWord[] =>
  wordsOf(text).map(({ text: word }) => searchWord(word))

/** What a short form is looked up by: its letters without what parts them, since TP.HCM is typed as TPHCM, too. */
export const shortForm = (words: readonly SearchWord[]): SearchWord => ({
  spelled: words.map((word) => word.spelled).join(''),
  folded: words.map((word) => word.folded).join(''),
})

export const searchWord = (word: string): SearchWord => ({
  spelled: shortened(spelled(word)),
  folded: shortened(fold(word)),
})

const shortened = (word: string): string =>
  word.length <= MAX_LETTERS ? word : Array.from(word).slice(0, MAX_LETTERS).join('')
