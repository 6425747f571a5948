import neo4j from 'neo4j-driver'

/** A property's value in JSON: text and truth values as they are, others as what they are and how that is written. */
export type StoredValue = string | boolean | readonly StoredValue[] | { readonly [type: string]: string }

/** The properties of a node or relationship in JSON, none of them lost or changed. */
export type StoredProperties = Readonly<Record<string, StoredValue>>

/**
 * A Cypher expression for the properties of `variable`, from which `storedProperties` reads them. Numbers travel as text:
 * what JavaScript holds has less room than a whole number of Neo4j's.
 */
export const propertiesOf = (variable: string): string =>
  `[k IN keys(${variable}) | [k, valueType(${variable}[k]), CASE ` +
  `WHEN valueType(${variable}[k]) =~ '(STRING|BOOLEAN|LIST<(STRING|BOOLEAN)).*' THEN ${variable}[k] ` +
  `WHEN valueType(${variable}[k]) STARTS WITH 'LIST<' THEN toStringList(${variable}[k]) ` +
  `ELSE toStringOrNull(${variable}[k]) END]]`

/** @throws Error for a property of a type that nothing of this service has. */
export function storedProperties(read: unknown): StoredProperties {
  return Object.fromEntries(
    (read as readonly (readonly [string, string, unknown])[]).map(([name, valueType, value]) => {
      const type = typeIn(valueType)
      if (Array.isArray(value)) return [name, value.map((one) => storedValue(name, type, one))]
      return [name, storedValue(name, type, value)]
    }),
  )
}

/** `LIST<INTEGER NOT NULL> NOT NULL` holds INTEGER. */
const typeIn = (valueType: string): string =>
  valueType.replace(/^LIST<|>.*$/g, '').replace(/ NOT NULL.*$/, '')

function storedValue(name: string, type: string, value: unknown): StoredValue {
  if (typeof value === 'boolean' || (typeof value === 'string' && type === 'STRING')) return value
  if (typeof value !== 'string' || !(type in readers))
    throw new Error(`The property ${name} is of the type ${type}, which cannot be kept in a file`)
  return { [type]: value }
}

/** The properties as the driver takes them. @throws Error for what was not written by `storedProperties`. */
export const restoredProperties = (stored: StoredProperties): Record<string, unknown> =>
  Object.fromEntries(Object.entries(stored).map(([name, value]) => [name, restoredValue(value)]))

function restoredValue(value: StoredValue): unknown {
  if (typeof value !== 'object') return value
  if (isList(value)) return value.map(restoredValue)
  const [[type, text] = []] = Object.entries(value)
  const read = readers[type ?? '']
  if (read === undefined || text === undefined) throw new Error(`No value: ${JSON.stringify(value)}`)
  return read(text)
}

const isList = (value: StoredValue): value is readonly StoredValue[] => Array.isArray(value)

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  INTEGER: BigInt,
  FLOAT: Number,
  DATE: (text) => neo4j.types.Date.fromString(text),
  'LOCAL TIME': (text) => neo4j.types.LocalTime.fromString(text),
  'ZONED TIME': (text) => neo4j.types.Time.fromString(text),
  'LOCAL DATETIME': (text) => neo4j.types.LocalDateTime.fromString(text),
  'ZONED DATETIME': (text) => neo4j.types.DateTime.fromString(text),
  DURATION: (text) => neo4j.types.Duration.fromString(text),
}
