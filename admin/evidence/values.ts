import type { Evidence, EvidenceDraft, EvidenceValue } from './types.ts'

export const emptyPiece: EvidenceDraft = { passageId: null, mention: '', start: null, note: '' }

/** The API's evidence as a form holds it. */
export const draftsOf = (evidence: readonly Evidence[]): EvidenceDraft[] =>
  evidence.map(({ passage, mention, start, note }) => ({
    passageId: passage.id,
    mention,
    start,
    note: note ?? '',
  }))

/** A form's evidence as the API takes it. */
export const valuesOf = (drafts: readonly EvidenceDraft[]): EvidenceValue[] =>
  drafts.map(({ passageId, mention, start, note }) => ({
    passageId: passageId ?? '',
    mention: mention.trim(),
    start,
    note: note.trim() === '' ? null : note.trim(),
  }))

/** Where the words stand in a text, for all of their occurrences. */
export function placesOf(text: string, mention: string): number[] {
  const places: number[] = []
  if (mention === '') return places
  for (let at = text.indexOf(mention); at !== -1; at = text.indexOf(mention, at + 1)) places.push(at)
  return places
}

/**
 * A selection without the blanks at its ends, which nobody means to quote.
 * @returns null when nothing but blanks was selected.
 */
export function trimmedSelection(text: string, from: number, to: number) {
  const selected = text.slice(from, to)
  const mention = selected.trim()
  if (mention === '') return null
  return { mention, start: from + selected.indexOf(mention) }
}

/** A text in three: before the mention, the mention, and after it; null when the mention does not stand there. */
export function highlighted(text: string, mention: string, start: number | null) {
  const at = start ?? text.indexOf(mention)
  if (mention === '' || at < 0 || !text.startsWith(mention, at)) return null
  return [text.slice(0, at), mention, text.slice(at + mention.length)] as const
}

const AROUND = 160

/** The mention with some of what stands around it, cut between words; null when it does not stand in the text. */
export function excerpt(text: string, mention: string, start: number | null) {
  const parts = highlighted(text, mention, start)
  if (parts === null) return null
  const [before, words, after] = parts
  return [
    before.length <= AROUND ? before : `… ${before.slice(-AROUND).replace(/^\S*\s+/, '')}`,
    words,
    after.length <= AROUND ? after : `${after.slice(0, AROUND).replace(/\s+\S*$/, '')} …`,
  ] as const
}
