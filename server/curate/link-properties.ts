import type { FieldProblem } from '../errors.ts'
import { MAX_NOTE } from './evidence.ts'
import type { LinkStatus } from './facts.ts'
import { INVALID, checkText, reportTo } from './text.ts'
import type { Values } from './validate.ts'

export const LINK_STATUSES: readonly LinkStatus[] = ['PROPOSED', 'ACCEPTED', 'DISPUTED']

/** The properties that every link carries. */
export interface LinkProperties {
  readonly note: string | null
  readonly confidence: number | null
  readonly status: LinkStatus
}

/** Checks a link's own properties; those that the input does not name are taken from `current`. */
export function checkLinkProperties(
  input: Values,
  path: string,
  current: LinkProperties = { note: null, confidence: null, status: 'ACCEPTED' },
): { properties: LinkProperties; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const report = (name: string) => reportTo(problems, `${path}.${name}`)
  const { note = current.note, confidence = current.confidence, status = current.status } = input
  const said = note === null ? null : checkText(note, MAX_NOTE, report('note'))
  const sure = typeof confidence === 'number' && confidence >= 0 && confidence <= 1 ? confidence : null
  if (confidence !== null && sure === null) report('confidence')('must be from 0 to 1')
  const known = LINK_STATUSES.find((one) => one === status)
  if (known === undefined) report('status')(`must be one of ${LINK_STATUSES.join(', ')}`)
  return {
    properties: { note: said === INVALID ? null : said, confidence: sure, status: known ?? current.status },
    problems,
  }
}
