import { upperSnake } from '../../model/index.ts'
import type { Language, SearchPlan } from '../plan.ts'
import { marksIn } from './marks.ts'
import type { Found, Sought } from './marks.ts'
import { snippetOf } from './snippet.ts'
import type { SnippetPart } from './snippet.ts'

/** The field of a hit that matches best, and the part of its text that does. */
export interface Match {
  /** As the enum of searched fields has it. */
  readonly field: string
  readonly language: Language | null
  readonly snippet: readonly SnippetPart[]
}

interface Text {
  readonly field: string
  readonly language: Language | null
  readonly text: string
}

/** Finds the text that holds the most of what was asked, and holds it best; among equals the first, as a title is. */
export function matchOf(
  { texts }: SearchPlan,
  [own, evidence]: readonly unknown[],
  isLink: boolean,
  sought: readonly Sought[],
): Match {
  const candidates: Text[] = (own as readonly (string | null)[]).flatMap((text, index) => {
    const said = isLink ? { field: 'note', language: null } : texts?.[index]
    return text === null || said === undefined ? [] : [{ field: said.field, language: said.language, text }]
  })
  for (const [mention, note] of evidence as readonly (readonly [string, string | null])[]) {
    candidates.push({ field: 'mention', language: null, text: mention })
    if (note !== null) candidates.push({ field: 'note', language: null, text: note })
  }
  let best: (Text & { found: Found }) | undefined
  for (const candidate of candidates) {
    const found = marksIn(candidate.text, sought)
    if (best === undefined || isBetter(found, best.found)) best = { ...candidate, found }
  }
  if (best === undefined) throw new Error('A hit of a search has no text')
  const { field, language, text, found } = best
  return { field: upperSnake(field), language, snippet: snippetOf(text, found.marks) }
}

const isBetter = (one: Found, other: Found): boolean =>
  one.terms > other.terms || (one.terms === other.terms && one.quality > other.quality)
