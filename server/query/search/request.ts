import type { AbbreviationKey } from './abbreviations.ts'
import { clausesOf, kindClause, stagesOf } from './clauses.ts'
import { START, decodePosition } from './cursor.ts'
import type { Position } from './cursor.ts'
import { STAGES } from './stages.ts'
import type { Clause } from './stages.ts'
import { termsOf } from './terms.ts'
import type { Term } from './terms.ts'

/** What of a search the writer of its answer needs again; it travels there and back as JSON. */
export interface Echo {
  readonly terms: readonly Term[]
  readonly signature: string
  readonly start: Position
}

/** One term of a search, stage by stage; null for a stage that has nothing to look for. */
interface Unit {
  readonly typed: readonly (Clause | null)[]
  /** What it asks as an abbreviation, without and with a number. */
  readonly meant: readonly (readonly Clause[])[]
  readonly keys: readonly UnitKey[]
}

/** A short form that a term may be. */
interface UnitKey extends Pick<AbbreviationKey, 'folded' | 'spelled'> {
  readonly isPlain: boolean
  /** Which of the ways to mean something it leads to. */
  readonly way: bigint
}

/** A search as its statement takes it, in a field of its row. */
export interface SearchRequest {
  readonly stage: bigint
  readonly offset: bigint
  /** The clause that leaves kinds out. */
  readonly filter: string
  /** Links are of no kind, and are searched where no kinds are named. */
  readonly hasLinks: boolean
  readonly units: readonly Unit[]
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
  all: readonly string[],
): SearchRequest {
  const terms = termsOf(text)
  const stages = stagesOf(terms)
  const filter = kindClause(kinds ?? all, all)
  const hasLinks = kinds === null
  const signature = JSON.stringify([terms, filter, hasLinks])
  const start = after !== null ? decodePosition(after, signature) : START
  return {
    stage: BigInt(start.stage),
    offset: BigInt(start.offset),
    filter,
    hasLinks,
    units: clausesOf(terms).map(({ typed, meant, keys }) => ({
      typed: STAGES.map((stage) => (stages.includes(stage) ? typed[stage] : null)),
      meant: meant.map((way) => STAGES.map((stage) => way[stage])),
      keys: keys.map(({ folded, spelled, hasNumber }) => ({
        folded,
        spelled,
        isPlain: folded === spelled,
        way: hasNumber ? 1n : 0n,
      })),
    })),
    echo: JSON.stringify({ terms, signature, start } satisfies Echo),
  }
}
