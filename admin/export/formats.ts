import type { AuditFilter } from '../access/documents.ts'

/** The forms that the service exports, in the order in which people want them. */
export const FORMATS = ['csv', 'zip', 'json', 'graphml', 'turtle', 'jsonld', 'cypher'] as const

export type Format = (typeof FORMATS)[number]

/** The audit record, or what a filter leaves of it. */
export type AuditPart = { readonly what: 'audit' } & AuditFilter

/** What is exported, as /export takes it: the nodes of a kind, some nodes, the audit record, or all that the graph holds. */
export type Part =
  | { readonly kind: string; readonly filter?: object }
  | { readonly ids: readonly string[] }
  | AuditPart
  | Readonly<Record<string, never>>

/** A kind is one table; what holds several kinds is several. The audit record is no graph. */
export const formatsFor = (part: Part): readonly Format[] =>
  'what' in part ? ['csv', 'json'] : FORMATS.filter((format) => format !== ('kind' in part ? 'zip' : 'csv'))

/** The message that says what a form is of use for. */
export const useOf = (part: Part, format: Format): string =>
  'what' in part && format === 'json' ? 'lg.export.auditJson' : `lg.export.format.${format}.use`
