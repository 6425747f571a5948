import type { EnumRef, InputFieldRef, InputRef } from '@pothos/core'
import {
  encodingOf,
  foldedName,
  isFolded,
  isSortable,
  lowerFirst,
  scalarsOf,
  upperFirst,
  upperSnake,
} from '../model/index.ts'
import type { Kind, Relation, ScalarField } from '../model/index.ts'
import { comparing, sorting } from '../query/index.ts'
import type { FilterMeta, SortMeta } from '../query/index.ts'
import type { Base } from './builder.ts'
import type { Enums } from './enums.ts'

/** A filter's or a sort's shape is known to the model, not to TypeScript: the planner reads it by its metadata. */
export type Input = Record<string, string | number | boolean | object | null | undefined>

export interface Filters {
  filter(kind: string): InputRef<Input>
  sort(kind: string): InputRef<Input>
}

/** The filter and sort inputs of every kind: operators are fields, links nest. */
export function createFilters(base: Base, enums: Enums): Filters {
  const { builder, model } = base
  const operators = operatorInputs(base, enums)
  const filters = new Map(
    model.kinds.map((kind) => [kind.name, builder.inputRef<Input>(`${kind.name}Filter`)]),
  )
  const sorts = new Map(model.kinds.map((kind) => [kind.name, sortInput(base, kind)]))
  const filter = (kind: string) => found(filters, kind)

  for (const kind of model.kinds) {
    const relationFilters = new Map(
      model
        .relations(kind.name)
        .filter((relation) => !relation.single)
        .map((relation) => [relation.name, relationInput(base, relation, filter, operators.count)]),
    )
    filter(kind.name).implement({
      description: `Which ${kind.pluralWords.en.toLowerCase()}: every condition given must hold.`,
      fields: (t) => {
        const field = (type: InputRef<Input>, meta: FilterMeta) =>
          t.field({ type, extensions: comparing(meta) })
        const fields: Record<string, InputFieldRef<Types, Input[string]>> = {
          id: field(operators.id, { compare: 'property', property: 'id', as: 'plain' }),
          version: field(operators.integer, {
            compare: 'property',
            property: 'version',
            as: 'integer',
          }),
          createdAt: field(operators.dateTime, own('createdAt')),
          updatedAt: field(operators.dateTime, own('updatedAt')),
          evidenceCount: field(operators.count, { compare: 'evidenceCount' }),
        }
        for (const [name, declared] of scalarsOf(kind))
          fields[name] = field(operators.of(kind, name, declared), scalarMeta(name, declared))
        for (const relation of model.relations(kind.name)) {
          const nested = relationFilters.get(relation.name)
          fields[relation.name] = nested
            ? field(nested, { compare: 'related', relation })
            : field(filter(relation.to), { compare: 'owner', relation })
        }
        fields['and'] = t.field({ type: [filter(kind.name)], extensions: comparing({ compare: 'and' }) })
        fields['or'] = t.field({ type: [filter(kind.name)], extensions: comparing({ compare: 'or' }) })
        fields['not'] = field(filter(kind.name), { compare: 'not' })
        return fields
      },
    })
  }
  return { filter, sort: (kind) => found(sorts, kind) }
}

export type Types = Base['builder']['$inferSchemaTypes']

const own = (property: string): FilterMeta => ({
  compare: 'property',
  property,
  as: 'dateTime',
})

function scalarMeta(name: string, field: ScalarField): FilterMeta {
  return field.type === 'localized'
    ? { compare: 'localized', property: name }
    : { compare: 'property', property: name, as: encodingOf(field) }
}

function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name)
  if (value === undefined) throw new Error(`Nothing was made for kind ${name}`)
  return value
}

