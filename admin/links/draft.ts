import type { Evidence, EvidenceDraft } from '../evidence/types.ts'
import { draftsOf, valuesOf } from '../evidence/values.ts'
import type { LinkInput, LinkPatch } from './documents.ts'
import type { LinkRelation } from './relations.ts'
import type { LinkEnd, LinkStatus } from './types.ts'

/** What a person says of a link, as the form holds it. */
export interface LinkValues {
  readonly note: string
  /** In hundredths; null where nobody has said how sure it is. */
  readonly confidence: number | null
  readonly status: LinkStatus
  readonly evidence: readonly EvidenceDraft[]
}

/** A link that is being made: which relation of the node at hand, and to which other node. */
export interface LinkChoice {
  readonly relation: LinkRelation | null
  readonly other: LinkEnd | null
}

export const newValues: LinkValues = { note: '', confidence: null, status: 'ACCEPTED', evidence: [] }

/** A link's own properties, wherever they were read. */
export interface LinkState {
  readonly note: string | null
  readonly confidence: number | null
  readonly status: LinkStatus
  readonly evidence: readonly Evidence[]
}

export const valuesOfLink = ({ note, confidence, status, evidence }: LinkState): LinkValues => ({
  note: note ?? '',
  confidence: confidence === null ? null : Math.round(confidence * 100),
  status,
  evidence: draftsOf(evidence),
})

/** The input of a new link; whichever end the node at hand is, the type goes from `from` to `to`. */
export function createInput(
  id: string,
  relation: LinkRelation,
  other: LinkEnd,
  values: LinkValues,
): LinkInput {
  const [from, to] = relation.direction === 'out' ? [id, other.id] : [other.id, id]
  return { type: relation.type, from, to, ...sent(values) }
}

/** Only what differs, so that a patch says what its author changed and nothing else. */
export function patchOf(before: LinkValues, after: LinkValues): LinkPatch {
  const [old, now] = [sent(before), sent(after)]
  return {
    ...(old.note !== now.note && { note: now.note }),
    ...(old.confidence !== now.confidence && { confidence: now.confidence }),
    ...(old.status !== now.status && { status: now.status }),
    ...(JSON.stringify(old.evidence) !== JSON.stringify(now.evidence) && { evidence: now.evidence }),
  }
}

export const isUnchanged = (patch: LinkPatch): boolean => Object.keys(patch).length === 0

const sent = ({ note, confidence, status, evidence }: LinkValues) => ({
  note: note.trim() === '' ? null : note.trim(),
  confidence: confidence === null ? null : confidence / 100,
  status,
  evidence: valuesOf(evidence),
})
