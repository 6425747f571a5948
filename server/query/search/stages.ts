/**
 * The ways in which a search looks, one after another until a page is full: each finds what those before have not. What
 * is typed with accents is first looked for as it is spelt, wherever it stands; then without accents in titles alone,
 * which is all that a common word needs and keeps it quick in a large graph; then anywhere; then in what is said of links;
 * at last the same with words that are not typed to their ends, and with typos.
 */
export const STAGES = ['spelled', 'titles', 'anywhere', 'links', 'forgiving', 'forgivingLinks'] as const
export type Stage = (typeof STAGES)[number]

export const isOfLinks = (stage: Stage): boolean => stage === 'links' || stage === 'forgivingLinks'

/** What a stage asks of one term, in Lucene's syntax. */
export interface Clause {
  /** What a hit has. */
  readonly required: string
  /** What ranks a hit higher, and need not be. */
  readonly bonus: string
}

export type Clauses = Readonly<Record<Stage, Clause>>
