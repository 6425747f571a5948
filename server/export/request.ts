import { badInput, shortened } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Model } from '../model/index.ts'
import type { Values } from '../curate/validate.ts'
import { isRecord } from '../curate/validate.ts'
import { formatOf, formats } from './formats.ts'
import type { Format } from './format.ts'
import type { ExportRequest, Scope } from './scope.ts'

/** The most nodes that can be asked for by their ids. */
const MAX_IDS = 5_000

/** What can be said of an export, whatever it is said through. */
export const PARAMETERS = [
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

export type Parameters = Readonly<Partial<Record<(typeof PARAMETERS)[number], unknown>>>

/** An export that can be made. */
export interface Asked extends ExportRequest {
  readonly format: Format
}

/**
 * Reads what was asked, from an address or a command line, where all is text, or from JSON: lists are given with commas
 * between their items or as lists, the filter as the API takes it.
 * @throws ClientError BAD_USER_INPUT with every problem.
 */
export function exportRequest(model: Model, given: Readonly<Record<string, unknown>>): Asked {
  const problems: FieldProblem[] = []
  const reader = readerOf(given, problems)
  for (const name of Object.keys(given))
    if (!PARAMETERS.some((one) => one === name))
      problems.push({
        path: shortened(name),
        reason: `is not known here; there are ${PARAMETERS.join(', ')}`,
      })
  const format = reader.oneOf(
    'format',
    formats.map(({ name }) => name),
  )
  const scope = scopeOf(model, reader)
  const asOf = reader.integer('asOf', 0, Number.MAX_SAFE_INTEGER)
  const lang = reader.oneOf('lang', ['vi', 'en'])
  const found = formatOf(format ?? 'json')
  if (found?.isOneTable === true && scope.of !== 'kind')
    problems.push({
      path: 'format',
      reason: `${found.name} is one table, that of a kind; name the kind, or take zip for all tables`,
    })
  if (problems.length > 0) throw badInput(problems)
  if (found === undefined) throw new Error('A format passed that is none')
  return { format: found, scope, asOf, lang: lang === 'vi' || lang === 'en' ? lang : null }
}

function scopeOf(model: Model, reader: Reader): Scope {
  const kind = reader.oneOf(
    'kind',
    model.kinds.map(({ name }) => name),
  )
  const filter = reader.filter('filter')
  const links = reader.flag('links') ?? true
  const ids = reader.list('ids', null)
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

type Name = (typeof PARAMETERS)[number]

interface Reader {
  oneOf(name: Name, values: readonly string[]): string | null
  list(name: Name, values: readonly string[] | null): readonly string[] | null
  integer(name: Name, min: number, max: number): number | null
  flag(name: Name): boolean | null
  filter(name: Name): Values | null
  /** Says so where one was given without the other that it belongs to. */
  together(name: Name, other: Name): void
  report(name: Name, reason: string): null
}

function readerOf(given: Readonly<Record<string, unknown>>, problems: FieldProblem[]): Reader {
  const report = (path: string, reason: string): null => {
    problems.push({ path, reason })
    return null
  }
  const valueOf = (name: Name): unknown => {
    const value = given[name]
    return value === undefined || value === null || value === '' ? null : value
  }
  return {
    report,
    oneOf(name, values) {
      const value = valueOf(name)
      if (value === null || values.some((one) => one === value)) return value as string | null
      return report(name, `must be one of ${values.join(', ')}`)
    },
    list(name, values) {
      const value = valueOf(name)
      if (value === null) return null
      const items: readonly unknown[] =
        typeof value === 'string'
          ? value.split(',').map((item) => item.trim())
          : Array.isArray(value)
            ? value
            : []
      const kept = items.filter((item): item is string => typeof item === 'string' && item !== '')
      if (kept.length === 0 || kept.length < items.length) return report(name, 'must be a list of texts')
      const strange = kept.find((item) => values !== null && !values.includes(item))
      if (strange !== undefined)
        return report(name, `${shortened(strange)} is none of ${values?.join(', ') ?? ''}`)
      return [...new Set(kept)]
    },
    integer(name, min, max) {
      const value = valueOf(name)
      if (value === null) return null
      const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
      return typeof number === 'number' && Number.isSafeInteger(number) && number >= min && number <= max
        ? number
        : report(name, `must be a whole number from ${min}`)
    },
    flag(name) {
      const value = valueOf(name)
      if (value === null) return null
      if (value === true || value === 'true') return true
      return value === false || value === 'false' ? false : report(name, 'must be true or false')
    },
    filter(name) {
      const value = valueOf(name)
      const filter = typeof value === 'string' ? parsed(value) : value
      return value === null || isRecord(filter)
        ? (filter as Values | null)
        : report(name, 'must be a JSON object, as the API’s list of the kind takes it')
    },
    together(name, other) {
      if (valueOf(name) !== null && valueOf(other) === null)
        report(name, `is said of ${other}, which is not given`)
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
