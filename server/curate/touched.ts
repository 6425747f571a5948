import { referencesOf } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import type { Change } from './change-set.ts'
import { isLink, isNode } from './state.ts'
import type { EvidenceState, LinkState, NodeState } from './state.ts'

type State = NodeState | LinkState | null

/**
 * The nodes in whose history a change stands beside that of what was changed and, of a link, those of its ends: passages of
 * which other words are quoted than before, nodes that something belongs to newly or no longer, the one that a node was merged
 * into, and ends that a link has left.
 */
export function touchedBy(model: Model, change: Change): string[] {
  const { before, after } = change
  const touched = new Set(quotedOtherwise(evidenceOf(before), evidenceOf(after)))
  for (const one of differing(ownersOf(model, before), ownersOf(model, after))) touched.add(one)
  if (isLink(before) && isLink(after))
    for (const end of differing([before.from, before.to], [after.from, after.to]))
      if (end !== after.from && end !== after.to) touched.add(end)
  if (change.subject === 'NODE' && change.into !== undefined) touched.add(change.into)
  return [...touched]
}

const evidenceOf = (state: State): readonly EvidenceState[] => state?.evidence ?? []

/** The passages of pieces that only one of two lists has: a piece is the same while it says the same, whatever its id. */
function quotedOtherwise(before: readonly EvidenceState[], after: readonly EvidenceState[]): string[] {
  if (before === after) return []
  const passages = ({ passageId }: EvidenceState) => passageId
  if (before.length === 0 || after.length === 0) return [...before, ...after].map(passages)
  const missing = (from: readonly EvidenceState[], among: readonly EvidenceState[]) => {
    const known = new Set(among.map(print))
    return from.filter((piece) => !known.has(print(piece))).map(passages)
  }
  return [...missing(before, after), ...missing(after, before)]
}

const print = ({ passageId, mention, start, note }: EvidenceState): string =>
  JSON.stringify([passageId, mention, start, note])

const ownersOf = (model: Model, state: State): string[] =>
  isNode(state)
    ? referencesOf(model.kind(state.kind)).flatMap(([name]) => {
        const owner = state.fields[name]
        return typeof owner === 'string' ? [owner] : []
      })
    : []

const differing = (one: readonly string[], other: readonly string[]): string[] => [
  ...one.filter((id) => !other.includes(id)),
  ...other.filter((id) => !one.includes(id)),
]
