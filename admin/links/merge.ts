import { isRecord } from './record.ts'
import { linkStatuses } from './types.ts'
import type { LinkValues } from './draft.ts'
import type { EvidenceDraft } from '../evidence/types.ts'

/** Whose value of a field is to stand. */
export type Side = 'mine' | 'theirs'

export type ValueName = keyof LinkValues

/** A link as it is now, as a refused save brings it back. */
export interface CurrentLink {
  readonly version: number
  readonly values: LinkValues
}

/** Reads the state that a CONFLICT carries; null when it is none that can be shown. */
export function currentLink(given: unknown): CurrentLink | null {
  if (!isRecord(given)) return null
  const { version, note, confidence, status, evidence } = given
  const known = linkStatuses.find((one) => one === status)
  if (typeof version !== 'number' || known === undefined) return null
  return {
    version,
    values: {
      note: typeof note === 'string' ? note : '',
      confidence: typeof confidence === 'number' ? Math.round(confidence * 100) : null,
      status: known,
      evidence: Array.isArray(evidence) ? evidence.flatMap(pieceOf) : [],
    },
  }
}

function pieceOf(given: unknown): EvidenceDraft[] {
  if (!isRecord(given)) return []
  const { passageId, mention, start, note } = given
  if (typeof passageId !== 'string' || typeof mention !== 'string') return []
  return [
    {
      passageId,
      mention,
      start: typeof start === 'number' ? start : null,
      note: typeof note === 'string' ? note : '',
    },
  ]
}

const names: readonly ValueName[] = ['status', 'confidence', 'note', 'evidence']

/** The fields on which the two states differ: only these need a choice. */
export const differing = (mine: LinkValues, theirs: LinkValues): ValueName[] =>
  names.filter((name) => !equal(mine[name], theirs[name]))

/** What stands if the person says nothing: each one's own changes; mine where both changed the same field. */
export const firstChoice = (
  before: LinkValues,
  mine: LinkValues,
  theirs: LinkValues,
): Partial<Record<ValueName, Side>> =>
  Object.fromEntries(
    differing(mine, theirs).map((name) => [name, equal(mine[name], before[name]) ? 'theirs' : 'mine']),
  )

export const merged = (
  mine: LinkValues,
  theirs: LinkValues,
  choice: Partial<Record<ValueName, Side>>,
): LinkValues => {
  const pick = <N extends ValueName>(name: N): LinkValues[N] =>
    choice[name] === 'theirs' ? theirs[name] : mine[name]
  return {
    note: pick('note'),
    confidence: pick('confidence'),
    status: pick('status'),
    evidence: pick('evidence'),
  }
}

/** Evidence is a set: the service orders it by itself. */
function equal(one: unknown, other: unknown): boolean {
  const print = (value: unknown) =>
    JSON.stringify(Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort() : value)
  return print(one) === print(other)
}
