import { searchWord, wordsOf } from '../../model/index.ts'
import type { SearchWord } from '../../model/index.ts'
import type { Term } from './terms.ts'

/** A stretch of a text, in UTF-16 code units. */
export interface Mark {
  readonly start: number
  readonly end: number
}

/** Where a text holds what was asked for. */
export interface Found {
  /** How many of the terms the text holds. */
  readonly terms: number
  /** How well it holds them: see `Quality`, summed up. */
  readonly quality: number
  readonly marks: readonly Mark[]
}

/** How a word fits: as it is spelt, without accents, as a beginning, or but for one typo. */
const SPELLED = 8
const FOLDED = 4
const PREFIX = 2
const TYPO = 1

/** Words of at least so many letters forgive a typo. */
export const FORGIVING_LETTERS = 5

type Token = SearchWord & Mark

/** What a text is held against: a term, and what it stands for as an abbreviation. */
export interface Sought {
  readonly term: Term
  readonly meanings: readonly Meaning[]
}

interface Meaning {
  readonly words: readonly string[]
  /** The number that the abbreviation was typed together with. */
  readonly number: string | undefined
}

/** Finds the words of a text that fit, and of those only the ones that fit best. */
export function marksIn(text: string, sought: readonly Sought[]): Found {
  const tokens = wordsOf(text).map(({ text: word, start, end }): Token => ({
    ...searchWord(word),
    start,
    end,
  }))
  let terms = 0
  let quality = 0
  const marks: Mark[] = []
  for (const one of sought) {
    const best = bestOf(tokens, one)
    if (best.quality === 0) continue
    terms += 1
    quality += best.quality
    marks.push(...best.marks)
  }
  return { terms, quality, marks: merged(text, marks) }
}

interface Best {
  readonly quality: number
  readonly marks: readonly Mark[]
}

function bestOf(tokens: readonly Token[], { term, meanings }: Sought): Best {
  const own =
    term.kind === 'word'
      ? wordsLike(tokens, term.word)
      : phrasesIn(
          tokens,
          term.words.map((word) => word.folded),
        )
  const meant = meanings.map(({ words, number }): Best => {
    const { quality, marks } = phrasesIn(tokens, words)
    if (quality === 0 || number === undefined) return { quality, marks }
    const numbers = wordsLike(tokens, { spelled: number, folded: number }, { isWhole: true })
    return { quality, marks: [...marks, ...numbers.marks] }
  })
  return [own, ...meant].reduce((best, other) => (other.quality > best.quality ? other : best))
}

function wordsLike(tokens: readonly Token[], word: SearchWord, { isWhole = false } = {}): Best {
  let quality = 0
  let marks: Mark[] = []
  for (const token of tokens) {
    const fit = fitOf(token, word)
    if (fit === 0 || fit < quality || (isWhole && fit < FOLDED)) continue
    if (fit > quality) marks = []
    quality = fit
    marks.push(token)
  }
  return { quality, marks }
}

function fitOf(token: SearchWord, { spelled, folded }: SearchWord): number {
  if (token.spelled === spelled) return SPELLED
  if (token.folded === folded || isSameNumber(token.folded, folded)) return FOLDED
  if (token.folded.startsWith(folded)) return PREFIX
  return folded.length >= FORGIVING_LETTERS && isOneTypo(token.folded, folded) ? TYPO : 0
}

const isSameNumber = (one: string, other: string): boolean =>
  /^\d+$/.test(one) && /^\d+$/.test(other) && Number(one) === Number(other)

function phrasesIn(tokens: readonly Token[], words: readonly string[]): Best {
  const marks: Mark[] = []
  for (let at = 0; at + words.length <= tokens.length; at++) {
    const first = tokens[at]
    const last = tokens[at + words.length - 1]
    if (first && last && words.every((word, index) => tokens[at + index]?.folded === word))
      marks.push({ start: first.start, end: last.end })
  }
  return { quality: marks.length > 0 ? SPELLED : 0, marks }
}

/** Whether a letter more, less, another or one swapped with its neighbour makes one word of the other. */
export function isOneTypo(one: string, other: string): boolean {
  const [a, b] = one.length <= other.length ? [one, other] : [other, one]
  if (b.length - a.length > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1)
  if (a.slice(at + 1) === b.slice(at + 1)) return at < a.length
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** In the order of the text; what only spaces part is one mark. */
function merged(text: string, marks: readonly Mark[]): Mark[] {
  const whole: Mark[] = []
  for (const mark of marks.toSorted((one, other) => one.start - other.start)) {
    const last = whole.at(-1)
    if (last !== undefined && text.slice(last.end, mark.start).trim() === '')
      whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) }
    else whole.push({ start: mark.start, end: mark.end })
  }
  return whole
}
