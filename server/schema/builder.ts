import SchemaBuilder from '@pothos/core'
import { GraphQLError } from 'graphql'
import { DAY_EXAMPLE, INSTANT_EXAMPLE, dayOf, instantOf, upperSnake } from '../model/index.ts'
import type { Model, Words } from '../model/index.ts'
import type { Context } from './context.ts'

interface Types {
  Context: Context
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: string; Output: string }
    Date: { Input: string; Output: string }
    JSON: { Input: unknown; Output: unknown }
  }
  DefaultFieldNullability: false
}

export type Builder = PothosSchemaTypes.SchemaBuilder<PothosSchemaTypes.ExtendDefaultTypes<Types>>

/** A builder with the scalars and enums that every part of the schema shares. */
export function createBuilder(model: Model) {
  const builder: Builder = new SchemaBuilder<Types>({ defaultFieldNullability: false })
  builder.scalarType('DateTime', {
    description: `An instant with its offset, ISO 8601: ${INSTANT_EXAMPLE}. Answers are in UTC.`,
    serialize: (value) => value,
    parseValue: (value) => parsed(instantOf(value), INSTANT_EXAMPLE),
  })
  builder.scalarType('Date', {
    description: `A calendar day, ISO 8601: ${DAY_EXAMPLE}.`,
    serialize: (value) => value,
    parseValue: (value) => parsed(dayOf(value), DAY_EXAMPLE),
  })
  builder.scalarType('JSON', { description: 'Any JSON value.', serialize: (value) => value })
  const lang = builder.enumType('Lang', {
    description: 'A language of localized text; English falls back to Vietnamese where it is missing.',
    values: { VI: { value: 'vi' }, EN: { value: 'en' } },
  })
  const direction = builder.enumType('SortDirection', { values: ['ASC', 'DESC'] as const })
  const entityKind = builder.enumType('EntityKind', {
    description: 'The kinds of node that the graph holds.',
    values: Object.fromEntries(
      model.kinds.map((kind) => [upperSnake(kind.name), { value: kind.name, description: both(kind.words) }]),
    ),
  })
  const linkType = builder.enumType('LinkType', {
    description: 'The types of link that the graph holds.',
    values: Object.fromEntries(
      model.linkTypes.map((type) => [
        type,
        {
          description: model.links
            .filter((link) => link.type === type)
            .map((link) => `${link.from} ${link.reads} ${link.to}: ${both(link.words)}`)
            .join('; '),
        },
      ]),
    ),
  })
  const linkStatus = builder.enumType('LinkStatus', {
    description: 'What editors think of a link.',
    values: ['PROPOSED', 'ACCEPTED', 'DISPUTED'] as const,
  })
  const localizedText = builder.inputType('LocalizedTextInput', {
    description:
      'Text in two languages. In a patch a language that is left out stays as it is, and null clears it.',
    fields: (t) => ({ vi: t.string(), en: t.string() }),
  })
  const moment = builder.inputType('MomentInput', {
    description: 'A moment of the graph: its sequence number then, or an instant; one of the two.',
    fields: (t) => ({ seq: t.int(), at: t.field({ type: 'DateTime' }) }),
  })
  return { builder, model, lang, direction, entityKind, linkType, linkStatus, localizedText, moment }
}

export type Base = ReturnType<typeof createBuilder>

export const both = (words: Words): string => `${words.vi} / ${words.en}`

function parsed(value: string | null, example: string): string {
  if (value === null) throw new GraphQLError(`must be a time that exists, written like ${example}`)
  return value
}
