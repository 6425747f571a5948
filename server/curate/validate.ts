import { createHash } from 'node:crypto'
import type { FieldProblem } from '../errors.ts'
import { DAY_EXAMPLE, INSTANT_EXAMPLE, dayOf, instantOf } from '../model/index.ts'
import type { Field, Kind, LocalizedField, TextField } from '../model/index.ts'
import { INVALID, checkText, reportTo } from './text.ts'
import type { Report } from './text.ts'

/** Clean values by field name: text trimmed and in NFC, `{ vi, en }`, numbers, ISO dates, ids; null for none. */
export type Values = Readonly<Record<string, unknown>>

export interface CheckOptions {
  /** Where the input stands in the request or file, for the problems' paths. */
  readonly path: string
  /** The values now; given for a patch, absent for a whole new node. */
  readonly current?: Values
}

export interface Checked {
  /** For a new node every field; for a patch only the fields that it names. */
  readonly values: Values
  readonly problems: readonly FieldProblem[]
}

export interface LocalizedText {
  readonly vi: string | null
  readonly en: string | null
}

/** Checks an input against a kind and cleans it. Pure: whether references exist is for the transaction to say. */
export function checkFields(kind: Kind, input: Values, options: CheckOptions): Checked {
  const problems: FieldProblem[] = []
  const values: Record<string, unknown> = {}
  const at = (name: string) => (options.path === '' ? name : `${options.path}.${name}`)
  for (const name of Object.keys(input))
    if (!Object.hasOwn(kind.fields, name))
      problems.push({
        path: at(name),
        reason: `is no field of ${kind.name}; its fields are ${Object.keys(kind.fields).join(', ')}`,
      })
  for (const [name, field] of Object.entries(kind.fields)) {
    const given = input[name]
    if (options.current !== undefined && given === undefined) continue
    const report = reportTo(problems, at(name))
    const value = checkField(field, given ?? null, options.current?.[name], report)
    if (value === null && field.required && !isDerived(field)) report('is required and must not be empty')
    values[name] = value === INVALID ? null : value
  }
  if (problems.length === 0)
    derive(kind, input, values, options.current, (name, reason) => problems.push({ path: at(name), reason }))
  return { values, problems }
}

/** The clean value; null for none; INVALID when a problem was reported. */
function checkField(field: Field, given: unknown, current: unknown, report: Report): unknown {
  if (given === null) return null
  switch (field.type) {
    case 'text':
      return checkText(given, field.max, report)
    case 'localized':
      return checkLocalized(field, given, current, report)
    case 'integer':
    case 'decimal':
      return checkNumber(field, given, report)
    case 'boolean':
      return typeof given === 'boolean' ? given : report('must be true or false')
    case 'date':
      return dayOf(given) ?? report(`must be a day that exists, such as ${DAY_EXAMPLE}`)
    case 'dateTime':
      return instantOf(given) ?? report(`must be an instant with its offset, such as ${INSTANT_EXAMPLE}`)
    case 'oneOf': {
      const values = Object.keys(field.values)
      return typeof given === 'string' && values.includes(given)
        ? given
        : report(`must be one of ${values.join(', ')}`)
    }
    case 'reference':
      return typeof given === 'string' && given !== '' ? given : report(`must be the id of a ${field.to}`)
  }
}

function checkLocalized(field: LocalizedField, given: unknown, current: unknown, report: Report): unknown {
  if (!isRecord(given)) return report('must be text in two languages, { vi, en }')
  for (const key of Object.keys(given))
    if (key !== 'vi' && key !== 'en') return report('is no language; use vi or en', `.${key}`)
  const before = isRecord(current) ? current : {}
  const one = (language: 'vi' | 'en') => {
    const value = given[language] === undefined ? (before[language] ?? null) : given[language]
    return value === null ? null : checkText(value, field.max, (reason) => report(reason, `.${language}`))
  }
  const vi = one('vi')
  const en = one('en')
  if (vi === INVALID || en === INVALID) return INVALID
  if (vi === null && (en !== null || field.required))
    return report(
      'is required and must not be empty: Vietnamese stands in wherever English is missing',
      '.vi',
    )
  return vi === null ? null : { vi, en }
}

function checkNumber(
  field: Extract<Field, { type: 'integer' | 'decimal' }>,
  given: unknown,
  report: Report,
): unknown {
  if (typeof given !== 'number' || !Number.isFinite(given)) return report('must be a number')
  if (field.type === 'integer' && !Number.isSafeInteger(given)) return report('must be a whole number')
  if (given < field.min || given > field.max) return report(`must be from ${field.min} to ${field.max}`)
  return given
}

/** SHA-256 of a passage's text, as hexadecimal; the text is trimmed and in NFC by the time it comes here. */
export const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export const isDerived = (field: Field): boolean =>
  (field.type === 'text' && field.digestOf !== undefined) ||
  (field.type === 'integer' && field.lengthOf !== undefined)

/** Fills what follows from a text, and refuses a text that is not the one recorded. */
function derive(
  kind: Kind,
  input: Values,
  values: Record<string, unknown>,
  current: Values | undefined,
  report: (name: string, reason: string) => void,
): void {
  for (const [name, field] of Object.entries(kind.fields)) {
    const of = derivedFrom(field)
    if (of === undefined) continue
    const text = values[of] ?? (of in values ? null : current?.[of])
    const given = values[name]
    if (field.type === 'text' && typeof given === 'string') {
      values[name] = given.toLowerCase()
      if (!/^[0-9a-f]{64}$/i.test(given)) {
        report(name, 'must be a SHA-256 of 64 hexadecimal digits')
        continue
      }
    }
    const recorded = values[name] ?? current?.[name]
    if (typeof text !== 'string') {
      if (recorded === undefined || recorded === null || values[name] === null)
        report(name, `is required where ${of} is not given`)
      continue
    }
    const expected = field.type === 'text' ? digest(text) : text.length
    if (recorded === undefined || recorded === null) values[name] = expected
    else if (recorded !== expected)
      report(
        input[name] === undefined ? of : name,
        `does not fit: the ${name} of this text is ${expected}, and ${JSON.stringify(recorded)} is recorded; give both to replace the text`,
      )
    else if (values[name] !== undefined) values[name] = expected
  }
}

/** The field that another follows from; undefined where it stands by itself. */
export function derivedFrom(field: Field): string | undefined {
  if (field.type === 'text') return (field satisfies TextField).digestOf
  return field.type === 'integer' ? field.lengthOf : undefined
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
