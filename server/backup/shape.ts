import { isDerived } from '../curate/validate.ts'
import type { Field, Model } from '../model/index.ts'

/** What a graph could hold when it was backed up: kinds with the types of their fields, and links with their ends. */
export interface Shape {
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** `CITES Lesson Directive` */
  readonly links: readonly string[]
}

export const shapeOf = (model: Model): Shape => ({
  kinds: Object.fromEntries(
    model.kinds.map(({ name, fields }) => [
      name,
      Object.fromEntries(Object.entries(fields).map(([field, declared]) => [field, typeOf(declared)])),
    ]),
  ),
  links: model.links.map(({ type, from, to }) => `${type} ${from} ${to}`),
})

const typeOf = (field: Field): string => (field.type === 'reference' ? `reference ${field.to}` : field.type)

/** Why what fitted one shape may not fit a model, a line each; a model may hold more than the shape, and not less. */
export function misfits({ kinds, links }: Shape, model: Model): string[] {
  const present = shapeOf(model)
  const ofKinds = Object.entries(kinds).flatMap(([kind, fields]) => {
    const known = present.kinds[kind]
    if (known === undefined) return [`the kind ${kind} is not in the model`]
    return [
      ...Object.entries(fields).flatMap(([name, type]) =>
        known[name] === type
          ? []
          : [`${kind}.${name} was ${type} and is ${known[name] ?? 'not in the model'}`],
      ),
      ...Object.entries(model.kind(kind).fields).flatMap(([name, field]) =>
        field.required && !isDerived(field) && !(name in fields)
          ? [`${kind}.${name} is required now and was not there`]
          : [],
      ),
    ]
  })
  const known = new Set(present.links)
  return [
    ...ofKinds,
    ...links.filter((link) => !known.has(link)).map((link) => `the link ${link} is not in the model`),
  ]
}
