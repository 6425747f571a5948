import { checkFields } from '../../../server/curate/validate.ts'
import type { Values } from '../../../server/curate/validate.ts'
import { referencesOf, scalarsOf } from '../../../server/model/index.ts'
import type { Kind, ReferenceField, ScalarField, TextField } from '../../../server/model/index.ts'
import { randomOf } from './random.ts'
import type { Random } from './random.ts'
import { SEED } from './shape.ts'
import type { Shape } from './shape.ts'
import { passageText, statementOf, titleOf } from './text.ts'

/** A node as the service would take it: clean values by field, a reference as the id that it points to. */
export interface GeneratedNode {
  readonly kind: Kind
  readonly id: string
  /** ISO instant at which it was written. */
  readonly at: string
  readonly values: Values
}

/** So many nodes of a kind differ in their texts and numbers; then they come again, since folding texts takes long. */
const VARIANTS = 5_000

/** Which nodes of a kind have the same values: those of one variant. */
export const variantOf = (place: number): number => place % VARIANTS

/**
 * The node at a place of its kind's order, the same however often it is asked for.
 * @throws Error when the service would refuse it.
 */
export function generateNode(shape: Shape, kind: Kind, place: number): GeneratedNode {
  const references = referencesOf(kind).map(
    ([name, field]) => [name, shape.id(field.to, referredTo(shape, kind, field, place))] as const,
  )
  return {
    kind,
    id: shape.id(kind.name, place),
    at: new Date(shape.writtenAt(kind.name, place)).toISOString(),
    values: { ...valuesOf(shape, kind, variantOf(place)), ...Object.fromEntries(references) },
  }
}

function valuesOf(shape: Shape, kind: Kind, variant: number): Values {
  const random = randomOf(SEED, 2, shape.model.kinds.indexOf(kind), variant)
  const given: Record<string, unknown> = {}
  for (const [name, field] of scalarsOf(kind)) {
    const value = valueOf(kind, name, field, variant, random)
    if (value !== undefined) given[name] = value
  }
  for (const [name, field] of referencesOf(kind)) given[name] = shape.id(field.to, 0)
  const { values, problems } = checkFields(kind, given, { path: '' })
  if (problems.length > 0)
    throw new Error(`The service would refuse ${kind.name}: ${JSON.stringify(problems)}`)
  return values
}

/** The place of the node that a reference field of a node points to. */
export const referredTo = (shape: Shape, kind: Kind, field: ReferenceField, place: number): number =>
  randomOf(SEED, 5, shape.model.kinds.indexOf(kind), place).int(shape.count(field.to))

/** The text of a passage, which evidence quotes. */
export const textOfPassage = (place: number): string => passageText(randomOf(SEED, 6, variantOf(place)))

/** A field's value; undefined leaves it out, as editors leave out what they do not know. */
function valueOf(kind: Kind, name: string, field: ScalarField, variant: number, random: Random): unknown {
  switch (field.type) {
    case 'localized':
      if (field.multiline) return random.chance(0.8) ? statementOf(random) : undefined
      return titleOf(kind.name, random)
    case 'text':
      return field.digestOf === undefined && !field.unique ? textOf(name, field, variant, random) : undefined
    case 'integer':
      if (field.lengthOf !== undefined) return undefined
      if (field.min >= 1900) return field.min + 100 + random.int(30)
      return 1 + (variant % 40)
    case 'decimal':
      return random.next()
    case 'boolean':
      return random.chance(0.5)
    case 'date':
      return dayFrom(random)
    case 'dateTime':
      return `${dayFrom(random)}T02:30:00.000Z`
    case 'oneOf':
      return random.pick(Object.keys(field.values))
  }
}

function textOf(name: string, field: TextField, variant: number, random: Random): string | undefined {
  switch (name) {
    case 'text':
      return textOfPassage(variant)
    case 'number':
      return String(1 + random.int(400)).padStart(2, '0')
    case 'figure':
      return `${random.int(100)},${random.int(10)}%`
    case 'abbreviation':
      return `CS${random.int(1000)}`
    default:
      if (field.abbreviates) return `CT${variant}`
      return field.required || random.chance(0.7) ? `Ban ${random.int(500)}` : undefined
  }
}

function dayFrom(random: Random): string {
  const [year, month, day] = [1990 + random.int(35), 1 + random.int(12), 1 + random.int(28)]
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
