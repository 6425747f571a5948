import { upperSnake } from './declare.ts'
import type { Field, Kind, Link, ReferenceField, ScalarField, Words } from './declare.ts'

/** A way from one kind to another, in one direction: a link, or a reference field. */
export interface Relation {
  /** The GraphQL field on `from`. */
  readonly name: string
  readonly from: string
  readonly to: string
  /** The Neo4j relationship type. */
  readonly type: string
  readonly direction: 'out' | 'in'
  /** Read as one object instead of a connection. */
  readonly single: boolean
  /** Another declaration shares the relationship type, so that the far label must be checked. */
  readonly ambiguous: boolean
  /** Absent for references: those carry no properties of their own. */
  readonly link?: Link
  readonly words: Words
}

/** What the graph can hold, with the look-ups that every room needs. */
export interface Model {
  readonly kinds: readonly Kind[]
  readonly links: readonly Link[]
  readonly linkTypes: readonly string[]
  /** @throws Error when no kind has this name: a mistake in code, never in a request. */
  kind(name: string): Kind
  /** All that leads away from a kind, in declaration order. */
  relations(kind: string): readonly Relation[]
  /** The declaration for a type between two kinds, if there is one. */
  linkBetween(type: string, from: string, to: string): Link | undefined
}

const reserved = [
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'kind',
  'evidence',
  'evidenceCount',
  'link',
  'count',
  'and',
  'or',
  'not',
]
const reservedKinds = [
  'Entity',
  'Node',
  'Link',
  'Evidence',
  'Clock',
  'ChangeSet',
  'Change',
  'ImportMapping',
  'Person',
  'Session',
  'ApiKey',
  'SigningKey',
  'AccessTurn',
  'AuditRecord',
  'Viewer',
  'Query',
  'Mutation',
]
/**
 * What the graph's own relationships are called: evidence quotes passages, change sets include changes, touch nodes by them,
 * and undo each other.
 */
const reservedTypes = ['QUOTES', 'INCLUDES', 'TOUCHES', 'UNDOES']
const pascal = /^[A-Z][A-Za-z0-9]*$/
const camel = /^[a-z][A-Za-z0-9]*$/
const upper = /^[A-Z][A-Z0-9_]*$/

/**
 * Checks the declarations against each other and indexes them.
 * @throws Error naming every declaration that is wrong, one a line.
 */
export function createModel(declared: { kinds: readonly Kind[]; links: readonly Link[] }): Model {
  const { kinds, links } = declared
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  const relations = new Map(kinds.map((kind) => [kind.name, relationsOf(kind, kinds, links)]))
  const problems = [...kindProblems(kinds), ...linkProblems(links, byName), ...clashes(kinds, relations)]
  if (problems.length > 0) throw new Error(`The model does not hold:\n${problems.join('\n')}`)
  return {
    kinds,
    links,
    linkTypes: [...new Set(links.map((link) => link.type))],
    kind(name) {
      const found = byName.get(name)
      if (found === undefined) throw new Error(`No kind ${name} in the model`)
      return found
    },
    relations: (name) => relations.get(name) ?? [],
    linkBetween: (type, from, to) => links.find((l) => l.type === type && l.from === from && l.to === to),
  }
}

function relationsOf(kind: Kind, kinds: readonly Kind[], links: readonly Link[]): Relation[] {
  const ambiguous = (link: Link) => links.some((other) => other !== link && other.type === link.type)
  const base = (link: Link) => ({
    type: link.type,
    single: false,
    ambiguous: ambiguous(link),
    link,
  })
  return [
    ...referencesOf(kind).map(([name, field]): Relation => ({
      name,
      from: kind.name,
      to: field.to,
      type: referenceType(name),
      direction: 'out',
      single: true,
      ambiguous: false,
      words: field.words,
    })),
    ...kinds.flatMap((other) =>
      referencesOf(other)
        .filter(([, field]) => field.to === kind.name)
        .map(([name, field]): Relation => ({
          name: field.reverse,
          from: kind.name,
          to: other.name,
          type: referenceType(name),
          direction: 'in',
          single: false,
          ambiguous: true,
          words: field.reverseWords,
        })),
    ),
    ...links
      .filter((link) => link.from === kind.name)
      .map((link): Relation => ({
        ...base(link),
        name: link.reads,
        from: link.from,
        to: link.to,
        direction: 'out',
        words: link.words,
      })),
    ...links
      .filter((link) => link.to === kind.name)
      .map((link): Relation => ({
        ...base(link),
        name: link.reverse,
        from: link.to,
        to: link.from,
        direction: 'in',
        words: link.reverseWords,
      })),
  ]
}

