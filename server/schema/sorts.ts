import type { InputRef } from '@pothos/core'
import {
  encodingOf,
  foldedName,
  isFolded,
  isSortable,
  lowerFirst,
  scalarsOf,
  upperSnake,
} from '../model/index.ts'
import type { Kind, Relation } from '../model/index.ts'
import { sorting } from '../query/index.ts'
import type { SortMeta } from '../query/index.ts'
import type { Base } from './builder.ts'
import { found } from './input.ts'
import type { Input } from './input.ts'

export interface Sorts {
  /** The order of nodes of a kind. */
  of(kind: string): InputRef<Input>
  /** The order of the nodes that a relation leads to; over a link, by what the link says of itself too. */
  across(relation: Relation): InputRef<Input>
}

type Key = readonly [name: string, by: SortMeta['by']]

/** The sort inputs of every kind, and of the nodes of a kind at the other end of a link. */
export function createSorts(base: Base): Sorts {
  const { model } = base
  const linked = new Set(model.links.flatMap(({ from, to }) => [from, to]))
  const plain = new Map(model.kinds.map((kind) => [kind.name, sortInput(base, kind, '', keysOf(base, kind))]))
  const overLink = new Map(
    model.kinds
      .filter(({ name }) => linked.has(name))
      .map((kind) => [kind.name, sortInput(base, kind, 'Linked', [...keysOf(base, kind), ...linkKeys])]),
  )
  return {
    of: (kind) => found(plain, kind),
    across: ({ link, to }) => found(link === undefined ? plain : overLink, to),
  }
}

const property = (name: string, required: boolean, as: 'plain' | 'dateTime' = 'plain') =>
  ({ kind: 'property', property: name, as, required }) as const

/** What nodes and links have in common. */
const claimKeys = [
  ['createdAt', property('createdAt', true, 'dateTime')],
  ['updatedAt', property('updatedAt', true, 'dateTime')],
  ['evidenceCount', { kind: 'evidenceCount' }],
] as const

const linkKeys: readonly Key[] = [
  ...claimKeys,
  ['confidence', property('confidence', false)] as const,
  ['status', property('status', true)] as const,
].map(([name, by]) => [`link_${name}`, { kind: 'link', by }])

function keysOf({ model }: Base, kind: Kind): readonly Key[] {
  return [
    ['id', property('id', true)],
    ...claimKeys,
    ...scalarsOf(kind).flatMap(([name, field]): Key[] => {
      if (!isSortable(field)) return []
      const { required } = field
      if (field.type === 'localized') return [[name, { kind: 'localized', property: name, required }]]
      const stored = isFolded(field) ? foldedName(name) : name
      return [[name, { kind: 'property', property: stored, as: encodingOf(field), required }]]
    }),
    ...model
      .relations(kind.name)
      .flatMap((relation): Key[] =>
        relation.single ? [] : [[`${relation.name}Count`, { kind: 'relationCount', relation }]],
      ),
  ]
}

function sortInput(
  { builder, lang, direction }: Base,
  kind: Kind,
  prefix: 'Linked' | '',
  keys: readonly Key[],
): InputRef<Input> {
  const field = builder.enumType(`${prefix}${kind.name}SortField`, {
    values: Object.fromEntries(keys.map(([name, by]) => [upperSnake(name), { extensions: sorting({ by }) }])),
  })
  return builder.inputRef<Input>(`${prefix}${kind.name}Sort`).implement({
    description: `One key of the order of ${lowerFirst(kind.pluralWords.en)}; values that are missing come last.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true }),
      direction: t.field({ type: direction, required: true, defaultValue: 'ASC' }),
      lang: t.field({ type: lang, required: true, defaultValue: 'vi' }),
    }),
  })
}
