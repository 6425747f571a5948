import type { EnumRef } from '@pothos/core'
import { upperFirst } from '../model/index.ts'
import type { Kind } from '../model/index.ts'
import { both } from './builder.ts'
import type { Base } from './builder.ts'

export type Enums = (kind: string, field: string) => EnumRef<Base['builder']['$inferSchemaTypes'], string>

/** The GraphQL enum of every `oneOf` field: `DirectiveForm`. */
export function createEnums({ builder, model }: Base): Enums {
  const enums = new Map(
    model.kinds.flatMap((kind) =>
      Object.entries(kind.fields).flatMap(([name, field]) => {
        if (field.type !== 'oneOf') return []
        const values = Object.entries(field.values).map(([value, words]) => [
          value,
          { description: both(words) },
        ])
        const type = builder.enumType(enumName(kind, name), {
          description: both(field.words),
          values: Object.fromEntries(values) as Record<string, { description: string }>,
        })
        return [[`${kind.name}.${name}`, type] as const]
      }),
    ),
  )
  return (kind, field) => {
    const found = enums.get(`${kind}.${field}`)
    if (found === undefined) throw new Error(`${kind}.${field} is no enum`)
    return found
  }
}

const enumName = (kind: Kind, field: string): string => `${kind.name}${upperFirst(field)}`
