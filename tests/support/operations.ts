import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { GraphQLArgument, GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql'

/** A root field of a schema, as the rules of access call it. */
export interface Operation {
  readonly name: `${'Query' | 'Mutation' | 'Subscription'}.${string}`
  readonly field: GraphQLField<unknown, unknown>
}

/** A request that asks one operation. */
export interface Asked {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** What a leaf of an argument is given. */
export type Leaf = (type: string, path: readonly string[]) => unknown

/** How deep inputs are filled that hold themselves, as filters do. */
const DEPTH = 4

/** Every operation of a schema. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  return (['Query', 'Mutation', 'Subscription'] as const).flatMap((root) => {
    const type = schema.getType(root)
    if (type === undefined || !('getFields' in type)) return []
    const fields = type.getFields() as Record<string, GraphQLField<unknown, unknown>>
    return Object.values(fields).map((field) => ({ name: `${root}.${field.name}` as const, field }))
  })
}

/** The request that gives an operation no more than it demands. */
export const leanRequest = (operation: Operation, leaf: Leaf = plainLeaf): Asked =>
  requestOf(
    operation,
    operation.field.args.filter(isDemanded).map((arg) => [arg, valueOf(arg.type, [arg.name], leaf, 'LEAN')]),
  )

/** Requests that together give every argument, and every field of every input, something: each one part of the arguments. */
export function fullRequests(operation: Operation, leaf: Leaf): Asked[] {
  const lean = (arg: GraphQLArgument) => valueOf(arg.type, [arg.name], plainLeaf, 'LEAN')
  return operation.field.args.flatMap((arg) => {
    const others = operation.field.args
      .filter((other) => other !== arg && isDemanded(other))
      .map((other) => [other, lean(other)] as const)
    return partsOf(arg, leaf).map((value) => requestOf(operation, [...others, [arg, value]]))
  })
}

/** The values of an argument, of which each fills one field of its input, or the one value where it is no input. */
function partsOf(arg: GraphQLArgument, leaf: Leaf): unknown[] {
  const named = getNamedType(arg.type)
  if (!isInputObjectType(named)) return [valueOf(arg.type, [arg.name], leaf, 'FULL')]
  const wrap = (value: unknown) => (isListType(getNullableType(arg.type)) ? [value] : value)
  const fields = Object.values(named.getFields())
  const demanded = fields
    .filter(isDemanded)
    .map((field) => [field.name, valueOf(field.type, [arg.name, field.name], plainLeaf, 'LEAN')] as const)
  return fields.map((field) =>
    wrap({
      ...Object.fromEntries(demanded),
      [field.name]: valueOf(field.type, [arg.name, field.name], leaf, 'FULL'),
    }),
  )
}

function valueOf(type: GraphQLInputType, path: readonly string[], leaf: Leaf, how: 'LEAN' | 'FULL'): unknown {
  const bare = getNullableType(type)
  if (isListType(bare)) return [valueOf(bare.ofType, path, leaf, how)]
  if (isEnumType(bare)) return bare.getValues()[0]?.name
  if (isLeafType(bare)) return leaf(bare.name, path)
  const fields = Object.values(bare.getFields()).filter(
    (field) => isDemanded(field) || (how === 'FULL' && path.length < DEPTH),
  )
  return Object.fromEntries(
    fields.map((field) => [field.name, valueOf(field.type, [...path, field.name], leaf, how)]),
  )
}

const isDemanded = ({ type, defaultValue }: Pick<GraphQLArgument, 'type' | 'defaultValue'>): boolean =>
  isNonNullType(type) && defaultValue === undefined

/** A value that fits its type and means nothing. */
export const plainLeaf: Leaf = (type) => {
  switch (type) {
    case 'Int':
      return 1
    case 'Float':
      return 0.5
    case 'Boolean':
      return true
    case 'DateTime':
      return '2020-01-01T00:00:00Z'
    case 'Date':
      return '2020-01-01'
    default:
      return 'x'
  }
}

function requestOf(
  { name, field }: Operation,
  given: readonly (readonly [GraphQLArgument, unknown])[],
): Asked {
  const [root] = name.split('.')
  const declared = given.map(([arg]) => `$${arg.name}: ${String(arg.type)}`).join(', ')
  const passed = given.map(([arg]) => `${arg.name}: $${arg.name}`).join(', ')
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'
  return {
    query: `${String(root).toLowerCase()}${declared && ` (${declared})`} { ${field.name}${passed && `(${passed})`}${selection} }`,
    variables: Object.fromEntries(given.map(([arg, value]) => [arg.name, value])),
  }
}
