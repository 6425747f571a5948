import { TypeNameMetaFieldDef, getNamedType, isEnumType } from 'graphql'
import { badInput } from '../errors.ts'
import { isSpreading } from '../model/index.ts'
import type { Grouping } from '../model/index.ts'
import { GROUP_COUNT, groupingMetaOf } from './metadata.ts'
import { sizeOf } from './page-size.ts'
import { planFilter } from './plan-filter.ts'
import type { AggregateMember, AggregatePlan } from './plan.ts'
import { planObject } from './planner.ts'
import type { Planning } from './planner.ts'
import { objectTypeOf, selectionOf } from './selection.ts'
import type { Selected } from './selection.ts'

/** Groups that are returned where the request names no number, and at most. */
export const DEFAULT_GROUPS = 50
export const MAX_GROUPS = 200
/** The most things that one question groups by. */
export const MAX_GROUP_KEYS = 3

/** An aggregate as a plan: of which nodes, by what they are grouped, and what is read of the groups. */
export function planAggregate(planning: Planning, selected: Selected, label: string): AggregatePlan {
  const keys = planKeys(selected)
  return {
    label,
    where: planFilter(planning, selected),
    keys,
    members: selectionOf(planning.context, objectTypeOf(selected), selected.nodes).map((member) =>
      planMember(planning, selected, member, keys),
    ),
  }
}

/**
 * At most one of the keys may lead from a node to several: with two, a hub would stand in as many groups as its links of
 * the one multiplied with those of the other, and the work would grow with the square of the graph.
 */
function planKeys({ field, args }: Selected): Grouping[] {
  const argument = field.args.find(({ name }) => name === 'groupBy')
  const type = argument && getNamedType(argument.type)
  if (!isEnumType(type)) return []
  const names = [...new Set((args['groupBy'] ?? []) as readonly string[])]
  if (names.length > MAX_GROUP_KEYS)
    throw badInput([
      { path: 'groupBy', reason: `names ${names.length} things, at most ${MAX_GROUP_KEYS} are combined` },
    ])
  const keys = names.map((name) => groupingMetaOf(type, name))
  const spreading = keys.filter(isSpreading)
  if (spreading.length > 1)
    throw badInput([
      {
        path: 'groupBy',
        reason: `names ${spreading.map(({ name }) => name).join(' and ')}, which each lead to several nodes; name one such at most`,
      },
    ])
  return keys
}

function planMember(
  planning: Planning,
  aggregate: Selected,
  member: Selected,
  keys: readonly Grouping[],
): AggregateMember {
  const { alias, field, nodes } = member
  switch (field.name) {
    case TypeNameMetaFieldDef.name:
      return { alias, kind: 'typename', name: objectTypeOf(aggregate).name }
    case 'count':
      return { alias, kind: 'count' }
    case 'totalGroups':
      demandKeys(keys, alias)
      return { alias, kind: 'totalGroups' }
    case 'groups': {
      demandKeys(keys, alias)
      const first = sizeOf(planning.seen(member.args['first']), 'first', MAX_GROUPS) ?? DEFAULT_GROUPS
      planning.spend(first, alias)
      const object = planObject(planning, objectTypeOf(member), nodes, first)
      for (const { alias: asked, value } of object.fields)
        if ((value.kind === 'groupValue' || value.kind === 'groupNode') && !isKnown(value.name, keys))
          throw badInput([
            { path: `${alias}.${asked}`, reason: 'is not what groupBy names: groups differ in that alone' },
          ])
      return { alias, kind: 'groups', first, object }
    }
    default:
      throw new Error(`An aggregate has no member ${field.name}`)
  }
}

function demandKeys(keys: readonly Grouping[], asked: string): void {
  if (keys.length === 0)
    throw badInput([{ path: 'groupBy', reason: `names nothing to group by, and ${asked} is asked` }])
}

const isKnown = (name: string, keys: readonly Grouping[]): boolean =>
  name === GROUP_COUNT || keys.some((key) => key.name === name)
