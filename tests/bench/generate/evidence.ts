import type { EvidenceState } from '../../../server/curate/state.ts'
import type { Kind, Link } from '../../../server/model/index.ts'
import { textOfPassage } from './nodes.ts'
import { randomOf, uuidAt } from './random.ts'
import type { Random } from './random.ts'
import { SEED } from './shape.ts'
import type { Shape } from './shape.ts'

/** What part of the nodes and of the links rests on words that are written down. */
const GROUNDED_NODES = 0.1
const GROUNDED_LINKS = 0.05
/** Passages and sources are what others rest on. */
const grounds = ['Passage', 'Source']

/** How long a mention is at most, in UTF-16 code units. */
const MENTION = 60

/** The evidence of the node at a place of its kind's order. */
export function nodeEvidence(shape: Shape, kind: Kind, place: number): EvidenceState[] {
  const random = randomOf(SEED, 4, shape.model.kinds.indexOf(kind), place)
  return grounds.includes(kind.name) || !random.chance(GROUNDED_NODES) ? [] : [pieceOf(shape, random)]
}

/** The evidence of one of the links of a declaration that leave the node at a place. */
export function linkEvidence(shape: Shape, link: Link, from: number, which: number): EvidenceState[] {
  const random = randomOf(SEED, 7, shape.model.links.indexOf(link), from, which)
  return random.chance(GROUNDED_LINKS) ? [pieceOf(shape, random)] : []
}

/** A piece of evidence: a few words of some passage. */
export function pieceOf(shape: Shape, random: Random): EvidenceState {
  const place = random.int(shape.count('Passage'))
  const text = textOfPassage(place)
  const start = text.indexOf(' ', random.int(text.length - 2 * MENTION)) + 1
  const mention = text.slice(start, start + 10 + random.int(MENTION - 10)).trimEnd()
  return {
    id: uuidAt(shape.writtenAt('Passage', place), random),
    passageId: shape.id('Passage', place),
    mention,
    start,
    end: start + mention.length,
    note: null,
  }
}
