import { TypeNameMetaFieldDef, getNamedType, isEnumType, isInputObjectType } from 'graphql'
import type { GraphQLEnumType } from 'graphql'
import { badInput } from '../errors.ts'
import { decodeCursor } from './cursor.ts'
import { Deferred } from './deferred.ts'
import { planFilter } from './plan-filter.ts'
import type {
  Column,
  ConnectionMember,
  ConnectionPlan,
  ConnectionSource,
  Language,
  Page,
  Predicate,
  SortBy,
  SortKey,
} from './plan.ts'
import { planNode, planObject } from './planner.ts'
import type { Planning } from './planner.ts'
import { sortMetaOf } from './metadata.ts'
import type { SortMeta } from './metadata.ts'
import { DEFAULT_PAGE, sizeOf } from './page-size.ts'
import { objectTypeOf, selectionOf } from './selection.ts'
import type { Selected } from './selection.ts'

const MAX_SORT_KEYS = 5

/**
 * A connection field as a plan: which rows, in which order, which page of them, and what each carries.
 * @param options the order without a sort, and what holds of the rows where no filter of the field says so.
 */
export function planConnection(
  planning: Planning,
  selected: Selected,
  source: ConnectionSource,
  rows: number,
  {
    fallback = [],
    where,
  }: { readonly fallback?: readonly SortKey[]; readonly where?: Predicate | null } = {},
): ConnectionPlan {
  const { args } = selected
  const sort = planSort(args['sort'], sortEnum(selected), fallback)
  const signature = signatureOf(source, sort)
  const page = planPage(planning, args, signature, sort)
  const columns: Column[] = []
  const members: ConnectionMember[] = []
  const counted = rows * page.size
  const add = (column: Column): number => columns.push(column) - 1
  for (const member of selectionOf(planning.context, objectTypeOf(selected), selected.nodes)) {
    const { alias, field, nodes } = member
    switch (field.name) {
      case TypeNameMetaFieldDef.name:
        members.push({ alias, kind: 'typename', name: objectTypeOf(selected).name })
        break
      case 'nodes': {
        planning.spend(counted, selected.alias)
        const node = planNode(planning, getNamedType(field.type), nodes, counted)
        members.push({ alias, kind: 'nodes', column: add({ kind: 'node', node }) })
        break
      }
      case 'edges': {
        planning.spend(counted, selected.alias)
        const object = planObject(planning, objectTypeOf(member), nodes, counted)
        members.push({ alias, kind: 'edges', column: add({ kind: 'edge', object }) })
        break
      }
      case 'pageInfo':
        members.push({
          alias,
          kind: 'pageInfo',
          fields: selectionOf(planning.context, objectTypeOf(member), nodes).map((one) => ({
            alias: one.alias,
            name: one.field.name,
          })),
        })
        break
      case 'totalCount':
        members.push({ alias, kind: 'totalCount' })
        break
      default:
        throw new Error(`A connection has no member ${field.name}`)
    }
  }
  return {
    source,
    where: where === undefined ? planning.forEach(rows, () => planFilter(planning, selected)) : where,
    sort,
    page,
    columns,
    members,
    signature,
  }
}

/** The enum of what a list can be sorted by. */
function sortEnum(selected: Selected): GraphQLEnumType | null {
  const argument = selected.field.args.find((arg) => arg.name === 'sort')
  if (argument === undefined) return null
  const input = getNamedType(argument.type)
  const type = isInputObjectType(input) ? getNamedType(input.getFields()['field']?.type) : undefined
  if (!isEnumType(type)) throw new Error(`${selected.field.name} has a sort of an unknown form`)
  return type
}

/** The order of a list; the id at its end makes it total. */
function planSort(given: unknown, type: GraphQLEnumType | null, fallback: readonly SortKey[]): SortKey[] {
  const asked = (given ?? []) as readonly { field: string; direction: 'ASC' | 'DESC'; lang: Language }[]
  if (asked.length > MAX_SORT_KEYS)
    throw badInput([{ path: 'sort', reason: `has ${asked.length} keys, at most ${MAX_SORT_KEYS} are used` }])
  const keys = asked.map(({ field, direction, lang }): SortKey => {
    if (type === null) throw new Error('A list without a sort was sorted')
    return { ...keyOf(sortMetaOf(type, field).by, lang), descending: direction === 'DESC' }
  })
  const all = keys.length > 0 ? keys : fallback
  return all.some(isUnique) ? [...all.slice(0, all.findIndex(isUnique) + 1)] : [...all, byId]
}

function keyOf(by: SortMeta['by'], language: Language): Pick<SortKey, 'by' | 'required'> {
  switch (by.kind) {
    case 'property':
      return { by: { kind: 'property', property: by.property, as: by.as }, required: by.required }
    case 'localized':
      return { by: { kind: 'localized', property: by.property, language }, required: by.required }
    case 'relationCount':
    case 'evidenceCount':
      return { by, required: true }
    case 'link': {
      const { by: own, required } = keyOf(by.by, language)
      return { by: { kind: 'link', by: own }, required }
    }
  }
}

const byId: SortKey = {
  by: { kind: 'property', property: 'id', as: 'plain' },
  descending: false,
  required: true,
}
const isUnique = ({ by, unique }: SortKey): boolean =>
  unique === true || (by.kind === 'property' && by.property === 'id')

function signatureOf(source: ConnectionSource, sort: readonly SortKey[]): string {
  const from =
    source.kind === 'relation'
      ? `${source.relation.from}.${source.relation.name}`
      : source.kind === 'label'
        ? source.label
        : 'history'
  const keys = sort.map(({ by, descending }) => `${nameOf(by)}${descending ? '-' : '+'}`)
  return [from, ...keys].join(' ')
}

function nameOf(by: SortBy): string {
  switch (by.kind) {
    case 'property':
      return by.property
    case 'localized':
      return `${by.property}_${by.language}`
    case 'relationCount':
      return `#${by.relation.name}`
    case 'evidenceCount':
      return '#evidence'
    case 'link':
      return `link.${nameOf(by.by)}`
  }
}

function planPage(
  planning: Planning,
  args: Readonly<Record<string, unknown>>,
  signature: string,
  sort: readonly SortKey[],
): Page {
  const first = sizeOf(planning.seen(args['first']), 'first')
  const last = sizeOf(planning.seen(args['last']), 'last')
  if (first !== null && last !== null)
    throw badInput([{ path: 'last', reason: 'cannot be given together with first; page in one direction' }])
  const bound = (name: 'after' | 'before'): Page['after'] => {
    const given = args[name]
    const decoded = (cursor: unknown) => decodeCursor(String(cursor), signature, sort, name)
    // Where no key can be null, the statement is the same from page to page.
    if (given instanceof Deferred && sort.every(({ required }) => required))
      return sort.map((_, index) => given.map((cursor) => decoded(cursor)[index]))
    const cursor = planning.seen(given)
    return typeof cursor === 'string' ? decoded(cursor) : null
  }
  return {
    forward: last === null,
    size: last ?? first ?? DEFAULT_PAGE,
    after: bound('after'),
    before: bound('before'),
  }
}
