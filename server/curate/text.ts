import type { FieldProblem } from '../errors.ts'

/** What no text may hold: control characters other than tab and line feed. */
// oxlint-disable-next-line no-control-regex -- finding control characters is its purpose
const control = /[\u0000-\u0008\u000B-\u001F\u007F]/

/** Nothing that a person could see: white space and format characters alone. */
const invisible = /^[\p{Z}\p{Cf}\p{Cc}]*$/u

/** Stands for the value that there is not, after a problem was reported. */
export const INVALID: unique symbol = Symbol('invalid')
export type Invalid = typeof INVALID

/** Takes down one problem, at the place itself or below it. */
export type Report = (reason: string, below?: string) => Invalid

/** What takes down the problems of one place. */
export const reportTo =
  (problems: FieldProblem[], path: string): Report =>
  (reason, below = '') => {
    problems.push({ path: `${path}${below}`, reason })
    return INVALID
  }

/**
 * Cleans a text (NFC, trimmed, line feeds alone) or reports why it cannot be kept.
 * @returns the text; null when nothing is left of it; INVALID when a problem was reported.
 */
export function checkText(given: unknown, max: number, report: Report): string | null | Invalid {
  if (typeof given !== 'string') return report('must be text')
  if (given.length > max * 4) return report(tooLong(given.length, max))
  if (!given.isWellFormed()) return report('holds half of a surrogate pair: send well-formed Unicode')
  const text = given.replace(/\r\n?/g, '\n').normalize('NFC').trim()
  const found = control.exec(text)
  if (found !== null) {
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
    return report(`holds the control character U+${code} at ${found.index}: leave it out`)
  }
  if (text.length > max) return report(tooLong(text.length, max))
  return invisible.test(text) ? null : text
}

const tooLong = (length: number, max: number) => `has ${length} characters, at most ${max} are kept`
