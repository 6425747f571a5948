import { getNamedType, isInputObjectType } from 'graphql'
import type { GraphQLInputType } from 'graphql'
import { badInput } from '../errors.ts'
import { foldedName, foldedWords } from '../model/index.ts'
import { Deferred } from './deferred.ts'
import { filterMetaOf } from './metadata.ts'
import type { FilterMeta } from './metadata.ts'
import type { Comparison, Predicate, Quantifier } from './plan.ts'
import type { Planning } from './planner.ts'
import type { Selected } from './selection.ts'

/** How deep filters may nest: each level of links is a traversal. */
export const MAX_FILTER_DEPTH = 10
const MAX_LIST = 1_000
const MAX_OPERAND = 1_000
const MAX_WORDS = 16

type Input = Readonly<Record<string, unknown>>

/**
 * A field's filter as the client wrote it, as a predicate; null when nothing is asked.
 * @throws ClientError BAD_USER_INPUT on a filter nested too deep, a list too long, a null where a value is due.
 */
export function planFilter(planning: Planning, { field, args }: Selected): Predicate | null {
  const given = args['filter']
  const type = field.args.find((arg) => arg.name === 'filter')?.type
  if (given === undefined || given === null || type === undefined) return null
  return simplified(filterOf(planning, given as Input, type, 'filter', 1))
}

const simplified = (predicate: Predicate): Predicate | null =>
  predicate.kind === 'all' && predicate.of.length === 0 ? null : predicate

function filterOf(
  planning: Planning,
  given: Input,
  type: GraphQLInputType,
  path: string,
  depth: number,
): Predicate {
  if (depth > MAX_FILTER_DEPTH)
    throw badInput([{ path, reason: `nests deeper than ${MAX_FILTER_DEPTH} levels; ask a flatter question` }])
  const named = getNamedType(type)
  if (!isInputObjectType(named)) throw new Error(`${named.name} is no filter`)
  const fields = named.getFields()
  const entries = Object.entries(given)
  // What asks nothing holds of everything, and is written down nonetheless.
  if (entries.length === 0) planning.condition(path)
  return all(
    entries.map(([name, value]) => {
      const field = fields[name]
      if (field === undefined) throw new Error(`${named.name} has no ${name}`)
      const at = `${path}.${name}`
      if (value === null || value === undefined)
        throw badInput([{ path: at, reason: 'must not be null; leave it out, or use exists' }])
      planning.condition(at)
      return comparisonOf(planning, filterMetaOf(field), value, field.type, at, depth)
    }),
  )
}

const all = (of: readonly Predicate[]): Predicate => (of.length === 1 && of[0] ? of[0] : { kind: 'all', of })

function comparisonOf(
  planning: Planning,
  meta: FilterMeta,
  value: unknown,
  type: GraphQLInputType,
  path: string,
  depth: number,
): Predicate {
  const nested = (input: unknown, at = path) => filterOf(planning, input as Input, type, at, depth + 1)
  switch (meta.compare) {
    case 'and':
    case 'or': {
      const list = value as readonly unknown[]
      return {
        kind: meta.compare === 'and' ? 'all' : 'any',
        of: list.map((one, index) => nested(one, `${path}.${index}`)),
      }
    }
    case 'not':
      return { kind: 'not', of: nested(value) }
    case 'owner':
      planning.subquery(path)
      return { kind: 'related', step: meta.step, quantifier: 'some', where: nested(value) }
    case 'link':
      return { kind: 'link', where: nested(value) }
    case 'related':
    case 'evidence':
      return quantifiedOf(planning, meta, value as Input, type, path, depth)
    case 'evidenceCount':
      planning.subquery(path)
      return countOf(planning, value as Input, path, { kind: 'evidence' })
    case 'property':
      return propertyOf(planning, meta, value as Input, path)
    case 'localized':
      return localizedOf(planning, meta.property, value as Input, path)
  }
}

/** Conditions that hold of either language, all of them of the same one; beside those on the one that is named. */
function localizedOf(
  planning: Planning,
  property: string,
  { vi, en, exists, ...either }: Input,
  path: string,
): Predicate {
  const one = (language: string, input: unknown, at: string) =>
    propertyOf(
      planning,
      { property: `${property}_${language}`, as: 'plain', identifying: false },
      operandOf(planning, input, at) as Input,
      at,
    )
  return all([
    ...(Object.keys(either).length === 0
      ? []
      : [{ kind: 'any', of: ['vi', 'en'].map((language) => one(language, either, path)) } as const]),
    ...(exists === undefined ? [] : [writtenOf(planning, property, exists, `${path}.exists`)]),
    ...(vi === undefined ? [] : [one('vi', vi, `${path}.vi`)]),
    ...(en === undefined ? [] : [one('en', en, `${path}.en`)]),
  ])
}

