import { SEARCH, fold } from '../../model/index.ts'
import type { SearchWord } from '../../model/index.ts'
import { FORGIVING_LETTERS } from './marks.ts'
import type { Term } from './terms.ts'

/** A phrase that an abbreviation stands for is put in its place; no word has it. */
export const PLACE = '@'
/** The most words of one search that forgive a typo, and that may be abbreviations: both widen the query manifold. */
const MAX_FORGIVING = 6
const MAX_ABBREVIATIONS = 4
/** Of a prefix of one letter half the graph is a match: it is only looked for in titles, once whole words are read. */
const SHORT_PREFIX = 1

/**
 * The ways in which a search looks, one after another until a page is full: each finds what those before have not, and
 * counts less. What is typed with accents is first looked for as it is spelt, wherever it stands; then without accents in
 * titles alone, which is all that a common word needs and keeps it quick in a large graph; then anywhere; then among what
 * is said of links; at last the same with words not typed to their ends, and with a typo.
 */
export const STAGES = ['spelled', 'titles', 'anywhere', 'links', 'forgiving', 'forgivingLinks'] as const
export type Stage = (typeof STAGES)[number]

/** One term in Lucene's syntax for each stage; null where the stage has nothing to look for. */
export interface Clauses {
  /** What it means as it is typed. */
  readonly plain: Readonly<Record<Stage, string | null>>
  /** What it means where it is an abbreviation, with PLACE for each phrase that it stands for. */
  readonly phrase: Readonly<Record<Stage, string>>
  /** The short forms that it may be. */
  readonly keys: readonly AbbreviationKey[]
}

export interface AbbreviationKey {
  readonly folded: string
  /** As it is spelt: where it was typed with accents, the short form must have the same. */
  readonly spelled: string
}

/** An abbreviation that is typed together with a number: CT05, NQ4. */
const glued = /^(\p{L}+)(\p{N}+)$/u

export const gluedNumber = (folded: string): string | undefined => glued.exec(folded)?.[2]

/** The terms in Lucene's syntax. It is made of letters and digits alone, so that it always parses. */
export function clausesOf(terms: readonly Term[]): Clauses[] {
  const isSpelled = terms.some((term) => wordsOf(term).some(hasAccents))
  let forgiving = 0
  let abbreviations = 0
  const loosened = terms.some(isLoosened)
  return terms.map((term): Clauses => {
    const forgives = term.kind === 'word' && isForgiving(term.word) && ++forgiving <= MAX_FORGIVING
    const plain =
      term.kind === 'word' ? wordClauses(term.word, term.isLast, forgives) : phraseClauses(term.words)
    const keys = term.kind === 'word' && abbreviations < MAX_ABBREVIATIONS ? keysOf(term.word) : []
    if (keys.length > 0) abbreviations += 1
    const number = term.kind === 'word' ? gluedNumber(term.word.folded) : undefined
    return {
      plain: {
        ...plain,
        spelled: isSpelled ? plain.spelled : null,
        forgiving: loosened ? plain.forgiving : null,
        forgivingLinks: loosened ? plain.forgivingLinks : null,
      },
      phrase: meaning(number),
      keys,
    }
  })
}

const wordsOf = (term: Term): readonly SearchWord[] => (term.kind === 'word' ? [term.word] : term.words)

const hasAccents = ({ spelled, folded }: SearchWord): boolean => spelled !== folded

const isForgiving = ({ folded }: SearchWord): boolean =>
  folded.length >= FORGIVING_LETTERS && /^\p{L}+$/u.test(folded)

/** Whether the forgiving stages can find more for a term than the strict ones. */
const isLoosened = (term: Term): boolean =>
  term.kind === 'word' && (isForgiving(term.word) || (!term.isLast && term.word.folded.length > SHORT_PREFIX))

function keysOf({ spelled, folded }: SearchWord): AbbreviationKey[] {
  const letters = glued.exec(folded)?.[1]
  const own = /\p{L}/u.test(folded) ? [{ spelled, folded }] : []
  return letters === undefined
    ? own
    : [...own, { folded: letters, spelled: spelled.slice(0, letters.length) }]
}

/** Scores in Lucene are sums; each of these is fixed, so that one kind of match never outweighs a better one. */
const exactly = (field: string, word: string, score: number): string =>
  `${field}:[${word} TO ${word}]^${score}`
const beginning = (field: string, word: string, score: number): string => `${field}:${word}*^${score}`
/** The one part that varies: it orders what else is equal by how rare the words are and how short the text. */
const relevance = (query: string): string => `${query}^0.01`
const always = (score: number): string => `*:*^${score}`

type Plain = Readonly<Record<Stage, string>>

