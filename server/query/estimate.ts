import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isIntrospectionType,
  isListType,
  isObjectType,
} from 'graphql'
import type { GraphQLNamedType, GraphQLObjectType } from 'graphql'
import { ClientError } from '../errors.ts'
import { DEFAULT_PAGE } from './page-size.ts'
import type { Planning } from './planner.ts'
import { selectionOf } from './selection.ts'
import type { Selected } from './selection.ts'

/** How long a list is taken to be that no argument bounds, and one of the schema itself but that of all its types. */
const ASSUMED_LENGTH = 10
const ASSUMED_OF_SCHEMA = 3
const TYPES_FIELD = 'types'
/** Arguments that say how long a list may be. */
const SIZES = ['first', 'last', 'limit'] as const
/** The most selections that are looked at: fragments can ask for more of them than anybody can count. */
const MAX_SELECTIONS = 5_000

/**
 * Spends what a field may answer with that is not planned as a whole, so that it is refused before its resolver begins: each
 * list as long as its `first`, or as is usual.
 * @throws ClientError TOO_COMPLEX when that is too much.
 */
export function estimate(planning: Planning, root: Selected): void {
  let selections = 0
  const below = (
    type: GraphQLNamedType,
    { alias, nodes }: Selected,
    rows: number,
    page: number | null,
  ): void => {
    for (const possible of objectTypes(planning, type))
      for (const selected of selectionOf(planning.context, possible, nodes)) {
        selections += 1
        if (selections > MAX_SELECTIONS)
          throw new ClientError('TOO_COMPLEX', `${alias} selects too much`, {
            fields: [{ path: alias, reason: 'selects too much; ask in several questions' }],
          })
        spend(selected, rows, page)
      }
  }
  const spend = (selected: Selected, rows: number, page: number | null): void => {
    const type = getNamedType(selected.field.type)
    if (!isObjectType(type) && !isAbstractType(type)) return
    const size = sizeAsked(planning, selected)
    const isList = isListType(getNullableType(selected.field.type))
    const count = isList ? rows * (size ?? page ?? usualLength(planning, type, selected)) : rows
    planning.spend(count, selected.alias)
    below(type, selected, count, isList ? null : size)
  }
  spend(root, 1, null)
}

/** What an argument says of a list's length, or its default; null where there is no such argument. */
function sizeAsked(planning: Planning, { field, args }: Selected): number | null {
  const names = SIZES.filter((size) => field.args.some(({ name }) => name === size))
  if (names.length === 0) return null
  const [given] = names.map((name) => planning.seen(args[name])).filter((value) => typeof value === 'number')
  return Math.max(given ?? DEFAULT_PAGE, 0)
}

function usualLength({ context }: Planning, type: GraphQLNamedType, { field }: Selected): number {
  if (!isIntrospectionType(type)) return ASSUMED_LENGTH
  return field.name === TYPES_FIELD ? Object.keys(context.schema.getTypeMap()).length : ASSUMED_OF_SCHEMA
}

const objectTypes = ({ context }: Planning, type: GraphQLNamedType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? context.schema.getPossibleTypes(type) : isObjectType(type) ? [type] : []
