import { badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Model } from '../model/index.ts'
import { AUDIT_PARAMETERS, auditRequest } from './audit-request.ts'
import type { AuditAsked } from './audit-request.ts'
import type { Format } from './format.ts'
import { formats } from './formats.ts'
import { json } from './json.ts'
import { LANGS, readerOf } from './parameters.ts'
import type { Reader } from './parameters.ts'
import type { ExportRequest, Scope } from './scope.ts'

/** The most nodes that can be asked for by their ids. */
const MAX_IDS = 5_000

/** What can be said of an export of the graph. */
const GRAPH_PARAMETERS = [
  'what',
  'format',
  'kind',
  'filter',
  'links',
  'ids',
  'depth',
  'kinds',
  'linkTypes',
  'limit',
  'asOf',
  'lang',
] as const

/** What can be said of an export, whatever it is said through. */
export const PARAMETERS = [...new Set([...GRAPH_PARAMETERS, ...AUDIT_PARAMETERS])]

/** An export of the graph that can be made. */
export interface GraphAsked extends ExportRequest {
  readonly what: 'graph'
  readonly format: Format
}

/** An export that can be made. */
export type Asked = GraphAsked | AuditAsked

/**
 * Reads what was asked, from an address or a command line, where all is text, or from JSON: lists are given with commas
 * between their items or as lists, the filter as the API takes it.
 * @throws ClientError BAD_USER_INPUT with every problem.
 */
export function exportRequest(model: Model, given: Readonly<Record<string, unknown>>): Asked {
  const problems: FieldProblem[] = []
  const what = readerOf(['what'], given, problems).oneOf('what', ['graph', 'audit']) ?? 'graph'
  const asked =
    what === 'audit'
      ? auditRequest(readerOf(AUDIT_PARAMETERS, given, problems))
      : graphRequest(model, readerOf(GRAPH_PARAMETERS, given, problems))
  if (problems.length > 0) throw badInput(problems)
  return asked
}

type GraphReader = Reader<(typeof GRAPH_PARAMETERS)[number]>

function graphRequest(model: Model, reader: GraphReader): GraphAsked {
  reader.refuseOthers()
  const name = reader.oneOf(
    'format',
    formats.map((format) => format.name),
  )
  const scope = scopeOf(model, reader)
  const asOf = reader.integer('asOf', 0, Number.MAX_SAFE_INTEGER)
  const lang = reader.oneOf('lang', LANGS)
  const format = formats.find((one) => one.name === name) ?? json
  if (format.isOneTable && scope.of !== 'kind')
    reader.report(
      'format',
      `${format.name} is one table, that of a kind; name the kind, or take zip for all tables`,
    )
  return { what: 'graph', format, scope, asOf, lang }
}

function scopeOf(model: Model, reader: GraphReader): Scope {
  const kind = reader.oneOf(
    'kind',
    model.kinds.map(({ name }) => name),
  )
  const filter = reader.filter('filter')
  const links = reader.flag('links') ?? true
  const ids = reader.texts('ids')
  const depth = reader.integer('depth', 1, Number.MAX_SAFE_INTEGER)
  const around = {
    kinds: reader.list(
      'kinds',
      model.kinds.map(({ name }) => name),
    ),
    linkTypes: reader.list('linkTypes', model.linkTypes),
    limit: reader.integer('limit', 1, Number.MAX_SAFE_INTEGER) ?? 500,
  }
  reader.together('filter', 'kind')
  reader.together('links', 'kind')
  reader.together('depth', 'ids')
  for (const name of ['kinds', 'linkTypes', 'limit'] as const) reader.together(name, 'depth')
  if (kind !== null && ids !== null) reader.report('ids', 'cannot be given together with kind')
  if (ids !== null && ids.length > MAX_IDS)
    reader.report('ids', `holds ${ids.length} ids, at most ${MAX_IDS} are taken`)
  if (kind !== null) return { of: 'kind', kind, filter, links }
  if (ids === null) return { of: 'graph' }
  return depth === null ? { of: 'nodes', ids } : { of: 'neighbourhood', ids, depth, ...around }
}