function wordClauses(word: SearchWord, isLast: boolean, forgives: boolean): Plain {
  const { spelled, folded } = word
  const { title, titleFolded, text, textFolded } = SEARCH
  const isPrefix = isLast && folded.length > SHORT_PREFIX
  const whole = (field: string, score: number) =>
    numbersLike(folded).map((like) => exactly(field, like, score))
  const anyOf = (...clauses: readonly (string | readonly string[])[]) => clauses.flat().join(' ')
  const some = (field: string, prefix: number, full: number) =>
    isPrefix
      ? anyOf(beginning(field, folded, prefix), whole(field, full))
      : anyOf(whole(field, prefix + full))
  const accents = hasAccents(word)
  return {
    spelled: accents
      ? anyOf(exactly(text, spelled, 4), exactly(title, spelled, 8), relevance(`${title}:${spelled}`))
      : anyOf(some(textFolded, 2, 2), whole(titleFolded, 8)),
    titles: anyOf(
      some(titleFolded, 4, 2),
      exactly(title, spelled, accents ? 8 : 1),
      relevance(`${titleFolded}:${folded}`),
    ),
    anywhere:
      isLast && !isPrefix
        ? anyOf(beginning(titleFolded, folded, 1), whole(textFolded, 2))
        : anyOf(
            some(textFolded, 1, 1),
            whole(titleFolded, 4),
            exactly(text, spelled, 1),
            relevance(`${textFolded}:${folded}`),
          ),
    links: anyOf(some(textFolded, 2, 2), exactly(text, spelled, 4), relevance(`${textFolded}:${folded}`)),
    forgiving: loosely(folded, forgives, anyOf(whole(textFolded, 1), whole(titleFolded, 1))),
    forgivingLinks: loosely(folded, forgives, anyOf(whole(textFolded, 1))),
  }
}

function loosely(folded: string, forgives: boolean, whole: string): string {
  const { textFolded } = SEARCH
  const beginnings = folded.length > SHORT_PREFIX ? ` ${beginning(textFolded, folded, 1)}` : ''
  return `${whole}${beginnings}${forgives ? ` ${relevance(`${textFolded}:${folded}~1`)}` : ''}`
}

/** 5 is 05 as well: official numbers are written with and without the nought. */
function numbersLike(folded: string): string[] {
  if (!/^\d{1,3}$/.test(folded)) return [folded]
  const bare = folded.replace(/^0+(?=\d)/, '')
  return [...new Set([folded, bare, bare.padStart(2, '0')])]
}

function phraseClauses(words: readonly SearchWord[]): Plain {
  const { title, titleFolded, text, textFolded } = SEARCH
  const phrase = words.map((word) => word.folded).join(' ')
  const within = (field: string, score: number) => `(+${relevance(`${field}:"${phrase}"`)} ${always(score)})`
  const spelledIn = (field: string, score: number) =>
    words.map((word) => exactly(field, word.spelled, score)).join(' ')
  const anywhere = `${within(textFolded, 2)} ${within(titleFolded, 6)}`
  const inLinks = within(textFolded, 4)
  const required = words
    .filter(hasAccents)
    .map((word) => ` +${exactly(text, word.spelled, 1)}`)
    .join('')
  return {
    spelled: `(+(${anywhere})${required} ${spelledIn(title, 1)})`,
    titles: `(+${within(titleFolded, 6)} ${spelledIn(title, 1)})`,
    anywhere: `(+(${anywhere}) ${spelledIn(text, 1)})`,
    links: `(+${inLinks} ${spelledIn(text, 1)})`,
    forgiving: anywhere,
    forgivingLinks: inLinks,
  }
}

/** What an abbreviation stands for, and the number that it was typed together with. */
function meaning(number: string | undefined): Readonly<Record<Stage, string>> {
  const { titleFolded, textFolded } = SEARCH
  const within = (field: string, score: number) => {
    const numbers =
      number === undefined
        ? ''
        : ` +(${numbersLike(number)
            .map((like) => exactly(field, like, 0))
            .join(' ')})`
    return ` (+${relevance(`${field}:"${PLACE}"`)} ${always(score)}${numbers})`
  }
  const anywhere = within(textFolded, 2) + within(titleFolded, 4)
  return {
    spelled: within(textFolded, 4) + within(titleFolded, 8),
    titles: within(titleFolded, 6),
    anywhere,
    links: within(textFolded, 4),
    forgiving: anywhere,
    forgivingLinks: within(textFolded, 4),
  }
}

/** Leaves all kinds out but some, at no score; nothing where none are named. */
export const kindClause = (kinds: readonly string[] | null): string =>
  kinds === null ? '' : `+(${kinds.map((kind) => exactly(SEARCH.kind, fold(kind), 0)).join(' ')}) `
