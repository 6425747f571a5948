import { SEARCH } from '../../model/index.ts'
import type { SearchWord } from '../../model/index.ts'
import { exactly, joined, relevant } from './lucene.ts'
import type { Clause, Clauses } from './stages.ts'
import { numbersLike } from './word-clauses.ts'

const { titleFolded, textFolded } = SEARCH

/** Stands in a clause for the phrase that an abbreviation means; no word has it. */
export const PLACE = '@'

/** A short form that a word may be. */
export interface AbbreviationKey {
  readonly folded: string
  /** Where it was typed with accents, the short form must have the same. */
  readonly spelled: string
  /** Whether a number was typed together with it, which then is to be found as well; PC06 may be a short form as a whole. */
  readonly hasNumber: boolean
}

/** Letters that are typed together with a number: CT05, NQ4. */
const glued = /^(\p{L}+)(\p{N}+)$/u

/** The number that a word ends with, when it may be an abbreviation with its number. */
export const gluedNumber = (folded: string): string | undefined => glued.exec(folded)?.[2]

/**
 * The short forms that a word may be, or a run of words that it belongs to: each word of a run may stand for what the
 * whole does, so that either all of them are found or what they mean.
 */
export function keysOf(word: SearchWord, run?: SearchWord): AbbreviationKey[] {
  const whole = run === undefined ? [word] : [word, run]
  const letters = glued.exec(word.folded)?.[1]
  return [
    ...whole
      .filter(({ folded }) => /\p{L}/u.test(folded))
      .map(({ spelled, folded }) => ({ spelled, folded, hasNumber: false })),
    ...(letters === undefined
      ? []
      : [{ folded: letters, spelled: word.spelled.slice(0, letters.length), hasNumber: true }]),
  ]
}

/**
 * What the stages ask in place of an abbreviation: what it means; and where it was typed together with a number, what it
 * means with that.
 */
export function meaningsOf({ folded }: SearchWord): Clauses[] {
  const number = gluedNumber(folded)
  return number === undefined ? [meaningWith(undefined)] : [meaningWith(undefined), meaningWith(number)]
}

function meaningWith(number: string | undefined): Clauses {
  const within = (field: string, score: number) => {
    const numbers = number === undefined ? [] : numbersLike(number).map((one) => exactly(field, one, 0))
    return (
      ` (+${relevant(field, `"${PLACE}"`)}` +
      (numbers.length === 0 ? '' : ` +(${joined(...numbers)})`) +
      (score === 0 ? ')' : ` *:*^${score})`)
    )
  }
  const anywhere = (score: number): Clause => ({
    required: within(textFolded, 0),
    bonus: within(titleFolded, score),
  })
  const said: Clause = { required: within(textFolded, 0), bonus: '' }
  return {
    spelled: anywhere(8),
    titles: { required: within(titleFolded, 0), bonus: '' },
    anywhere: anywhere(4),
    links: said,
    forgiving: anywhere(4),
    forgivingLinks: said,
  }
}
