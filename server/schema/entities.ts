import type { FieldRef, InterfaceRef, ObjectRef } from '@pothos/core'
import { encodingOf, scalarsOf, textsName, upperFirst } from '../model/index.ts'
import type { Kind, Relation, ScalarField } from '../model/index.ts'
import { reading } from '../query/index.ts'
import type { FieldMeta } from '../query/index.ts'
import { both } from './builder.ts'
import type { Base } from './builder.ts'
import { connectionArgs } from './connections.ts'
import type { Connections } from './connections.ts'
import { fromPlan } from './context.ts'
import type { Written } from './context.ts'
import type { Enums } from './enums.ts'
import type { Filters } from './filters.ts'

export type Types = Base['builder']['$inferSchemaTypes']
type Fields = Record<string, FieldRef<Types>>
type FieldsOf = PothosSchemaTypes.ObjectFieldBuilder<Types, Written>

/** The output types of the graph, each made once. */
export interface Entities {
  readonly node: InterfaceRef<Types, Written>
  readonly entity: InterfaceRef<Types, Written>
  readonly link: ObjectRef<Types, Written>
  kind(name: string): ObjectRef<Types, Written>
  /** The connection of all nodes of a kind. */
  list(kind: string): ObjectRef<Types, Written>
}

/** Kinds, their interface, their links as connections, and the evidence below them. */
export function createEntities(
  base: Base,
  enums: Enums,
  filters: Filters,
  connection: Connections,
): Entities {
  const { builder, model } = base
  const localizedText = builder.objectRef<Written>('LocalizedText').implement({
    description: 'A text in both languages, as it was written.',
    fields: (t) => ({
      vi: t.string({ nullable: true, resolve: fromPlan }),
      en: t.string({ nullable: true, resolve: fromPlan }),
    }),
  })
  const node = builder.interfaceRef<Written>('Node')
  const entity = builder.interfaceRef<Written>('Entity')
  const claim = builder.interfaceRef<Written>('Claim')
  const linkProperties = builder.interfaceRef<Written>('LinkProperties')
  const link = builder.objectRef<Written>('Link')
  const evidence = builder.objectRef<Written>('Evidence')
  const kinds = new Map(model.kinds.map((kind) => [kind.name, builder.objectRef<Written>(kind.name)]))
  const kindRef = (name: string) => {
    const ref = kinds.get(name)
    if (ref === undefined) throw new Error(`No type was made for kind ${name}`)
    return ref
  }
  node.implement({
    description: 'Anything that has an id of its own: a node of the graph or a link.',
    resolveType: fromPlan,
    fields: (t) => ({ id: t.id({ extensions: reading(plain('id')), resolve: fromPlan }) }),
  })

  claim.implement({
    description: 'What rests on evidence, is versioned and can be changed: a node or a link.',
    resolveType: fromPlan,
    fields: (t) => ({
      id: t.id({ extensions: reading(plain('id')), resolve: fromPlan }),
      version: t.int({
        description: 'Counts the changes; name it as expectedVersion when changing or deleting.',
        extensions: reading(whole('version')),
        resolve: fromPlan,
      }),
      createdAt: t.field({
        type: 'DateTime',
        extensions: reading(instant('createdAt')),
        resolve: fromPlan,
      }),
      updatedAt: t.field({
        type: 'DateTime',
        extensions: reading(instant('updatedAt')),
        resolve: fromPlan,
      }),
      evidence: t.field({
        type: [evidence],
        description: 'The words that it rests on.',
        extensions: reading({ read: 'evidence' }),
        resolve: fromPlan,
      }),
      evidenceCount: t.int({ extensions: reading({ read: 'evidenceCount' }), resolve: fromPlan }),
    }),
  })

  entity.implement({
    description: 'A node of the graph, of any kind.',
    interfaces: [node, claim],
    resolveType: fromPlan,
    fields: (t) => ({
      kind: t.field({
        type: base.entityKind,
        extensions: reading({ read: 'label' }),
        resolve: fromPlan,
      }),
      title: t.string({
        description: 'What it is called.',
        args: { lang: t.arg({ type: base.lang, required: true, defaultValue: 'vi' }) },
        resolve: fromPlan,
      }),
    }),
  })

  linkProperties.implement({
    description: 'What a link says of itself, on an edge or read on its own.',
    interfaces: [claim],
    resolveType: fromPlan,
    fields: (t) => ({
      type: t.field({
        type: base.linkType,
        extensions: reading({ read: 'relationshipType' }),
        resolve: fromPlan,
      }),
      note: t.string({ nullable: true, extensions: reading(plain('note')), resolve: fromPlan }),
      confidence: t.float({
        nullable: true,
        description: 'From 0 to 1.',
        extensions: reading(plain('confidence')),
        resolve: fromPlan,
      }),
      status: t.field({
        type: base.linkStatus,
        extensions: reading(plain('status')),
        resolve: fromPlan,
      }),
    }),
  })

  link.implement({
    description: 'A link between two nodes, with the words that it rests on.',
    interfaces: [node, claim, linkProperties],
    fields: (t) => ({
      from: t.field({
        type: entity,
        extensions: reading({ read: 'end', end: 'from' }),
        resolve: fromPlan,
      }),
      to: t.field({ type: entity, extensions: reading({ read: 'end', end: 'to' }), resolve: fromPlan }),
    }),
  })

  evidence.implement({
    description: 'Words of a passage that a node or a link rests on.',
    fields: (t) => ({
      id: t.id({ extensions: reading(plain('id')), resolve: fromPlan }),
      mention: t.string({ extensions: reading(plain('mention')), resolve: fromPlan }),
      start: t.int({
        nullable: true,
        description:
          "Where the mention starts in the passage's text, in UTF-16 code units; null when not known.",
        extensions: reading(whole('start')),
        resolve: fromPlan,
      }),
      end: t.int({
        nullable: true,
        extensions: reading(whole('end')),
        resolve: fromPlan,
      }),
      note: t.string({ nullable: true, extensions: reading(plain('note')), resolve: fromPlan }),
      targetId: t.id({
        description: 'The node or link that it supports.',
        extensions: reading(plain('targetId')),
        resolve: fromPlan,
      }),
      passage: t.field({
        type: kindRef('Passage'),
        extensions: reading({ read: 'far' }),
        resolve: fromPlan,
      }),
    }),
  })

  const lists = new Map(model.kinds.map((kind) => [kind.name, connection(kind.name, kindRef(kind.name))]))

  for (const kind of model.kinds) {
    const relations = model.relations(kind.name).map((relation) => ({
      relation,
      list: relation.single
        ? null
        : connection(
            `${kind.name}${upperFirst(relation.name)}`,
            kindRef(relation.to),
            relation.link === undefined ? [] : [claim, linkProperties],
          ),
    }))
    kindRef(kind.name).implement({
      description: both(kind.words),
      interfaces: [node, claim, entity],
      fields: (t) => ({
        ...ownFields(t, kind),
        ...Object.fromEntries(
          relations.map(({ relation, list: type }) => [
            relation.name,
            type === null ? single(t, relation) : many(t, relation, type),
          ]),
        ),
      }),
    })
  }

  function ownFields(t: FieldsOf, kind: Kind): Fields {
    const titled: Fields =
      'title' in kind.fields
        ? {}
        : {
            title: t.string({
              args: { lang: t.arg({ type: base.lang, required: true, defaultValue: 'vi' }) },
              extensions: reading({ read: 'title', titledBy: kind.titledBy }),
              resolve: fromPlan,
            }),
          }
    return {
      ...titled,
      ...Object.fromEntries(scalarsOf(kind).map(([name, field]) => [name, scalar(t, kind, name, field)])),
      ...Object.fromEntries(
        scalarsOf(kind)
          .filter(([, field]) => field.type === 'localized')
          .map(([name, field]) => [textsName(name), texts(t, name, field)]),
      ),
    }
  }

  function scalar(t: FieldsOf, kind: Kind, name: string, field: ScalarField): FieldRef<Types> {
    const nullable = !field.required
    const description = both(field.words)
    const extensions = reading(
      field.type === 'localized'
        ? { read: 'localized', property: name }
        : { read: 'property', property: name, as: encodingOf(field) },
    )
    const common = { nullable, description, extensions }
    switch (field.type) {
      case 'text':
        return t.string({ ...common, resolve: fromPlan })
      case 'localized':
        return t.string({
          ...common,
          args: { lang: t.arg({ type: base.lang, required: true, defaultValue: 'vi' }) },
          resolve: fromPlan,
        })
      case 'integer':
        return t.int({ ...common, resolve: fromPlan })
      case 'decimal':
        return t.float({ ...common, resolve: fromPlan })
      case 'boolean':
        return t.boolean({ ...common, resolve: fromPlan })
      case 'date':
        return t.field({ ...common, type: 'Date', resolve: fromPlan })
      case 'dateTime':
        return t.field({ ...common, type: 'DateTime', resolve: fromPlan })
      case 'oneOf':
        return t.field({ ...common, type: enums(kind.name, name), resolve: fromPlan })
    }
  }

  const texts = (t: FieldsOf, name: string, field: ScalarField) =>
    t.field({
      type: localizedText,
      description: both(field.words),
      extensions: reading({ read: 'texts', property: name }),
      resolve: fromPlan,
    })

  const single = (t: FieldsOf, relation: Relation) =>
    t.field({
      type: kindRef(relation.to),
      description: both(relation.words),
      extensions: reading({ read: 'relation', relation }),
      resolve: fromPlan,
    })

  const many = (t: FieldsOf, relation: Relation, type: ObjectRef<Types, Written>) =>
    t.field({
      type,
      description: both(relation.words),
      args: connectionArgs(t.arg, filters.across(relation)),
      extensions: reading({ read: 'relation', relation }),
      resolve: fromPlan,
    })

  return {
    node,
    entity,
    link,
    kind: kindRef,
    list: (kind) => {
      const type = lists.get(kind)
      if (type === undefined) throw new Error(`No connection was made for kind ${kind}`)
      return type
    },
  }
}

const plain = (property: string): FieldMeta => ({ read: 'property', property, as: 'plain' })
const instant = (property: string): FieldMeta => ({ read: 'property', property, as: 'dateTime' })
const whole = (property: string): FieldMeta => ({ read: 'property', property, as: 'integer' })
