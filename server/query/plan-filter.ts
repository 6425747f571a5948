import { getNamedType, isInputObjectType } from 'graphql'
import type { GraphQLInputType } from 'graphql'
import { badInput } from '../errors.ts'
import { foldedName, foldedWords } from '../model/index.ts'
import type { Encoding } from '../model/index.ts'
import { filterMetaOf } from './metadata.ts'
import type { FilterMeta } from './metadata.ts'
import type { Comparison, Predicate } from './plan.ts'

/** How deep filters may nest: each level of links is a traversal. */
export const MAX_FILTER_DEPTH = 10
const MAX_LIST = 1_000

type Input = Readonly<Record<string, unknown>>

/**
 * A filter as the client wrote it, as a predicate; null when nothing is asked.
 * @throws ClientError BAD_USER_INPUT on a filter nested too deep, a list too long, a null where a value is due.
 */
export function planFilter(given: unknown, type: GraphQLInputType | undefined): Predicate | null {
  if (given === undefined || given === null || type === undefined) return null
  return simplified(filterOf(given as Input, type, 'filter', 1))
}

const simplified = (predicate: Predicate): Predicate | null =>
  predicate.kind === 'all' && predicate.of.length === 0 ? null : predicate

function filterOf(given: Input, type: GraphQLInputType, path: string, depth: number): Predicate {
  if (depth > MAX_FILTER_DEPTH)
    throw badInput([{ path, reason: `nests deeper than ${MAX_FILTER_DEPTH} levels; ask a flatter question` }])
  const named = getNamedType(type)
  if (!isInputObjectType(named)) throw new Error(`${named.name} is no filter`)
  const fields = named.getFields()
  return all(
    Object.entries(given).map(([name, value]) => {
      const field = fields[name]
      if (field === undefined) throw new Error(`${named.name} has no ${name}`)
      const at = `${path}.${name}`
      if (value === null || value === undefined)
        throw badInput([{ path: at, reason: 'must not be null; leave it out, or use exists' }])
      return comparisonOf(filterMetaOf(field), value, field.type, at, depth)
    }),
  )
}

const all = (of: readonly Predicate[]): Predicate => (of.length === 1 && of[0] ? of[0] : { kind: 'all', of })

function comparisonOf(
  meta: FilterMeta,
  value: unknown,
  type: GraphQLInputType,
  path: string,
  depth: number,
): Predicate {
  const nested = (input: unknown, at = path) => filterOf(input as Input, type, at, depth + 1)
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
      return { kind: 'related', relation: meta.relation, quantifier: 'some', where: nested(value) }
    case 'related':
      return relatedOf(meta, value as Input, type, path, depth)
    case 'evidenceCount':
      return operatorsOf(value as Input, path, (operator, operand) => ({
        kind: 'count',
        of: { kind: 'evidence' },
        operator,
        value: operand,
      }))
    case 'property':
      return propertyOf(meta.property, meta.as, meta.folded, value as Input, path)
    case 'localized': {
      const { vi, en, ...either } = value as Input
      const one = (language: string, input: Input, at: string) =>
        propertyOf(`${meta.property}_${language}`, 'plain', meta.folded, input, at)
      return all([
        ...Object.entries(either).map(([name, operand]): Predicate => ({
          kind: 'any',
          of: ['vi', 'en'].map((language) => one(language, { [name]: operand }, path)),
        })),
        ...(vi ? [one('vi', vi as Input, `${path}.vi`)] : []),
        ...(en ? [one('en', en as Input, `${path}.en`)] : []),
      ])
    }
  }
}

function relatedOf(
  meta: Extract<FilterMeta, { compare: 'related' }>,
  value: Input,
  type: GraphQLInputType,
  path: string,
  depth: number,
): Predicate {
  const named = getNamedType(type)
  if (!isInputObjectType(named)) throw new Error(`${named.name} is no filter`)
  const { relation } = meta
  return all(
    Object.entries(value).flatMap(([name, operand]): Predicate[] => {
      const at = `${path}.${name}`
      if (operand === null || operand === undefined)
        throw badInput([{ path: at, reason: 'must not be null' }])
      if (name === 'count')
        return [
          operatorsOf(operand as Input, at, (operator, number) => ({
            kind: 'count',
            of: { kind: 'relation', relation },
            operator,
            value: number,
          })),
        ]
      const target = named.getFields()[name]?.type
      if (target === undefined || (name !== 'some' && name !== 'none' && name !== 'every'))
        throw new Error(`${named.name} has no ${name}`)
      return [
        {
          kind: 'related',
          relation,
          quantifier: name,
          where: filterOf(operand as Input, target, at, depth + 1),
        },
      ]
    }),
  )
}

function propertyOf(property: string, as: Encoding, folded: boolean, value: Input, path: string): Predicate {
  const { matches, exists, ...operators } = value
  const words = typeof matches === 'string' ? foldedWords(matches) : []
  return all([
    operatorsOf(operators, path, (operator, operand) => ({
      kind: 'compare',
      property,
      as,
      operator,
      value: operand,
    })),
    ...(exists === undefined || exists === null
      ? []
      : [{ kind: 'exists', property, wanted: exists === true } satisfies Predicate]),
    ...words.map((word): Predicate => ({
      kind: 'compare',
      property: folded ? foldedName(property) : property,
      as,
      operator: 'contains',
      value: word,
    })),
  ])
}

function operatorsOf(
  operators: Input,
  path: string,
  compare: (operator: Comparison, operand: unknown) => Predicate,
): Predicate {
  return all(
    Object.entries(operators).map(([operator, operand]) => {
      const at = `${path}.${operator}`
      if (operand === null || operand === undefined)
        throw badInput([{ path: at, reason: 'must not be null; leave it out, or use exists' }])
      if (Array.isArray(operand) && operand.length > MAX_LIST)
        throw badInput([
          { path: at, reason: `has ${operand.length} values, at most ${MAX_LIST} are compared` },
        ])
      return compare(operator as Comparison, operand)
    }),
  )
}
