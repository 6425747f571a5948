import { foldedName, identifier } from '../model/index.ts'
import type { Encoding } from '../model/index.ts'
import type { Environment } from './environment.ts'
import type { Key, Page, SortBy, SortKey } from './plan.ts'
import { comparison, evidenceCount, linkOf, relationCount } from './predicate.ts'
import type { Subject } from './predicate.ts'

/** The expression whose value orders rows. */
function expressionOf(by: SortBy, subject: Subject, environment: Environment): string {
  const { self } = subject
  switch (by.kind) {
    case 'property':
      return `${self}.${identifier(by.property)}`
    case 'localized': {
      const property = (language: string) => `${self}.${identifier(foldedName(`${by.property}_${language}`))}`
      return by.language === 'vi' ? property('vi') : `coalesce(${property('en')}, ${property('vi')})`
    }
    case 'relationCount':
      return relationCount(by.relation, self)
    case 'evidenceCount':
      return evidenceCount(self, environment)
    case 'link':
      return expressionOf(by.by, linkOf(subject), environment)
  }
}

function encodingOf(by: SortBy): Encoding {
  switch (by.kind) {
    case 'property':
      return by.as
    case 'localized':
      return 'plain'
    case 'relationCount':
    case 'evidenceCount':
      return 'integer'
    case 'link':
      return encodingOf(by.by)
  }
}

/** What rows are ordered by, as expressions: one for each key. */
export interface Order {
  readonly expressions: readonly string[]
  /** Counts among them under the names that the expressions use: each is read once a row, wherever it is compared. */
  readonly counts: readonly { readonly name: string; readonly count: string }[]
}

export function orderOf(sort: readonly SortKey[], subject: Subject, environment: Environment): Order {
  const counts: { name: string; count: string }[] = []
  const expressions = sort.map(({ by }) => {
    const expression = expressionOf(by, subject, environment)
    if (!isCount(by)) return expression
    const name = environment.variable('k')
    counts.push({ name, count: expression })
    return name
  })
  return { expressions, counts }
}

const isCount = (by: SortBy): boolean =>
  by.kind === 'link' ? isCount(by.by) : by.kind === 'relationCount' || by.kind === 'evidenceCount'

/** The values that a cursor of a row holds. */
export const keyValues = (sort: readonly SortKey[], { expressions }: Order): string =>
  `[${pairsOf(sort, expressions)
    .map(([key, expression]) => {
      const encoding = encodingOf(key.by)
      return encoding === 'date' || encoding === 'dateTime' ? `toString(${expression})` : expression
    })
    .join(', ')}]`

/** Nulls come last in either direction; reading backwards turns every key round, so they come first. */
export function orderBy(sort: readonly SortKey[], forward: boolean, { expressions }: Order): string {
  return pairsOf(sort, expressions)
    .flatMap(([key, expression]) => {
      const down = key.descending === forward
      const order = `${expression}${down ? ' DESC' : ''}`
      // Cypher holds null above every value: only a descending order needs the nulls moved.
      return key.required || !key.descending
        ? [order]
        : [`${expression} IS NULL${forward ? '' : ' DESC'}`, order]
    })
    .join(', ')
}

/** The conditions that keep a page's rows: behind `after`, before `before`; and what lets an index give the order. */
export function pageConditions(
  sort: readonly SortKey[],
  page: Page,
  order: Order,
  environment: Environment,
  indexed: boolean,
): string[] {
  const conditions: string[] = []
  const [[leading, expression] = []] = pairsOf(sort, order.expressions)
  if (indexed && leading !== undefined && isIndexed(leading) && page.after === null && page.before === null)
    conditions.push(`${expression} IS NOT NULL`)
  if (page.after !== null) conditions.push(...beyond(sort, page.after, true, order, environment))
  if (page.before !== null) conditions.push(...beyond(sort, page.before, false, order, environment))
  return conditions
}

function pairsOf<T>(sort: readonly SortKey[], values: readonly T[]): (readonly [SortKey, T])[] {
  return sort.map((key, index) => {
    const value = values[index]
    if (value === undefined) throw new Error('A key of an order has nothing that goes with it')
    return [key, value]
  })
}

/** A key that is never null and is one property as it is stored: the order of its index is the order of the list. */
const isIndexed = ({ by, required }: SortKey): boolean =>
  required && (by.kind === 'property' || (by.kind === 'localized' && by.language === 'vi'))

/**
 * Rows that follow (or precede) the given sort values: beyond them in the first key, or equal in it and beyond them in
 * those that are left. Nested, because Neo4j multiplies out what is an alternative of as many conjunctions as keys.
 */
function beyond(
  sort: readonly SortKey[],
  values: readonly Key[],
  following: boolean,
  { expressions }: Order,
  environment: Environment,
): string[] {
  const pairs = pairsOf(sort, expressions).map(([key, expression], index): Pair => ({
    key,
    value: values[index] ?? null,
    expression,
  }))
  const chain = pairs.reduceRight<string | null>((rest, pair) => {
    const strictly = strict(pair, following, environment)
    if (rest === null) return strictly ?? 'false'
    const equal = `(${same(pair, environment)} AND ${rest})`
    return strictly === null ? equal : `(${strictly} OR ${equal})`
  }, null)
  const all = chain === null ? [] : [chain]
  // Implied by the chain, and the only form of it that an index seek understands.
  const [leading] = pairs
  if (leading === undefined || leading.value === null || !leading.key.required || sort.length === 1)
    return all
  const operator = leading.key.descending === following ? 'lte' : 'gte'
  return [
    comparison(leading.expression, operator, encodingOf(leading.key.by), leading.value, environment),
    ...all,
  ]
}

interface Pair {
  readonly key: SortKey
  readonly value: Key
  readonly expression: string
}

function strict(
  { key, value, expression }: Pair,
  following: boolean,
  environment: Environment,
): string | null {
  if (value === null) return following ? null : `${expression} IS NOT NULL`
  const operator = key.descending === following ? 'lt' : 'gt'
  const beyondValue = comparison(expression, operator, encodingOf(key.by), value, environment)
  return following && !key.required ? `(${beyondValue} OR ${expression} IS NULL)` : beyondValue
}

const same = ({ key, value, expression }: Pair, environment: Environment): string =>
  value === null
    ? `${expression} IS NULL`
    : comparison(expression, 'eq', encodingOf(key.by), value, environment)
