/**
 * The text as somebody types it without accents: lower case, no marks, đ as d.
 * Marks are found by canonical decomposition (Unicode Standard Annex 15, form D).
 */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()

/** The folded words of a text: runs of letters and digits. */
export const foldedWords = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

const tone = '[\\u0300\\u0301\\u0303\\u0309\\u0323]'
/** An open syllable with its tone on the second vowel: hoà, khoẻ, thuý. The u of qu belongs to the consonant. */
const toneOnSecond = new RegExp(`((?:o(?=[ae])|(?<!q)u(?=y)))([aey])(${tone})$`, 'u')

/**
 * A word in lower case with its accents, spelt in one way where Vietnamese has two: hoà becomes hòa, as khoẻ becomes
 * khỏe and thuý thúy.
 */
export const spelled = (word: string): string =>
  word.normalize('NFD').toLowerCase().replace(toneOnSecond, '$1$3$2').normalize('NFC')

const toneOnFirst = new RegExp(`(o(?=\\p{M}[ae])|(?<!q)u(?=\\p{M}y))(${tone})([aey])$`, 'u')

/** What a word that is only begun may be the beginning of: after hòa there may come hoàn. */
export const beginningsOf = (word: string): string[] => [
  ...new Set([word, word.normalize('NFD').replace(toneOnFirst, '$1$3$2').normalize('NFC')]),
]

/** A word of a text: a run of letters, digits and the marks on them. Places count UTF-16 code units. */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

export const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu), ({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }))