/** What must hold of some, none or every one of the links or the evidence, or of their count. */
function quantifiedOf(
  planning: Planning,
  meta: Extract<FilterMeta, { compare: 'related' | 'evidence' }>,
  value: Input,
  type: GraphQLInputType,
  path: string,
  depth: number,
): Predicate {
  const named = getNamedType(type)
  if (!isInputObjectType(named)) throw new Error(`${named.name} is no filter`)
  return all(
    Object.entries(value).flatMap(([name, operand]): Predicate[] => {
      const at = `${path}.${name}`
      if (operand === null || operand === undefined)
        throw badInput([{ path: at, reason: 'must not be null' }])
      planning.subquery(at)
      if (name === 'count' && meta.compare === 'related')
        return [countOf(planning, operand as Input, at, { kind: 'relation', step: meta.relation })]
      const target = named.getFields()[name]?.type
      if (target === undefined || !isQuantifier(name)) throw new Error(`${named.name} has no ${name}`)
      const quantified = {
        quantifier: name,
        where: filterOf(planning, operand as Input, target, at, depth + 1),
      }
      return [
        meta.compare === 'evidence'
          ? { kind: 'evidence', ...quantified }
          : { kind: 'related', step: meta.relation, ...quantified },
      ]
    }),
  )
}

/** Text that is not there is missing in every language. */
function writtenOf(planning: Planning, property: string, given: unknown, path: string): Predicate {
  const wanted = operandOf(planning, given, path) === true
  return {
    kind: wanted ? 'any' : 'all',
    of: ['vi', 'en'].map((language) => ({ kind: 'exists', property: `${property}_${language}`, wanted })),
  }
}

const isQuantifier = (name: string): name is Quantifier =>
  name === 'some' || name === 'none' || name === 'every'

type Compared = Pick<Extract<FilterMeta, { compare: 'property' }>, 'property' | 'as' | 'identifying'>

function propertyOf(
  planning: Planning,
  { property, as, identifying }: Compared,
  value: Input,
  path: string,
): Predicate {
  const entries = Object.entries(value)
  // The field itself counts as the first of its comparisons.
  planning.condition(path, Math.max(0, entries.length - 1))
  return all(
    entries.map(([operator, given]): Predicate => {
      const operand = operandOf(planning, given, `${path}.${operator}`)
      if (operator === 'exists') return { kind: 'exists', property, wanted: operand === true }
      if (operator === 'matches')
        return matching(planning, property, String(planning.seen(operand)), `${path}.matches`)
      return { kind: 'compare', property, as, operator: operator as Comparison, value: operand, identifying }
    }),
  )
}

/** Every word of the text occurs, with or without accents. */
function matching(planning: Planning, property: string, text: string, path: string): Predicate {
  const words = foldedWords(text)
  if (words.length === 0) throw badInput([{ path, reason: 'holds no letter or digit to look for' }])
  if (words.length > MAX_WORDS)
    throw badInput([{ path, reason: `has ${words.length} words, at most ${MAX_WORDS} are looked for` }])
  planning.condition(path, words.length - 1)
  return all(
    words.map((word) => ({
      kind: 'compare',
      property: foldedName(property),
      as: 'plain',
      operator: 'contains',
      value: word,
    })),
  )
}

/** What a property is compared with: texts are kept in NFC, and so are compared in NFC. */
function operandOf(planning: Planning, given: unknown, path: string): unknown {
  if (given instanceof Deferred) return given.map(operandAt(path))
  return operandAt(path)(planning.seen(given))
}

/**
 * The check of a value for its place. A plan keeps it for as long as it is kept itself, and so it must hold on to nothing
 * of the request that the plan was made for.
 */
const operandAt =
  (path: string) =>
  (given: unknown): unknown =>
    checkedOperand(given, path)

function checkedOperand(given: unknown, path: string): unknown {
  if (given === null || given === undefined)
    throw badInput([{ path, reason: 'must not be null; leave it out, or use exists' }])
  if (Array.isArray(given)) {
    if (given.length > MAX_LIST)
      throw badInput([{ path, reason: `has ${given.length} values, at most ${MAX_LIST} are compared` }])
    return given.map((one, index) => checkedOperand(one, `${path}.${index}`))
  }
  if (typeof given !== 'string') return given
  if (given.length > MAX_OPERAND)
    throw badInput([{ path, reason: `has ${given.length} characters, at most ${MAX_OPERAND} are compared` }])
  return given.normalize('NFC')
}

function countOf(
  planning: Planning,
  operators: Input,
  path: string,
  of: Extract<Predicate, { kind: 'count' }>['of'],
): Predicate {
  return all(
    Object.entries(operators).map(([operator, operand]) => ({
      kind: 'count',
      of,
      operator: operator as Comparison,
      value: operandOf(planning, operand, `${path}.${operator}`),
    })),
  )
}
