import type { InputFieldRef } from '@pothos/core'
import type { Base } from './builder.ts'

export type Types = Base['builder']['$inferSchemaTypes']

/** The shape of an input that is made from the model is known to the model, not to TypeScript. */
export type Input = Record<string, string | number | boolean | object | null | undefined>

export type InputFields = Record<string, InputFieldRef<Types, Input[string]>>

/** What was made for a name of the model. @throws Error where nothing was: a mistake in the schema. */
export function found<T>(made: ReadonlyMap<string, T>, name: string): T {
  const value = made.get(name)
  if (value === undefined) throw new Error(`Nothing was made for ${name}`)
  return value
}
