import type { FieldProblem } from '../errors.ts'
import type { EvidenceInput } from './facts.ts'
import { INVALID, checkText, reportTo } from './text.ts'
import { isRecord } from './validate.ts'

/** The most pieces of evidence that one node or link carries: they are read whole, not in pages. */
export const MAX_EVIDENCE = 100
const MAX_MENTION = 1_000
export const MAX_NOTE = 5_000

/** Checks a list of evidence as a request or a file gives it; whether the passages exist is for the transaction to say. */
export function checkEvidence(
  given: unknown,
  path: string,
): { evidence: EvidenceInput[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const evidence: EvidenceInput[] = []
  if (given === undefined || given === null) return { evidence, problems }
  if (!Array.isArray(given))
    return {
      evidence,
      problems: [{ path, reason: 'must be a list of evidence' }],
    }
  if (given.length > MAX_EVIDENCE)
    return {
      evidence,
      problems: [
        {
          path,
          reason: `has ${given.length} pieces, at most ${MAX_EVIDENCE} are kept`,
        },
      ],
    }
  const items: readonly unknown[] = given
  for (const [index, item] of items.entries()) {
    const at = `${path}.${index}`
    const report = (name: string) => reportTo(problems, `${at}.${name}`)
    if (!isRecord(item)) {
      problems.push({
        path: at,
        reason: 'must be a piece of evidence with passageId and mention',
      })
      continue
    }
    const { passageId, mention, start = null, note = null } = item
    const words = checkText(mention, MAX_MENTION, report('mention'))
    if (words === null) report('mention')('is required and must not be empty')
    if (typeof passageId !== 'string' || passageId === '') report('passageId')('must be the id of a Passage')
    if (start !== null && !(typeof start === 'number' && Number.isSafeInteger(start) && start >= 0))
      report('start')('must be a whole number from 0')
    const said = note === null ? null : checkText(note, MAX_NOTE, report('note'))
    if (typeof words === 'string' && typeof passageId === 'string')
      evidence.push({
        passageId,
        mention: words,
        start: typeof start === 'number' ? start : null,
        note: said === INVALID ? null : said,
      })
  }
  return { evidence, problems }
}

/** Two pieces with one key are one piece. */
export const key = (item: Pick<EvidenceInput, 'passageId' | 'mention' | 'start'>): string =>
  JSON.stringify([item.passageId, item.mention, item.start])
