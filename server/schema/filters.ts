import type { InputRef } from '@pothos/core'
import { encodingOf, isSortable, scalarsOf, upperFirst } from '../model/index.ts'
import type { Relation, ScalarField } from '../model/index.ts'
import { comparing } from '../query/index.ts'
import type { FilterMeta } from '../query/index.ts'
import type { Base } from './builder.ts'
import type { Enums } from './enums.ts'
import { found } from './input.ts'
import type { Input, InputFields, Types } from './input.ts'
import { createOperators } from './operators.ts'
import { createSorts } from './sorts.ts'

/** What a list is asked with: which rows, and in which order. */
export interface ListInputs {
  readonly filter: InputRef<Input>
  readonly sort: InputRef<Input>
}

export interface Filters {
  /** For all nodes of a kind. */
  of(kind: string): ListInputs
  /** For the nodes that a relation leads to; over a link, the link itself can be asked about too. */
  across(relation: Relation): ListInputs
}

type InputFieldsOf = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>

/** The filter and sort inputs of every kind and link: operators are fields, links nest. */
export function createFilters(base: Base, enums: Enums): Filters {
  const { builder, model } = base
  const operators = createOperators(base, enums)
  const sorts = createSorts(base)
  const linked = new Set(model.links.flatMap(({ from, to }) => [from, to]))
  const plain = new Map(
    model.kinds.map(({ name }) => [name, builder.inputRef<Input>(`${name}Filter`)] as const),
  )
  const overLink = new Map(
    [...linked].map((name) => [name, builder.inputRef<Input>(`Linked${name}Filter`)] as const),
  )
  const across = ({ link, to }: Relation) => found(link === undefined ? plain : overLink, to)
  const link = builder.inputRef<Input>('LinkFilter')
  const evidence = builder.inputRef<Input>('EvidenceFilter')
  const evidenceList = builder.inputRef<Input>('EvidenceListFilter').implement({
    description: 'What must hold of the evidence that a node or a link rests on.',
    fields: (t) => quantified(t, evidence),
  })

  /** What nodes and links have in common. */
  const claims = (t: InputFieldsOf): InputFields => ({
    id: compared(t, operators.id, identifying),
    version: compared(t, operators.integer, property('version', 'integer')),
    createdAt: compared(t, operators.dateTime, property('createdAt', 'dateTime')),
    updatedAt: compared(t, operators.dateTime, property('updatedAt', 'dateTime')),
    evidence: compared(t, evidenceList, { compare: 'evidence' }),
    evidenceCount: compared(t, operators.count, { compare: 'evidenceCount' }),
  })

  link.implement({
    description: 'Which links, by what they say of themselves: every condition given must hold.',
    fields: (t) => ({
      ...claims(t),
      note: compared(t, operators.text, property('note')),
      confidence: compared(t, operators.decimal, property('confidence')),
      status: compared(t, operators.linkStatus, property('status')),
      ...combined(t, link),
    }),
  })

  evidence.implement({
    description: 'Which pieces of evidence: every condition given must hold.',
    fields: (t) => ({
      id: compared(t, operators.id, identifying),
      mention: compared(t, operators.text, property('mention')),
      start: compared(t, operators.integer, property('start', 'integer')),
      end: compared(t, operators.integer, property('end', 'integer')),
      note: compared(t, operators.text, property('note')),
      passage: compared(t, found(plain, 'Passage'), { compare: 'owner', step: quotes }),
      ...combined(t, evidence),
    }),
  })

  for (const kind of model.kinds) {
    const relations = model.relations(kind.name).map((relation) => ({
      relation,
      list: relation.single
        ? null
        : builder.inputRef<Input>(`${relation.from}${upperFirst(relation.name)}Filter`).implement({
            fields: (t) => ({
              ...quantified(t, across(relation)),
              count: t.field({ type: operators.count }),
            }),
          }),
    }))
    const own = (t: InputFieldsOf): InputFields => ({
      ...claims(t),
      ...Object.fromEntries(
        scalarsOf(kind).map(([name, field]) => [
          name,
          compared(t, operators.of(kind, name, field), scalar(name, field)),
        ]),
      ),
      ...Object.fromEntries(
        relations.map(({ relation, list }) => [
          relation.name,
          list === null
            ? compared(t, across(relation), { compare: 'owner', step: relation })
            : compared(t, list, { compare: 'related', relation }),
        ]),
      ),
    })
    const things = kind.pluralWords.en.toLowerCase()
    const self = found(plain, kind.name)
    self.implement({
      description: `Which ${things}: every condition given must hold.`,
      fields: (t) => ({ ...own(t), ...combined(t, self) }),
    })
    if (!linked.has(kind.name)) continue
    const far = found(overLink, kind.name)
    far.implement({
      description: `Which ${things} at the other end of a link, and which links: every condition given must hold of one link and its end.`,
      fields: (t) => ({ ...own(t), link: compared(t, link, { compare: 'link' }), ...combined(t, far) }),
    })
  }
  return {
    of: (kind) => ({ filter: found(plain, kind), sort: sorts.of(kind) }),
    across: (relation) => ({ filter: across(relation), sort: sorts.across(relation) }),
  }
}

/** Evidence belongs to the passage whose words it quotes. */
const quotes = { type: 'QUOTES', direction: 'out', to: 'Passage', ambiguous: false } as const

const property = (name: string, as: 'plain' | 'integer' | 'dateTime' = 'plain'): FilterMeta => ({
  compare: 'property',
  property: name,
  as,
  identifying: false,
})

/** Ids are unique, and indexed, wherever there are any. */
const identifying: FilterMeta = { compare: 'property', property: 'id', as: 'plain', identifying: true }

function scalar(name: string, field: ScalarField): FilterMeta {
  return field.type === 'localized'
    ? { compare: 'localized', property: name }
    : {
        compare: 'property',
        property: name,
        as: encodingOf(field),
        // The text that a kind has beside its localized ones is what it is called by: a number, a short form.
        identifying: field.type === 'text' && isSortable(field),
      }
}

const compared = (t: InputFieldsOf, type: InputRef<Input>, meta: FilterMeta) =>
  t.field({ type, extensions: comparing(meta) })

const quantified = (t: InputFieldsOf, type: InputRef<Input>): InputFields => ({
  some: t.field({ type }),
  none: t.field({ type }),
  every: t.field({ type }),
})

const combined = (t: InputFieldsOf, self: InputRef<Input>): InputFields => ({
  and: t.field({ type: [self], extensions: comparing({ compare: 'and' }) }),
  or: t.field({ type: [self], extensions: comparing({ compare: 'or' }) }),
  not: t.field({ type: self, extensions: comparing({ compare: 'not' }) }),
})
