import neo4j from 'neo4j-driver'
import { fold, foldedName, isFolded, propertiesOf, scalarsOf } from '../model/index.ts'
import type { Kind, ScalarField } from '../model/index.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * Clean values as the properties that Neo4j stores: languages apart, folded twins beside, temporal types native,
 * whole numbers as integers. A field that the values do not name is left out; a null removes its properties.
 */
export function toProperties(kind: Kind, values: Values): Record<string, unknown> {
  const properties: Record<string, unknown> = {}
  for (const [name, field] of scalarsOf(kind)) {
    if (!(name in values)) continue
    const own = propertiesOf(name, field)
    for (const property of own) {
      const value = own.length === 1 ? values[name] : partOf(values[name], property)
      properties[property] = stored(field, value)
      if (isFolded(field))
        Object.assign(properties, foldedTwins({ [property]: typeof value === 'string' ? value : null }))
    }
  }
  return properties
}

/** The folded twins of texts, to be stored beside them: what `matches` compares. */
export const foldedTwins = (texts: Readonly<Record<string, string | null>>): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [foldedName(name), text === null ? null : fold(text)]),
  )

/** The properties of a node as clean values again. */
export function fromProperties(kind: Kind, properties: Values): Record<string, unknown> {
  return Object.fromEntries(
    scalarsOf(kind).map(([name, field]) => {
      if (field.type !== 'localized') return [name, plain(properties[name])]
      const [vi, en] = propertiesOf(name, field).map((property) => properties[property] ?? null)
      return [name, vi === null && en === null ? null : { vi, en }]
    }),
  )
}

function partOf(value: unknown, property: string): unknown {
  if (value === null || typeof value !== 'object') return null
  return (value as Values)[property.endsWith('_vi') ? 'vi' : 'en'] ?? null
}

function stored(field: ScalarField, value: unknown): unknown {
  if (typeof value === 'number' && field.type === 'integer') return BigInt(value)
  if (typeof value === 'string' && field.type === 'date') return day(value)
  if (typeof value === 'string' && field.type === 'dateTime') return instant(value)
  return value
}

/** An ISO instant as Neo4j's own type, in UTC. */
export function instant(iso: string): unknown {
  const at = new Date(iso)
  return new neo4j.types.DateTime(
    at.getUTCFullYear(),
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
    at.getUTCMilliseconds() * 1_000_000,
    0,
  )
}

function day(iso: string): unknown {
  const [year = 0, month = 0, date = 0] = iso.split('-').map(Number)
  return new neo4j.types.Date(year, month, date)
}

/** A property's value without the driver's types. */
export function plain(value: unknown): unknown {
  if (neo4j.isDateTime(value)) return new Date(value.toString()).toISOString()
  if (neo4j.isDate(value)) return value.toString()
  return value ?? null
}
