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

/** The values that a cursor of a row holds. */
export const keyValues = (sort: readonly SortKey[], subject: Subject, environment: Environment): string =>
  `[${sort
    .map((key) => {
      const expression = expressionOf(key.by, subject, environment)
      const encoding = encodingOf(key.by)
      return encoding === 'date' || encoding === 'dateTime' ? `toString(${expression})` : expression
    })
    .join(', ')}]`

/** Nulls come last in either direction; reading backwards turns every key round, so they come first. */
export function orderBy(
  sort: readonly SortKey[],
  forward: boolean,
  subject: Subject,
  environment: Environment,
): string {
  return sort
    .flatMap((key) => {
      const expression = expressionOf(key.by, subject, environment)
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
  subject: Subject,
  environment: Environment,
  indexed: boolean,
): string[] {
  const conditions: string[] = []
  const [leading] = sort
  if (indexed && leading !== undefined && isIndexed(leading) && page.after === null && page.before === null)
    conditions.push(`${expressionOf(leading.by, subject, environment)} IS NOT NULL`)
  if (page.after !== null) conditions.push(...beyond(sort, page.after, true, subject, environment))
  if (page.before !== null) conditions.push(...beyond(sort, page.before, false, subject, environment))
  return conditions
}

/** A key that is never null and is one property as it is stored: the order of its index is the order of the list. */
const isIndexed = ({ by, required }: SortKey): boolean =>
  required && (by.kind === 'property' || (by.kind === 'localized' && by.language === 'vi'))

/** Rows that follow (or precede) the given sort values, as a disjunction over the first key that differs. */
function beyond(
  sort: readonly SortKey[],
  values: readonly Key[],
  following: boolean,
  subject: Subject,
  environment: Environment,
): string[] {
  const pairs = sort.map((key, index) => ({
    key,
    value: values[index] ?? null,
    expression: expressionOf(key.by, subject, environment),
  }))
  const alternatives = pairs.flatMap((pair, index) => {
    const strictly = strict(pair, following, environment)
    if (strictly === null) return []
    const equal = pairs.slice(0, index).map((earlier) => same(earlier, environment))
    return [[...equal, strictly].join(' AND ')]
  })
  const chain =
    alternatives.length === 0 ? 'false' : `(${alternatives.map((one) => `(${one})`).join(' OR ')})`
  // Implied by the chain, and the only form of it that an index seek understands.
  const [leading] = pairs
  if (leading === undefined || leading.value === null || !leading.key.required || sort.length === 1)
    return [chain]
  const operator = leading.key.descending === following ? 'lte' : 'gte'
  return [
    comparison(leading.expression, operator, encodingOf(leading.key.by), leading.value, environment),
    chain,
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
