import { START, decodePosition } from './cursor.ts'
import type { Position } from './cursor.ts'
import { STAGES, clausesOf, kindClause } from './lucene.ts'
import type { AbbreviationKey } from './lucene.ts'
import { termsOf } from './terms.ts'
import type { Term } from './terms.ts'

/** What of a search the writer of its answer needs again; it travels there and back as JSON. */
export interface Echo {
  readonly terms: readonly Term[]
  readonly signature: string
  readonly start: Position
}

/** A search as its statement takes it, in a field of its row. */
export interface SearchRequest {
  readonly stage: bigint
  readonly offset: bigint
  /** The clause that leaves kinds out. */
  readonly filter: string
  /** Links are of no kind, and are searched where no kinds are named. */
  readonly hasLinks: boolean
  readonly units: readonly {
    readonly plain: readonly (string | null)[]
    readonly phrase: readonly string[]
    readonly keys: readonly (AbbreviationKey & { readonly isPlain: boolean })[]
  }[]
  readonly echo: string
}

/**
 * Reads the arguments of one search.
 * @param kinds those that were named; null for whatever there is, links too.
 * @throws ClientError BAD_USER_INPUT naming `text` or `after`.
 */
export function requestOf(
  text: string,
  after: string | null,
  kinds: readonly string[] | null,
): SearchRequest {
  const terms = termsOf(text)
  const filter = kindClause(kinds)
  const signature = JSON.stringify([terms, filter])
  const start = after !== null ? decodePosition(after, signature) : START
  return {
    stage: BigInt(start.stage),
    offset: BigInt(start.offset),
    filter,
    hasLinks: filter === '',
    units: clausesOf(terms).map(({ plain, phrase, keys }) => ({
      plain: STAGES.map((stage) => plain[stage]),
      phrase: STAGES.map((stage) => phrase[stage]),
      keys: keys.map((key) => ({ ...key, isPlain: key.folded === key.spelled })),
    })),
    echo: JSON.stringify({ terms, signature, start } satisfies Echo),
  }
}
