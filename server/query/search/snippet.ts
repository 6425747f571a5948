import type { Mark } from './marks.ts'

/** A stretch of a snippet; all of them in a row are its text. */
export interface SnippetPart {
  readonly text: string
  readonly marked: boolean
}

/** About how long a snippet is, in UTF-16 code units, and how much of it leads up to the first mark. */
const LENGTH = 180
const LEAD = 40
const ELLIPSIS = '…'

/** The part of a text in which the most marks stand, cut between words. */
export function snippetOf(text: string, marks: readonly Mark[]): SnippetPart[] {
  const { start, end } = windowOf(text, marks)
  const parts: SnippetPart[] = []
  const add = (part: string, marked: boolean) => {
    if (part !== '') parts.push({ text: part, marked })
  }
  let at = start
  if (start > 0) add(ELLIPSIS, false)
  for (const mark of marks) {
    if (mark.start < start || mark.start >= end) continue
    add(text.slice(at, mark.start), false)
    add(text.slice(mark.start, Math.min(mark.end, end)), true)
    at = Math.min(mark.end, end)
  }
  add(text.slice(at, end), false)
  if (end < text.length) add(ELLIPSIS, false)
  return parts
}

function windowOf(text: string, marks: readonly Mark[]): Mark {
  if (text.length <= LENGTH) return { start: 0, end: text.length }
  const first = densest(marks)
  const from = Math.max(0, (first?.start ?? 0) - LEAD)
  const start = from === 0 ? 0 : wordStart(text, from)
  const until = Math.max(start + LENGTH, Math.min(first?.end ?? 0, start + 2 * LENGTH))
  return { start, end: until >= text.length ? text.length : wordEnd(text, until, start) }
}

/** The mark from which on the most stand close together; the earliest of them. */
function densest(marks: readonly Mark[]): Mark | undefined {
  let found: Mark | undefined
  let most = 0
  let next = 0
  for (const [index, mark] of marks.entries()) {
    while ((marks[next]?.end ?? Infinity) <= mark.start + LENGTH - LEAD) next++
    const count = Math.max(next - index, 1)
    if (count > most) [found, most] = [mark, count]
  }
  return found
}

/** The first place from here on at which a word begins, if one is near. */
function wordStart(text: string, from: number): number {
  const space = text.slice(from, from + LEAD).search(/\s/)
  return space === -1 ? onCodePoint(text, from) : from + space + 1
}

function wordEnd(text: string, until: number, start: number): number {
  const space = text.slice(start, until + 1).search(/\s\S*$/)
  return space <= 0 ? onCodePoint(text, until) : start + space
}

/** Never between the two halves of a surrogate pair. */
const onCodePoint = (text: string, at: number): number =>
  /[\uDC00-\uDFFF]/.test(text.charAt(at)) && /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at
