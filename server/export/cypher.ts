import type { EvidenceState, LinkState, NodeState } from '../curate/state.ts'
import { isRecord } from '../curate/validate.ts'
import { identifier, propertiesOf, referenceType, referencesOf, scalarsOf } from '../model/index.ts'
import type { Kind, Model, ScalarField } from '../model/index.ts'
import type { Format } from './format.ts'
import type { Source } from './source.ts'
import { textOf } from './text-of.ts'

/** Rows of one statement, each of which Neo4j has to parse and plan anew. */
const TOGETHER = 500

/**
 * A script that makes the graph in an empty Neo4j 5 or newer which knows nothing of this service. What is pointed to and
 * is no part of the export is made too, with its id alone.
 */
export const cypher: Format = {
  name: 'cypher',
  extension: 'cypher',
  mediaType: 'application/x-cypher',
  isOneTable: false,
  async *write(source) {
    const { model, seq, exportedAt } = source
    yield `// Lesson Graph as of sequence number ${seq}, exported at ${exportedAt}. For an empty Neo4j 5 or newer: cypher-shell -f FILE\n`
    yield constraints(model)
    for (const kind of source.kinds)
      yield* statements(
        rowsOf(source.nodes(kind), (state) => [nodeRow(kind, state)]),
        `CREATE (n:Entity:${identifier(kind.name)}) SET n = row`,
      )
    for (const type of source.linkTypes)
      yield* statements(
        rowsOf(source.links(type), (state) => [linkRow(state)]),
        'MATCH (a:Entity) WHERE a.id = row.from MATCH (b:Entity) WHERE b.id = row.to ' +
          `CREATE (a)-[r:${identifier(type)}]->(b) SET r = row.link`,
      )
    // Last, when all that they point to is there.
    yield* owners(source)
    yield* statements(
      evidenceRows(source),
      'MERGE (p:Entity:Passage {id: row.passage}) CREATE (e:Evidence)-[:QUOTES]->(p) SET e = row.evidence',
    )
  },
}

const constraints = (model: Model): string =>
  ['Entity', 'Evidence', ...model.kinds.map(({ name }) => name)]
    .map(
      (label) =>
        `CREATE CONSTRAINT ${label.toLowerCase()}_id IF NOT EXISTS FOR (n:${identifier(label)}) REQUIRE n.id IS UNIQUE;\n`,
    )
    .join('')

async function* owners(source: Source): AsyncGenerator<string> {
  for (const kind of source.kinds)
    for (const [name, { to }] of referencesOf(kind))
      yield* statements(
        rowsOf(source.nodes(kind), ({ id, fields }) => [
          `{id: ${text(id)}, to: ${text(textOf(fields[name]))}}`,
        ]),
        `MATCH (n:${identifier(kind.name)}) WHERE n.id = row.id MERGE (o:Entity:${identifier(to)} {id: row.to}) ` +
          `CREATE (n)-[:${identifier(referenceType(name))}]->(o)`,
      )
}

async function* evidenceRows(source: Source): AsyncGenerator<string> {
  const ofState = ({ id, evidence }: NodeState | LinkState) => evidence.map((piece) => evidenceRow(id, piece))
  for (const kind of source.kinds) yield* rowsOf(source.nodes(kind), ofState)
  for (const type of source.linkTypes) yield* rowsOf(source.links(type), ofState)
}

async function* rowsOf<State>(
  batches: AsyncIterable<readonly State[]>,
  rowsFor: (state: State) => readonly string[],
): AsyncGenerator<string> {
  for await (const states of batches) for (const state of states) yield* rowsFor(state)
}

async function* statements(rows: AsyncIterable<string>, clauses: string): AsyncGenerator<string> {
  let waiting: string[] = []
  const statement = () => `UNWIND [\n${waiting.join(',\n')}\n] AS row ${clauses};\n`
  for await (const row of rows) {
    if (waiting.push(row) < TOGETHER) continue
    yield statement()
    waiting = []
  }
  if (waiting.length > 0) yield statement()
}

type Entry = readonly [property: string, literal: string | null]

const map = (entries: readonly Entry[]): string =>
  `{${entries.flatMap(([name, literal]) => (literal === null ? [] : [`${identifier(name)}: ${literal}`])).join(', ')}}`

const nodeRow = (kind: Kind, state: NodeState): string =>
  map([
    ...stamps(state),
    ...scalarsOf(kind).flatMap(([name, field]): Entry[] => {
      const value = state.fields[name]
      if (field.type !== 'localized') return [[name, scalar(field, value)]]
      const texts = isRecord(value) ? [value['vi'], value['en']] : []
      return propertiesOf(name, field).map((property, index) => [property, scalar(field, texts[index])])
    }),
  ])

const linkRow = (state: LinkState): string =>
  `{from: ${text(state.from)}, to: ${text(state.to)}, link: ${map([
    ...stamps(state),
    ['status', text(state.status)],
    ['confidence', state.confidence === null ? null : float(state.confidence)],
    ['note', state.note === null ? null : text(state.note)],
  ])}}`

const evidenceRow = (targetId: string, { id, passageId, mention, start, end, note }: EvidenceState): string =>
  `{passage: ${text(passageId)}, evidence: ${map([
    ['id', text(id)],
    ['targetId', text(targetId)],
    ['mention', text(mention)],
    ['start', start === null ? null : String(start)],
    ['end', end === null ? null : String(end)],
    ['note', note === null ? null : text(note)],
  ])}}`

const stamps = ({ id, version, createdAt, updatedAt }: NodeState | LinkState): Entry[] => [
  ['id', text(id)],
  ['version', String(version)],
  ['createdAt', `datetime(${text(createdAt)})`],
  ['updatedAt', `datetime(${text(updatedAt)})`],
]

function scalar(field: ScalarField, value: unknown): string | null {
  if (value === null || value === undefined) return null
  switch (field.type) {
    case 'integer':
    case 'boolean':
      return textOf(value)
    case 'decimal':
      return float(Number(value))
    case 'date':
      return `date(${text(textOf(value))})`
    case 'dateTime':
      return `datetime(${text(textOf(value))})`
    case 'text':
    case 'localized':
    case 'oneOf':
      return text(textOf(value))
  }
}

/** Without a point or an exponent a number would be an integer. */
const float = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value))

/** A string that stands on one line, with nothing in it that ends it or begins an escape. */
const text = (given: string): string =>
  `'${given
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex -- control characters are what it is about
    .replace(/[\\'\u0000-\u001F\u007F]/g, escaped)}'`

function escaped(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x20 || code === 0x7f ? `\\u${code.toString(16).padStart(4, '0')}` : `\\${character}`
}
