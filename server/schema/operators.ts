import type { EnumRef, InputRef } from '@pothos/core'
import { scalarsOf } from '../model/index.ts'
import type { Kind, ScalarField } from '../model/index.ts'
import type { Base } from './builder.ts'
import type { Enums } from './enums.ts'
import type { Input, Types } from './input.ts'
import { found } from './input.ts'

/** What a value can be compared with, by its type: operators are fields. */
export interface Operators {
  readonly id: InputRef<Input>
  readonly text: InputRef<Input>
  readonly integer: InputRef<Input>
  readonly decimal: InputRef<Input>
  readonly dateTime: InputRef<Input>
  readonly count: InputRef<Input>
  readonly linkStatus: InputRef<Input>
  /** The operators of a kind's own field. */
  of(kind: Kind, name: string, field: ScalarField): InputRef<Input>
}

/** The operator inputs, each made once. */
export function createOperators({ builder, model, linkStatus }: Base, enums: Enums): Operators {
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
      exists: t.boolean({ description: 'Whether it is written in any language.' }),
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
  const oneOf = <T extends string>(type: EnumRef<Types, T>) =>
    builder.inputRef<Input>(`${type.name}Filter`).implement({
      fields: (t) => ({
        eq: t.field({ type }),
        ne: t.field({ type }),
        in: t.field({ type: [type] }),
        exists: t.boolean(),
      }),
    })
  const ofEnums = new Map(
    model.kinds.flatMap((kind) =>
      scalarsOf(kind).flatMap(([name, field]) =>
        field.type === 'oneOf' ? [[`${kind.name}.${name}`, oneOf(enums(kind.name, name))] as const] : [],
      ),
    ),
  )
  return {
    id,
    text,
    integer,
    decimal,
    dateTime,
    count,
    linkStatus: oneOf(linkStatus),
    of(kind, name, field) {
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
          return found(ofEnums, `${kind.name}.${name}`)
      }
    },
  }
}
