import type { InputFieldRef, InputRef } from '@pothos/core'
import type { Field, Kind } from '../model/index.ts'
import { both } from './builder.ts'
import type { Base } from './builder.ts'
import type { Enums } from './enums.ts'
import type { Input, Types } from './input.ts'

/** What mutations take: for each kind a whole node and a patch of one, and the same for links. */
export interface Inputs {
  whole(kind: string): InputRef<Input>
  patch(kind: string): InputRef<Input>
  readonly link: InputRef<Input>
  readonly linkPatch: InputRef<Input>
}

export function createInputs(base: Base, enums: Enums): Inputs {
  const { builder, model, linkType, linkStatus } = base
  const evidence = builder.inputRef<Input>('EvidenceInput').implement({
    description: 'Words of a passage that ground a node or a link.',
    fields: (t) => ({
      passageId: t.id({ required: true }),
      mention: t.string({ required: true, description: 'The few words, exactly as the passage has them.' }),
      start: t.int({
        description:
          "Where the mention starts in the passage's text, in UTF-16 code units. Left out, it is looked up where the text is kept.",
      }),
      note: t.string(),
    }),
  })
  const ofKind = (kind: Kind, suffix: 'Input' | 'Patch') =>
    builder.inputRef<Input>(`${kind.name}${suffix}`).implement({
      description:
        suffix === 'Patch' ? 'What to change; what is left out stays, and null clears.' : both(kind.words),
      fields: (t) => {
        const fields: Record<string, InputFieldRef<Types, Input[string]>> = {}
        for (const [name, field] of Object.entries(kind.fields)) {
          const required = suffix === 'Input' && isDemanded(field)
          const common = { required, description: both(field.words) }
          switch (field.type) {
            case 'text':
              fields[name] = t.string(common)
              break
            case 'localized':
              fields[name] = t.field({ ...common, type: base.localizedText })
              break
            case 'integer':
              fields[name] = t.int(common)
              break
            case 'decimal':
              fields[name] = t.float(common)
              break
            case 'boolean':
              fields[name] = t.boolean(common)
              break
            case 'date':
              fields[name] = t.field({ ...common, type: 'Date' })
              break
            case 'dateTime':
              fields[name] = t.field({ ...common, type: 'DateTime' })
              break
            case 'oneOf':
              fields[name] = t.field({ ...common, type: enums(kind.name, name) })
              break
            case 'reference':
              fields[name] = t.id({ ...common, description: `${both(field.words)}: the id of a ${field.to}` })
          }
        }
        fields['evidence'] = t.field({
          type: [evidence],
          description: suffix === 'Patch' ? 'Replaces all of its evidence.' : 'The words that it rests on.',
        })
        return fields
      },
    })
  const inputs = new Map(model.kinds.map((kind) => [kind.name, ofKind(kind, 'Input')]))
  const patches = new Map(model.kinds.map((kind) => [kind.name, ofKind(kind, 'Patch')]))
  const pick = (map: ReadonlyMap<string, InputRef<Input>>, kind: string) => {
    const input = map.get(kind)
    if (input === undefined) throw new Error(`No input was made for kind ${kind}`)
    return input
  }
  return {
    whole: (kind) => pick(inputs, kind),
    patch: (kind) => pick(patches, kind),
    link: builder.inputRef<Input>('LinkInput').implement({
      description: 'A link from one node to another; the kinds at its ends must fit its type.',
      fields: (t) => ({
        type: t.field({ type: linkType, required: true }),
        from: t.id({ required: true }),
        to: t.id({ required: true }),
        note: t.string(),
        confidence: t.float({ description: 'From 0 to 1.' }),
        status: t.field({ type: linkStatus, description: 'ACCEPTED where it is left out.' }),
        evidence: t.field({ type: [evidence], description: 'The words that it rests on.' }),
      }),
    }),
    linkPatch: builder.inputRef<Input>('LinkPatch').implement({
      description:
        'What to change of a link; what is left out stays, and null clears. Its ends and type stay.',
      fields: (t) => ({
        note: t.string(),
        confidence: t.float({ description: 'From 0 to 1.' }),
        status: t.field({ type: linkStatus }),
        evidence: t.field({ type: [evidence], description: 'Replaces all of its evidence.' }),
      }),
    }),
  }
}

/** A field that follows from a text may be left out where the text is given. */
const isDemanded = (field: Field): boolean =>
  field.required &&
  !(field.type === 'text' && field.digestOf !== undefined) &&
  !(field.type === 'integer' && field.lengthOf !== undefined)
