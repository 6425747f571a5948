import type { EnumRef, FieldRef, ObjectRef } from '@pothos/core'
import { groupingsOf, upperSnake } from '../model/index.ts'
import type { Grouping, Kind } from '../model/index.ts'
import {
  DEFAULT_GROUPS,
  GROUP_COUNT,
  MAX_GROUPS,
  MAX_GROUP_KEYS,
  grouping,
  planAggregate,
  reading,
} from '../query/index.ts'
import { both } from './builder.ts'
import type { Base } from './builder.ts'
import { asOfArg } from './connections.ts'
import { fromPlan, planned } from './context.ts'
import type { Written } from './context.ts'
import type { Entities } from './entities.ts'
import type { Enums } from './enums.ts'
import type { Filters } from './filters.ts'
import type { Types } from './input.ts'

type FieldsOf = PothosSchemaTypes.ObjectFieldBuilder<Types, Written>

/** What a kind's nodes are grouped by, and what is read of a group. */
interface Groups {
  readonly by: EnumRef<Types, string>
  readonly group: ObjectRef<Types, Written>
}

/** Counts of the nodes of every kind, in all and in groups. */
export function addAggregates(base: Base, enums: Enums, entities: Entities, filters: Filters): void {
  const { builder, model } = base
  for (const kind of model.kinds) {
    const groups = groupsOf(kind)
    const aggregate = builder.objectRef<Written>(`${kind.name}Aggregate`).implement({
      fields: (t) => ({
        count: t.int({ description: 'How many nodes the filter lets through.', resolve: fromPlan }),
        ...(groups === null ? {} : groupFields(t, groups)),
      }),
    })
    builder.queryField(`${kind.plural}Aggregate`, (t) =>
      t.field({
        type: aggregate,
        description: `${kind.pluralWords.en}, counted.`,
        args: {
          filter: t.arg({ type: filters.of(kind.name).filter }),
          asOf: asOfArg(t.arg, base),
          ...(groups === null
            ? {}
            : {
                groupBy: t.arg({
                  type: [groups.by],
                  description: `What the groups differ in: at most ${MAX_GROUP_KEYS} things together, of which one may lead to several nodes.`,
                }),
              }),
        },
        ...planned((planning, selected) => ({
          kind: 'aggregate',
          aggregate: planAggregate(planning, selected, kind.name),
        })),
      }),
    )
  }

  /** Null for a kind of which nothing says what its nodes could have in common. */
  function groupsOf(kind: Kind): Groups | null {
    const groupings = groupingsOf(model, kind)
    if (groupings.length === 0) return null
    return {
      by: builder.enumType(`${kind.name}GroupBy`, {
        values: Object.fromEntries(
          groupings.map((one) => [
            upperSnake(one.name),
            { description: both(one.words), extensions: grouping(one) },
          ]),
        ),
      }),
      group: builder.objectRef<Written>(`${kind.name}Group`).implement({
        description: 'Nodes that have in common what groupBy names; of that alone can be asked.',
        fields: (t) => ({
          count: t.int({
            description: 'How many nodes they are; one that leads to several is in the group of each.',
            extensions: reading({ read: 'groupValue', name: GROUP_COUNT }),
            resolve: fromPlan,
          }),
          ...Object.fromEntries(groupings.map((one) => [one.name, keyField(t, kind, one)])),
        }),
      }),
    }
  }

  /** What the nodes of a group have in common; null for those that lack it. */
  function keyField(t: FieldsOf, kind: Kind, one: Grouping): FieldRef<Types> {
    const common = { nullable: true, description: both(one.words), resolve: fromPlan } as const
    if (one.by === 'relation')
      return t.field({
        ...common,
        type: entities.kind(one.relation.to),
        extensions: reading({ read: 'groupNode', name: one.name }),
      })
    const extensions = reading({ read: 'groupValue', name: one.name })
    if (one.by === 'year') return t.int({ ...common, extensions })
    switch (one.field.type) {
      case 'oneOf':
        return t.field({ ...common, extensions, type: enums(kind.name, one.property) })
      case 'boolean':
        return t.boolean({ ...common, extensions })
      case 'integer':
        return t.int({ ...common, extensions })
    }
  }
}

const groupFields = (t: FieldsOf, { group }: Groups) => ({
  totalGroups: t.int({
    description: 'How many groups there are, whether they are all returned or not.',
    resolve: fromPlan,
  }),
  groups: t.field({
    type: [group],
    description:
      'The largest first; those of one size in the order of what they have in common, and a lack of it last.',
    args: {
      first: t.arg.int({ description: `At most ${MAX_GROUPS}; ${DEFAULT_GROUPS} where it is left out.` }),
    },
    resolve: fromPlan,
  }),
})
