import { BEGINNING_LETTERS, SEARCH, beginningWord, beginningsOf } from '../../model/index.ts'
import type { SearchWord } from '../../model/index.ts'
import { almost, beginning, exactly, joined, relevant } from './lucene.ts'
import type { Clause, Clauses } from './stages.ts'

const { title, titleFolded, text, textFolded } = SEARCH

export const hasAccents = ({ spelled, folded }: SearchWord): boolean => spelled !== folded

/** What the stages ask of a word that is typed to its end. */
export function wholeWord(word: SearchWord, forgives: boolean): Clauses {
  const { spelled } = word
  const accents = hasAccents(word)
  const forgiving = forgivingly(word, forgives)
  return {
    spelled: accents
      ? { required: relevant(text, spelled), bonus: exactly(title, spelled, 8) }
      : {
          required: known(textFolded, word),
          bonus: joined(whole(titleFolded, word, 8), exactly(text, spelled, 1)),
        },
    titles: { required: known(titleFolded, word), bonus: exactly(title, spelled, accents ? 8 : 1) },
    anywhere: {
      required: known(textFolded, word),
      bonus: joined(whole(titleFolded, word, 4), exactly(text, spelled, 1)),
    },
    links: { required: known(textFolded, word), bonus: exactly(text, spelled, accents ? 4 : 1) },
    forgiving,
    forgivingLinks: forgiving,
  }
}

/** What the stages ask of the last word, which may only be begun. */
export function begunWord(word: SearchWord, forgives: boolean): Clauses {
  const { spelled, folded } = word
  const accents = hasAccents(word)
  const isLetter = folded.length === 1
  // Words that begin with one letter or two are half the graph: they are looked for in titles, by a word of their own.
  const isShort = folded.length <= BEGINNING_LETTERS
  const inTitle = isShort
    ? joined(`${title}:${beginningWord(folded)}^0`, ...sameNumbers(titleFolded, word))
    : begun(titleFolded, word)
  const inTitleOrWhole = joined(inTitle, whole(textFolded, word, 0))
  const forgiving = forgivingly(word, forgives)
  return {
    spelled: accents
      ? {
          required: isLetter
            ? relevant(text, spelled)
            : joined(...beginningsOf(spelled).map((one) => beginning(text, one))),
          bonus: joined(
            exactly(title, spelled, 8),
            exactly(text, spelled, 4),
            ...(isLetter ? [] : beginningsOf(spelled).map((one) => beginning(title, one, 2))),
          ),
        }
      : {
          required: isShort ? inTitleOrWhole : begun(textFolded, word),
          bonus: joined(whole(titleFolded, word, 8), whole(textFolded, word, 4), exactly(text, spelled, 1)),
        },
    titles: {
      required: inTitle,
      bonus: joined(
        exactly(title, spelled, accents ? 8 : 1),
        whole(titleFolded, word, 4),
        known(titleFolded, word),
      ),
    },
    anywhere: {
      required: isLetter ? inTitleOrWhole : begun(textFolded, word),
      bonus: joined(whole(titleFolded, word, 4), whole(textFolded, word, 2), exactly(text, spelled, 1)),
    },
    links: {
      required: isLetter ? known(textFolded, word) : begun(textFolded, word),
      bonus: joined(exactly(text, spelled, accents ? 4 : 1), whole(textFolded, word, 2)),
    },
    forgiving,
    forgivingLinks: forgiving,
  }
}

/** The word, what it begins where it is long enough to tell much, and what it would be but for a typo. */
function forgivingly(word: SearchWord, forgives: boolean): Clause {
  const { folded } = word
  return {
    required: joined(
      whole(textFolded, word, 2),
      folded.length > BEGINNING_LETTERS ? beginning(textFolded, folded) : '',
      forgives ? almost(textFolded, folded) : '',
    ),
    bonus: whole(titleFolded, word, 1),
  }
}

const whole = (field: string, { folded }: SearchWord, score: number): string =>
  joined(...numbersLike(folded).map((one) => exactly(field, one, score)))

const known = (field: string, { folded }: SearchWord): string =>
  joined(...numbersLike(folded).map((one) => relevant(field, one)))

const begun = (field: string, word: SearchWord): string =>
  joined(beginning(field, word.folded), ...sameNumbers(field, word))

const sameNumbers = (field: string, { folded }: SearchWord): string[] =>
  numbersLike(folded).flatMap((one) => (one === folded ? [] : [exactly(field, one, 0)]))

/** 5 is 05 as well: official numbers are written with and without the nought. */
export function numbersLike(folded: string): string[] {
  if (!/^\d{1,3}$/.test(folded)) return [folded]
  const bare = folded.replace(/^0+(?=\d)/, '')
  return [...new Set([folded, bare, bare.padStart(2, '0')])]
}
