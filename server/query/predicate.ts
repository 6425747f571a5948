import { identifier } from '../model/index.ts'
import type { Encoding } from '../model/index.ts'
import { Deferred, mapped } from './deferred.ts'
import type { Environment } from './environment.ts'
import type { Comparison, Predicate, Quantifier, Step } from './plan.ts'

/** The variables that conditions and orders read: a node, a link or a piece of evidence, and the link that led to it. */
export interface Subject {
  readonly self: string
  readonly link?: string | null
}

/** The link that led to a subject, as a subject of its own. */
export function linkOf({ link }: Subject): Subject {
  if (link === undefined || link === null)
    throw new Error('The plan asks about a link that nothing was reached by')
  return { self: link }
}

/** A pattern from one node over a step to the next; the far label is named only where the type does not say it. */
export function patternOf(step: Step, from: string, edge: string, to: string): string {
  const far = step.ambiguous ? `${to}:${identifier(step.to)}` : to
  const middle = `-[${edge}:${identifier(step.type)}]-`
  return step.direction === 'out' ? `(${from})${middle}>(${far})` : `(${from})<${middle}(${far})`
}

/** How many links of one way a node has. */
export const relationCount = (step: Step, subject: string): string =>
  `COUNT { ${patternOf(step, subject, '', '')} }`

/** The evidence of a node or link, as a pattern and the condition that it hangs on: a property, not a relationship. */
export const evidenceOf = (evidence: string, subject: string) => ({
  match: `(${evidence}:Evidence)`,
  condition: `${evidence}.targetId = ${subject}.id`,
})

/** How many pieces of evidence a node or link rests on. */
export const evidenceCount = (subject: string, environment: Environment): string => {
  const { match, condition } = evidenceOf(environment.variable('e'), subject)
  return `COUNT { MATCH ${match} WHERE ${condition} }`
}

export function predicateOf(predicate: Predicate, subject: Subject, environment: Environment): string {
  const { self } = subject
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
      const property = `${self}.${identifier(predicate.property)}`
      const compared = comparison(property, predicate.operator, predicate.as, predicate.value, environment)
      // What is absent is not equal to anything, also in Cypher's three-valued logic.
      return predicate.operator === 'ne' ? `(${compared} OR ${property} IS NULL)` : compared
    }
    case 'exists':
      return `${self}.${identifier(predicate.property)} IS ${predicate.wanted ? 'NOT NULL' : 'NULL'}`
    case 'link':
      return predicateOf(predicate.where, linkOf(subject), environment)
    case 'related': {
      const { step, quantifier, where } = predicate
      const far = environment.variable('n')
      const link = asksOfLink(where) ? environment.variable('r') : null
      const condition = predicateOf(where, { self: far, link }, environment)
      return quantified(quantifier, patternOf(step, self, link ?? '', far), [], condition)
    }
    case 'evidence': {
      const { quantifier, where } = predicate
      const evidence = environment.variable('e')
      const { match, condition: own } = evidenceOf(evidence, self)
      return quantified(quantifier, match, [own], predicateOf(where, { self: evidence }, environment))
    }
    case 'includesKind': {
      const change = environment.variable('c')
      return `EXISTS { MATCH (${self})-[:INCLUDES]->(${change}) WHERE ${change}.kind IN ${environment.parameter(predicate.kinds)} }`
    }
    case 'includesWords': {
      const change = environment.variable('c')
      const words = environment.parameter(predicate.words)
      return (
        `(${self}.words CONTAINS ${words} OR ` +
        `EXISTS { MATCH (${self})-[:INCLUDES]->(${change}) WHERE ${change}.words CONTAINS ${words} })`
      )
    }
    case 'count': {
      const count =
        predicate.of.kind === 'relation'
          ? relationCount(predicate.of.step, self)
          : evidenceCount(self, environment)
      return comparison(count, predicate.operator, 'integer', predicate.value, environment)
    }
  }
}

/** Whether a condition on the far end of a step is about the link that leads there too. */
export function asksOfLink(predicate: Predicate): boolean {
  switch (predicate.kind) {
    case 'all':
    case 'any':
      return predicate.of.some(asksOfLink)
    case 'not':
      return asksOfLink(predicate.of)
    case 'link':
      return true
    case 'compare':
    case 'exists':
    case 'related':
    case 'evidence':
    case 'includesKind':
    case 'includesWords':
    case 'count':
      return false
  }
}

/** Whether the condition holds of some, none or every match, of those for which `given` holds. */
function quantified(
  quantifier: Quantifier,
  match: string,
  given: readonly string[],
  condition: string,
): string {
  const exists = (wanted: string) => `EXISTS { MATCH ${match} WHERE ${[...given, wanted].join(' AND ')} }`
  switch (quantifier) {
    case 'some':
      return exists(condition)
    case 'none':
      return `NOT ${exists(condition)}`
    case 'every':
      return `NOT ${exists(`NOT coalesce(${condition}, false)`)}`
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
