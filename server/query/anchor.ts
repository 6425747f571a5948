import { identifier } from '../model/index.ts'
import type { Environment } from './environment.ts'
import type { Predicate } from './plan.ts'
import { asksOfLink, evidenceOf, patternOf, predicateOf } from './predicate.ts'

/** The nodes of a label for which a condition holds, as the clauses that find them. */
export interface Matched {
  /** One or more MATCH clauses, without their conditions. */
  readonly match: string
  readonly conditions: readonly string[]
  /** `DISTINCT ` where a node may come several times, by as many ways; otherwise empty. */
  readonly distinct: string
}

/**
 * How the nodes of a label are found. `some` as a subquery is asked of each node of a list in turn; where it holds a value
 * that few have, its way is matched instead, so that Neo4j can begin at the far end and reads only what hangs on that.
 */
export function matched(
  label: string,
  where: Predicate | null,
  node: string,
  environment: Environment,
): Matched {
  const own = `MATCH (${node}:${identifier(label)})`
  const all = where === null ? [] : conjuncts(where)
  const anchor = all.some(names) ? undefined : nearest(all)
  const conditions = all
    .filter((one) => one !== anchor)
    .map((one) => predicateOf(one, { self: node }, environment))
  if (anchor === undefined) return { match: own, conditions, distinct: '' }
  const way = wayTo(anchor, node, environment)
  return {
    match: [own, ...way.match].join(' '),
    conditions: [...conditions, ...way.conditions],
    distinct: 'DISTINCT ',
  }
}

/** How many nodes of a label a condition holds for, as an expression. */
export function matchedCount(label: string, where: Predicate | null, environment: Environment): string {
  const node = environment.variable('n')
  const { match, conditions, distinct } = matched(label, where, node, environment)
  const rows = distinct === '' ? '' : ` RETURN DISTINCT ${node}`
  return `COUNT { ${match}${whereOf(conditions)}${rows} }`
}

/** Conditions that all hold, as a clause; empty without any. */
export const whereOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`

/** A step that some link, or some piece of evidence, must take. */
type Some = Extract<Predicate, { kind: 'related' | 'evidence' }>

const conjuncts = (predicate: Predicate): readonly Predicate[] =>
  predicate.kind === 'all' ? predicate.of.flatMap(conjuncts) : [predicate]

/** Whether a condition asks for a value that few have and that an index leads to. */
const names = (predicate: Predicate): boolean =>
  predicate.kind === 'link'
    ? conjuncts(predicate.where).some(names)
    : predicate.kind === 'compare' &&
      predicate.identifying === true &&
      (predicate.operator === 'eq' || predicate.operator === 'in')

const isSome = (predicate: Predicate): predicate is Some =>
  (predicate.kind === 'related' || predicate.kind === 'evidence') && predicate.quantifier === 'some'

/** Of several conditions that lead to a named node the one with the fewest steps. */
function nearest(conditions: readonly Predicate[]): Some | undefined {
  return conditions
    .filter(isSome)
    .map((some) => ({ some, steps: stepsOf(some) }))
    .filter(({ steps }) => steps < Infinity)
    .sort((one, other) => one.steps - other.steps)[0]?.some
}

/** How many steps away a named node is; infinitely many when there is none. */
function stepsOf({ where }: Some): number {
  const conditions = conjuncts(where)
  return conditions.some(names) ? 1 : 1 + Math.min(...conditions.filter(isSome).map(stepsOf))
}

/** A clause for each step: within one clause no link is taken twice, as the conditions of two steps may take it. */
function wayTo(some: Some, from: string, environment: Environment): Way {
  const conditions = conjuncts(some.where)
  const isEnd = conditions.some(names)
  const next = isEnd ? undefined : nearest(conditions)
  const { match, condition, subject } = stepOf(some, from, isEnd, environment)
  const way = next === undefined ? nowhere : wayTo(next, subject.self, environment)
  return {
    match: [`MATCH ${match}`, ...way.match],
    conditions: [
      ...condition,
      ...conditions.filter((one) => one !== next).map((one) => predicateOf(one, subject, environment)),
      ...way.conditions,
    ],
  }
}

interface Way {
  readonly match: readonly string[]
  readonly conditions: readonly string[]
}

const nowhere: Way = { match: [], conditions: [] }

function stepOf(some: Some, from: string, isEnd: boolean, environment: Environment) {
  if (some.kind === 'evidence') {
    const subject = { self: environment.variable('e') }
    const { match, condition } = evidenceOf(subject.self, from)
    return { match, condition: [condition], subject }
  }
  const self = environment.variable('n')
  const link = asksOfLink(some.where) ? environment.variable('r') : null
  // An index is one of a label: where the way begins its node has to bear it.
  const match = patternOf(isEnd ? { ...some.step, ambiguous: true } : some.step, from, link ?? '', self)
  return { match, condition: [], subject: { self, link } }
}
