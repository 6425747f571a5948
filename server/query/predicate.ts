import { identifier } from '../model/index.ts'
import type { Encoding, Relation } from '../model/index.ts'
import { Deferred, mapped } from './deferred.ts'
import type { Environment } from './environment.ts'
import type { Comparison, Predicate } from './plan.ts'

/** A pattern from one node over a relation to the next; the far label is named only where the type does not say it. */
export function patternOf(relation: Relation, from: string, edge: string, to: string): string {
  const far = relation.ambiguous ? `${to}:${identifier(relation.to)}` : to
  const middle = `-[${edge}:${identifier(relation.type)}]-`
  return relation.direction === 'out' ? `(${from})${middle}>(${far})` : `(${from})<${middle}(${far})`
}

/** How many links of a relation a node has. */
export const relationCount = (relation: Relation, subject: string): string =>
  `COUNT { ${patternOf(relation, subject, '', '')} }`

/** How many pieces of evidence a node or link rests on. */
export const evidenceCount = (subject: string, environment: Environment): string => {
  const evidence = environment.variable('e')
  return `COUNT { MATCH (${evidence}:Evidence) WHERE ${evidence}.targetId = ${subject}.id }`
}

export function predicateOf(predicate: Predicate, subject: string, environment: Environment): string {
  switch (predicate.kind) {
    case 'all':
    case 'any': {
      const parts = predicate.of.map((one) => predicateOf(one, subject, environment))
      if (parts.length === 0) return predicate.kind === 'all' ? 'true' : 'false'
      return parts.length === 1 && parts[0] !== undefined
        ? parts[0]
        : `(${parts.join(predicate.kind === 'all' ? ' AND ' : ' OR ')})`
    }
    case 'not':
      // A comparison with an absent property is null, and NOT null is null: coalesce makes absence count as "does not hold".
      return `NOT coalesce(${predicateOf(predicate.of, subject, environment)}, false)`
    case 'compare': {
      const property = `${subject}.${identifier(predicate.property)}`
      const compared = comparison(property, predicate.operator, predicate.as, predicate.value, environment)
      // What is absent is not equal to anything, also in Cypher's three-valued logic.
      return predicate.operator === 'ne' ? `(${compared} OR ${property} IS NULL)` : compared
    }
    case 'exists':
      return `${subject}.${identifier(predicate.property)} IS ${predicate.wanted ? 'NOT NULL' : 'NULL'}`
    case 'related':
      return relatedOf(predicate, subject, environment)
    case 'count': {
      const count =
        predicate.of.kind === 'relation'
          ? relationCount(predicate.of.relation, subject)
          : evidenceCount(subject, environment)
      return comparison(count, predicate.operator, 'integer', predicate.value, environment)
    }
  }
}

function relatedOf(
  predicate: Extract<Predicate, { kind: 'related' }>,
  subject: string,
  environment: Environment,
): string {
  const far = environment.variable('n')
  const pattern = patternOf(predicate.relation, subject, '', far)
  const where = predicateOf(predicate.where, far, environment)
  const exists = (condition: string) => `EXISTS { MATCH ${pattern} WHERE ${condition} }`
  switch (predicate.quantifier) {
    case 'some':
      return exists(where)
    case 'none':
      return `NOT ${exists(where)}`
    case 'every':
      return `NOT ${exists(`NOT coalesce(${where}, false)`)}`
  }
}

const symbols: Record<Comparison, string> = {
  eq: '=',
  ne: '<>',
  in: 'IN',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  startsWith: 'STARTS WITH',
  contains: 'CONTAINS',
}

/** A comparison whose right side is always a parameter. */
export function comparison(
  left: string,
  operator: Comparison,
  as: Encoding,
  value: unknown,
  environment: Environment,
): string {
  return `${left} ${symbols[operator]} ${operand(as, value, environment)}`
}

function operand(as: Encoding, value: unknown, environment: Environment): string {
  const parameter = environment.parameter(as === 'integer' ? mapped(value, toInteger) : value)
  if (as !== 'date' && as !== 'dateTime') return parameter
  const convert = as === 'date' ? 'date' : 'datetime'
  return isList(value) ? `[x IN ${parameter} | ${convert}(x)]` : `${convert}(${parameter})`
}

const isList = (value: unknown): boolean => (value instanceof Deferred ? value.isList : Array.isArray(value))

function toInteger(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toInteger)
  return typeof value === 'number' ? BigInt(value) : value
}