function operatorInputs({ builder }: Base, enums: Enums) {
  const id = builder.inputRef<Input>('IDFilter').implement({
    fields: (t) => ({ eq: t.id(), ne: t.id(), in: t.idList() }),
  })
  const ordered = (name: string, type: 'Int' | 'Float' | 'Date' | 'DateTime') =>
    builder.inputRef<Input>(name).implement({
      fields: (t) => ({
        eq: t.field({ type }),
        ne: t.field({ type }),
        in: t.field({ type: [type] }),
        gt: t.field({ type }),
        gte: t.field({ type }),
        lt: t.field({ type }),
        lte: t.field({ type }),
        exists: t.boolean(),
      }),
    })
  const text = builder.inputRef<Input>('TextFilter').implement({
    fields: (t) => ({
      eq: t.string(),
      ne: t.string(),
      in: t.stringList(),
      startsWith: t.string(),
      contains: t.string(),
      matches: t.string({ description: 'Every word of it occurs, typed with or without accents.' }),
      exists: t.boolean(),
    }),
  })
  const localized = builder.inputRef<Input>('LocalizedTextFilter').implement({
    description: 'Conditions on the text in either language, or in the one that is named.',
    fields: (t) => ({
      vi: t.field({ type: text }),
      en: t.field({ type: text }),
      eq: t.string(),
      in: t.stringList(),
      startsWith: t.string(),
      contains: t.string(),
      matches: t.string({ description: 'Every word of it occurs, typed with or without accents.' }),
    }),
  })
  const boolean = builder.inputRef<Input>('BooleanFilter').implement({
    fields: (t) => ({ eq: t.boolean(), exists: t.boolean() }),
  })
  const count = builder.inputRef<Input>('CountFilter').implement({
    fields: (t) => ({
      eq: t.int(),
      ne: t.int(),
      in: t.intList(),
      gt: t.int(),
      gte: t.int(),
      lt: t.int(),
      lte: t.int(),
    }),
  })
  const integer = ordered('IntegerFilter', 'Int')
  const decimal = ordered('DecimalFilter', 'Float')
  const date = ordered('DateFilter', 'Date')
  const dateTime = ordered('DateTimeFilter', 'DateTime')
  const oneOf = (type: EnumRef<Types, string>) =>
    builder.inputRef<Input>(`${type.name}Filter`).implement({
      fields: (t) => ({
        eq: t.field({ type }),
        ne: t.field({ type }),
        in: t.field({ type: [type] }),
        exists: t.boolean(),
      }),
    })
  const of = (kind: Kind, name: string, field: ScalarField): InputRef<Input> => {
    switch (field.type) {
      case 'text':
        return text
      case 'localized':
        return localized
      case 'integer':
        return integer
      case 'decimal':
        return decimal
      case 'boolean':
        return boolean
      case 'date':
        return date
      case 'dateTime':
        return dateTime
      case 'oneOf':
        return oneOf(enums(kind.name, name))
    }
  }
  return { id, count, integer, dateTime, of }
}

function relationInput(
  { builder }: Base,
  relation: Relation,
  filter: (kind: string) => InputRef<Input>,
  count: InputRef<Input>,
): InputRef<Input> {
  return builder.inputRef<Input>(`${relation.from}${upperFirst(relation.name)}Filter`).implement({
    fields: (t) => ({
      some: t.field({ type: filter(relation.to) }),
      none: t.field({ type: filter(relation.to) }),
      every: t.field({ type: filter(relation.to) }),
      count: t.field({ type: count }),
    }),
  })
}

function sortInput({ builder, model, lang, direction }: Base, kind: Kind): InputRef<Input> {
  const values: Record<string, { extensions: Record<string, SortMeta> }> = {}
  const add = (name: string, by: SortMeta['by']) => {
    values[upperSnake(name)] = { extensions: sorting({ name, by }) }
  }
  add('id', { kind: 'property', property: 'id', as: 'plain', required: true })
  add('createdAt', { kind: 'property', property: 'createdAt', as: 'dateTime', required: true })
  add('updatedAt', { kind: 'property', property: 'updatedAt', as: 'dateTime', required: true })
  for (const [name, field] of scalarsOf(kind)) {
    if (!isSortable(field)) continue
    const { required } = field
    if (field.type === 'localized') add(name, { kind: 'localized', property: name, required })
    else {
      const property = isFolded(field) ? foldedName(name) : name
      add(name, { kind: 'property', property, as: encodingOf(field), required })
    }
  }
  add('evidenceCount', { kind: 'evidenceCount' })
  for (const relation of model.relations(kind.name))
    if (!relation.single) add(`${relation.name}Count`, { kind: 'relationCount', relation })
  const field = builder.enumType(`${kind.name}SortField`, { values })
  return builder.inputRef<Input>(`${kind.name}Sort`).implement({
    description: `One key of the order of ${lowerFirst(kind.pluralWords.en)}; values that are missing come last.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true }),
      direction: t.field({ type: direction, required: true, defaultValue: 'ASC' }),
      lang: t.field({ type: lang, required: true, defaultValue: 'vi' }),
    }),
  })
}
