import { shortened } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Values } from '../curate/validate.ts'
import { isRecord } from '../curate/validate.ts'
import { parsedJson } from '../json.ts'
import { INSTANT_EXAMPLE, instantOf } from '../model/index.ts'

/** The languages that the words of a table can be of. */
export const LANGS = ['vi', 'en'] as const

/** Reads parameters that are known by name; what is wrong is reported, and taken for not given. */
export interface Reader<Name extends string> {
  oneOf<Value extends string>(name: Name, values: readonly Value[]): Value | null
  list<Value extends string>(name: Name, values: readonly Value[]): readonly Value[] | null
  texts(name: Name): readonly string[] | null
  text(name: Name): string | null
  integer(name: Name, min: number, max: number): number | null
  /** As ISO, in UTC. */
  instant(name: Name): string | null
  flag(name: Name): boolean | null
  filter(name: Name): Values | null
  /** Says so where one was given without the other that it belongs to. */
  together(name: Name, other: Name): void
  /** Says so of whatever was given beside the known. */
  refuseOthers(): void
  report(name: Name, reason: string): null
}

export function readerOf<Name extends string>(
  names: readonly Name[],
  given: Readonly<Record<string, unknown>>,
  problems: FieldProblem[],
): Reader<Name> {
  const report = (path: string, reason: string): null => {
    problems.push({ path, reason })
    return null
  }
  const valueOf = (name: Name): unknown => {
    const value = given[name]
    return value === undefined || value === null || value === '' ? null : value
  }
  const reader: Reader<Name> = {
    report,
    refuseOthers() {
      for (const name of Object.keys(given))
        if (!names.some((one) => one === name))
          report(shortened(name), `is not known here; there are ${names.join(', ')}`)
    },
    oneOf(name, values) {
      const value = valueOf(name)
      if (value === null) return null
      return values.find((one) => one === value) ?? report(name, `must be one of ${values.join(', ')}`)
    },
    list<Value extends string>(name: Name, values: readonly Value[]) {
      const items = reader.texts(name)
      if (items === null) return null
      const isKnown = (item: string): item is Value => values.some((one) => one === item)
      const strange = items.find((item) => !isKnown(item))
      if (strange !== undefined) return report(name, `${shortened(strange)} is none of ${values.join(', ')}`)
      return items.filter(isKnown)
    },
    texts(name) {
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
      return [...new Set(kept)]
    },
    text(name) {
      const value = valueOf(name)
      return value === null || typeof value === 'string' ? value : report(name, 'must be a text')
    },
    integer(name, min, max) {
      const value = valueOf(name)
      if (value === null) return null
      const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
      return typeof number === 'number' && Number.isSafeInteger(number) && number >= min && number <= max
        ? number
        : report(name, `must be a whole number from ${min}`)
    },
    instant(name) {
      const value = valueOf(name)
      if (value === null) return null
      return instantOf(value) ?? report(name, `must be a time that exists, written like ${INSTANT_EXAMPLE}`)
    },
    flag(name) {
      const value = valueOf(name)
      if (value === null) return null
      if (value === true || value === 'true') return true
      return value === false || value === 'false' ? false : report(name, 'must be true or false')
    },
    filter(name) {
      const value = valueOf(name)
      const filter = typeof value === 'string' ? parsedJson(value) : value
      return value === null || isRecord(filter)
        ? (filter as Values | null)
        : report(name, 'must be a JSON object, as the API’s list of the kind takes it')
    },
    together(name, other) {
      if (valueOf(name) !== null && valueOf(other) === null)
        report(name, `is said of ${other}, which is not given`)
    },
  }
  return reader
}
