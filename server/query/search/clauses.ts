import { BEGINNING_LETTERS, SEARCH } from '../../model/index.ts'
import type { SearchWord } from '../../model/index.ts'
import { keysOf, meaningsOf } from './abbreviations.ts'
import type { AbbreviationKey } from './abbreviations.ts'
import { exactly, joined } from './lucene.ts'
import { FORGIVING_LETTERS } from './marks.ts'
import { phraseClauses } from './phrase-clauses.ts'
import { STAGES } from './stages.ts'
import type { Clauses, Stage } from './stages.ts'
import type { Term } from './terms.ts'
import { begunWord, hasAccents, wholeWord } from './word-clauses.ts'

/** The most words of one search that forgive a typo: each widens a query manifold. */
const MAX_FORGIVING = 6

/** What a search asks of one term. */
export interface TermClauses {
  readonly typed: Clauses
  /** The same where the term is an abbreviation, without and with a number, with PLACE for what that means. */
  readonly meant: readonly Clauses[]
  /** The short forms that it may be. */
  readonly keys: readonly AbbreviationKey[]
}

export function clausesOf(terms: readonly Term[]): TermClauses[] {
  let forgiving = 0
  return terms.map((term): TermClauses => {
    if (term.kind === 'phrase') return { typed: phraseClauses(term.words), meant: [], keys: [] }
    const { word, isLast, run } = term
    const forgives = isForgiving(word) && ++forgiving <= MAX_FORGIVING
    const typed = isLast ? begunWord(word, forgives) : wholeWord(word, forgives)
    const keys = keysOf(word, run)
    return { typed, meant: keys.length === 0 ? [] : meaningsOf(word), keys }
  })
}

/** The stages that can find anything that none before them does. */
export function stagesOf(terms: readonly Term[]): readonly Stage[] {
  const isSpelled = terms.some((term) => (term.kind === 'word' ? [term.word] : term.words).some(hasAccents))
  const isLoosened = terms.some(canLoosen)
  return STAGES.filter((stage) => {
    if (stage === 'spelled') return isSpelled
    return stage === 'forgiving' || stage === 'forgivingLinks' ? isLoosened : true
  })
}

const isForgiving = ({ folded }: SearchWord): boolean =>
  folded.length >= FORGIVING_LETTERS && /^\p{L}+$/u.test(folded)

const canLoosen = (term: Term): boolean =>
  term.kind === 'word' &&
  (isForgiving(term.word) || (!term.isLast && term.word.folded.length > BEGINNING_LETTERS))

/** Leaves all kinds out but some, at no score; nothing where that is all of them. */
export const kindClause = (kinds: readonly string[], all: readonly string[]): string =>
  all.every((kind) => kinds.includes(kind))
    ? ''
    : `+(${joined(...kinds.map((kind) => exactly(SEARCH.kind, kind.toLowerCase(), 0)))}) `
