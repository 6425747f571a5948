import type { EvidenceState } from '../../../server/curate/state.ts'
import { textOfPassage } from './nodes.ts'
import { randomOf, uuidAt } from './random.ts'
import { SEED } from './shape.ts'
import type { Shape } from './shape.ts'

/** What part of the nodes and of the links rests on words that are written down. */
export const GROUNDED_NODES = 0.2
export const GROUNDED_LINKS = 0.05

/** How long a mention is at most, in UTF-16 code units. */
const MENTION = 60

/** The evidence of a node or link, by whatever numbers tell it from others. */
export function generateEvidence(shape: Shape, part: number, ...which: readonly number[]): EvidenceState[] {
  const random = randomOf(SEED, 4, ...which)
  if (!random.chance(part)) return []
  const place = random.int(shape.count('Passage'))
  const text = textOfPassage(place)
  const start = text.indexOf(' ', random.int(text.length - 2 * MENTION)) + 1
  const mention = text.slice(start, start + 10 + random.int(MENTION - 10)).trimEnd()
  return [
    {
      id: uuidAt(shape.writtenAt('Passage', place), random),
      passageId: shape.id('Passage', place),
      mention,
      start,
      end: start + mention.length,
      note: null,
    },
  ]
}
