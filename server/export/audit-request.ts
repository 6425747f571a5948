import type { AuditFilter } from '../access/audit-log.ts'
import { auditActions, auditOutcomes } from '../access/audit-words.ts'
import { auditFormats } from './audit-file.ts'
import type { AuditFormat } from './audit-file.ts'
import { LANGS } from './parameters.ts'
import type { Reader } from './parameters.ts'

/** What can be said of an export of the audit record: in which form, and which of it, as the API's list takes it. */
export const AUDIT_PARAMETERS = [
  'what',
  'format',
  'actions',
  'outcome',
  'actor',
  'target',
  'address',
  'from',
  'to',
  'lang',
] as const

/** An export of the audit record that can be made. */
export interface AuditAsked {
  readonly what: 'audit'
  readonly format: AuditFormat
  readonly filter: AuditFilter
  /** In which words a table says what its columns and values are; null for the API's own names. */
  readonly lang: (typeof LANGS)[number] | null
}

/** Reads what was asked of the audit record; what is wrong is reported. */
export function auditRequest(reader: Reader<(typeof AUDIT_PARAMETERS)[number]>): AuditAsked {
  reader.refuseOthers()
  const format = reader.oneOf('format', auditFormats) ?? 'json'
  const filter: AuditFilter = {
    actions: reader.list('actions', auditActions),
    outcome: reader.oneOf('outcome', auditOutcomes),
    actor: reader.text('actor'),
    target: reader.text('target'),
    address: reader.text('address'),
    from: reader.instant('from'),
    to: reader.instant('to'),
  }
  return { what: 'audit', format, filter, lang: reader.oneOf('lang', LANGS) }
}