function kindProblems(kinds: readonly Kind[]): string[] {
  const names = new Set(kinds.map((kind) => kind.name))
  const problems: string[] = []
  for (const name of repeated(kinds.map((kind) => kind.name))) problems.push(`kind ${name}: declared twice`)
  for (const plural of repeated(kinds.map((kind) => kind.plural)))
    problems.push(`plural ${plural}: declared twice`)
  for (const kind of kinds) {
    const bad = (what: string) => problems.push(`kind ${kind.name}: ${what}`)
    if (!pascal.test(kind.name) || reservedKinds.includes(kind.name))
      bad('the name must be PascalCase and free')
    if (!camel.test(kind.plural)) bad('the plural must be camelCase')
    if (kind.plural === lowerFirst(kind.name)) bad('the plural must differ from the name')
    for (const [name, field] of Object.entries(kind.fields)) {
      if (!camel.test(name) || reserved.includes(name)) bad(`field ${name} must be camelCase and free`)
      if (field.type === 'oneOf' && !Object.keys(field.values).every((value) => upper.test(value)))
        bad(`the values of ${name} must be UPPER_SNAKE_CASE`)
      if (field.type === 'reference' && !names.has(field.to))
        bad(`${name} refers to ${field.to}, which is no kind`)
      const of =
        field.type === 'text' ? field.digestOf : field.type === 'integer' ? field.lengthOf : undefined
      if (of !== undefined && kind.fields[of]?.type !== 'text')
        bad(`${name} is derived from ${of}, which is no text`)
    }
    if ('field' in kind.titledBy) {
      const titled = kind.fields[kind.titledBy.field]
      if (titled?.type !== 'localized' || !titled.required)
        bad('titledBy must name a required localized field')
      if (kind.titledBy.field !== 'title' && kind.fields['title'] !== undefined)
        bad('a field called title must be the one that titles it')
    } else {
      const number = kind.fields[kind.titledBy.number]
      if (number?.type !== 'integer' || !number.required) bad('titledBy must name a required integer field')
      if (kind.fields['title'] !== undefined) bad('a kind titled by a number has no field called title')
    }
  }
  return problems
}

function linkProblems(links: readonly Link[], kinds: ReadonlyMap<string, Kind>): string[] {
  const problems: string[] = []
  for (const link of links) {
    const bad = (what: string) => problems.push(`link ${link.from} ${link.reads} ${link.to}: ${what}`)
    if (!kinds.has(link.from)) bad(`${link.from} is no kind`)
    if (!kinds.has(link.to)) bad(`${link.to} is no kind`)
    if (!camel.test(link.reads) || !camel.test(link.reverse)) bad('reads and reverse must be camelCase')
    if (!upper.test(link.type) || reservedTypes.includes(link.type))
      bad('the type must be UPPER_SNAKE_CASE and free')
    if (
      [...kinds.values()].some((kind) =>
        referencesOf(kind).some(([name]) => referenceType(name) === link.type),
      )
    )
      bad(`the type ${link.type} is that of a reference field`)
    if (link.acyclic && link.from !== link.to) bad('only a link between nodes of one kind can be acyclic')
  }
  for (const key of repeated(links.map((link) => `${link.type} ${link.from} ${link.to}`)))
    problems.push(`link ${key}: declared twice`)
  return problems
}

function clashes(kinds: readonly Kind[], relations: ReadonlyMap<string, readonly Relation[]>): string[] {
  return kinds.flatMap((kind) =>
    repeated([
      ...scalarsOf(kind).flatMap(([name, field]) =>
        field.type === 'localized'
          ? [name, textsName(name)]
          : field.type === 'date' || field.type === 'dateTime'
            ? [name, yearName(name)]
            : [name],
      ),
      ...(relations.get(kind.name) ?? []).map((relation) => relation.name),
      ...reserved,
    ]).map((name) => `kind ${kind.name}: ${name} is declared twice`),
  )
}

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, index) => values.indexOf(value) !== index)),
]

export const isScalar = (field: Field): field is ScalarField => field.type !== 'reference'

/** The fields that are properties of the node itself. */
export const scalarsOf = (kind: Kind): [string, ScalarField][] =>
  Object.entries(kind.fields).flatMap(([name, field]) => (isScalar(field) ? [[name, field]] : []))

/** The text fields of which each value stands for one node. */
export const uniqueFieldsOf = (kind: Kind): string[] =>
  scalarsOf(kind).flatMap(([name, field]) => (field.type === 'text' && field.unique ? [name] : []))

export const referencesOf = (kind: Kind): [string, ReferenceField][] =>
  Object.entries(kind.fields).flatMap(([name, field]) => (isScalar(field) ? [] : [[name, field]]))

/** The GraphQL field that reads both languages of a localized field. */
export const textsName = (field: string): string => `${field}Texts`

/** What the year of a date or an instant is called where nodes are grouped by it. */
export const yearName = (field: string): string => `${field}Year`

/** The Neo4j relationship type of a reference field. */
export const referenceType = (field: string): string => upperSnake(field)

export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)
