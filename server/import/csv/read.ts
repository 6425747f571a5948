import { uuidv7 } from 'uuidv7'
import { LINK_STATUSES } from '../../curate/link-properties.ts'
import { isRecord } from '../../curate/validate.ts'
import type { Kind, Model, Relation } from '../../model/index.ts'
import type { EndReference, Where } from '../items.ts'
import { MAX_LINK_ID, isId } from '../raw.ts'
import type { Reading } from '../reading.ts'
import { numberOf, textOf, valueOf } from './cells.ts'
import {
  LINK_COLUMNS,
  SEPARATOR,
  folded,
  linksOf,
  meaningsOf,
  signatureOf,
  suggest,
  suggestFor,
} from './mapping.ts'
import type { CsvMapping, GivenMapping } from './mapping.ts'
import { BrokenTable, readTable } from './table.ts'
import type { Row } from './table.ts'

/** Finds the mapping that is kept for a header's signature. */
export type KeptMapping = (signature: string) => Promise<CsvMapping | undefined>

/**
 * Reads a table: by the mapping that it is given, else by the one that is kept for its header, else by the one that its
 * header suggests. A cell in which nothing stands says nothing.
 */
export async function readCsv(
  reading: Reading,
  file: number,
  bytes: AsyncIterable<Uint8Array>,
  given: GivenMapping | undefined,
  kept: KeptMapping,
): Promise<void> {
  let take: ((row: Row) => void) | null = null
  try {
    for await (const row of readTable(bytes)) {
      if (take !== null) {
        take(row)
        await reading.flush()
        continue
      }
      const mapping = await mappingOf(reading, file, row.cells, given, kept)
      if (mapping === null) return
      take = takerOf(reading, file, row.cells, mapping)
    }
    if (take === null) reading.reportFile(file, 1, 'is empty: its first line names the columns')
  } catch (error) {
    if (!(error instanceof BrokenTable)) throw error
    reading.reportFile(file, error.line, error.message)
  }
}

async function mappingOf(
  reading: Reading,
  file: number,
  header: readonly string[],
  given: GivenMapping | undefined,
  kept: KeptMapping,
): Promise<CsvMapping | null> {
  const { model } = reading
  const signature = signatureOf(header)
  const named = given ?? (await kept(signature))
  if (named !== undefined) {
    const known = 'columns' in named ? named : chosen(model, header, named.kind)
    const problem = mappingProblem(model, known, header)
    if (problem === null) {
      reading.mappings.set(signature, known as CsvMapping)
      return known as CsvMapping
    }
    reading.reportFile(file, 1, problem, 'MAPPING')
    return null
  }
  const { mapping, alternatives } = suggest(model, header, reading.files[file]?.name ?? '')
  if (alternatives.length === 0) {
    reading.mappings.set(signature, mapping)
    return mapping
  }
  reading.reportFile(
    file,
    1,
    `may hold any of ${[mapping.kind, ...alternatives].join(', ')}: say in a mapping of which kind its rows are`,
    'MAPPING',
  )
  return null
}

/** What a header says of rows of a kind; a kind that there is not is left to be refused. */
const chosen = (model: Model, header: readonly string[], kind: string | null): unknown =>
  kind === null || model.kinds.some(({ name }) => name === kind)
    ? suggestFor(model, header, kind)
    : { kind, separator: SEPARATOR, columns: header.map(() => '') }

/** What is wrong with a mapping, for a table of this header; null for nothing. */
export function mappingProblem(model: Model, mapping: unknown, header: readonly string[]): string | null {
  if (!isRecord(mapping)) return 'needs a mapping of its columns, { kind, separator, columns }'
  const { kind, separator, columns } = mapping
  const declared = model.kinds.find(({ name }) => name === kind)
  if (declared === undefined && kind !== null)
    return `the mapping’s kind must be one of ${model.kinds.map(({ name }) => name).join(', ')}, or null for links`
  if (typeof separator !== 'string' || separator === '') return 'the mapping’s separator must be text'
  if (!Array.isArray(columns) || columns.length !== header.length)
    return `the mapping must name each of the ${header.length} columns`
  const allowed: readonly string[] = declared === undefined ? LINK_COLUMNS : meaningsOf(model, declared)
  const names: readonly unknown[] = columns
  if (!names.every((name) => typeof name === 'string')) return 'the mapping must name the columns by text'
  const wrong = names.find((name) => name !== '' && !allowed.includes(name))
  if (wrong !== undefined) return `no column can be ${wrong}; it can be ${allowed.join(', ')}`
  const named = names.filter((name) => name !== '')
  const twice = named.find((name, index) => named.indexOf(name) !== index)
  if (twice !== undefined) return `two columns are ${twice}`
  return declared === undefined && !['type', 'from', 'to'].every((name) => named.includes(name))
    ? 'a table of links needs columns for type, from and to'
    : null
}

function takerOf(
  reading: Reading,
  file: number,
  header: readonly string[],
  mapping: CsvMapping,
): (row: Row) => void {
  const columns = mapping.columns.flatMap((meaning, index) => (meaning === '' ? [] : [{ meaning, index }]))
  reading.name(file, {
    name: (path) => {
      const column =
        columns.find(({ meaning }) => meaning === path) ??
        columns.find(({ meaning }) => meaning.split('.')[0] === path.split('.')[0])
      return column === undefined ? path : (header[column.index] ?? path).trim()
    },
  })
  const cellsOf = ({ cells }: Row) =>
    columns.flatMap(({ meaning, index }) => {
      const text = textOf(cells[index])
      return text === null ? [] : [{ meaning, text }]
    })
  const { kind } = mapping
  const take =
    kind === null
      ? (where: Where, row: Row) =>
          takeLinkRow(reading, where, new Map(cellsOf(row).map((c) => [c.meaning, c.text])))
      : nodeTaker(reading, reading.model.kind(kind), mapping.separator, cellsOf)
  return (row) => {
    const where = { file, line: row.line }
    if (row.cells.length > header.length && row.cells.slice(header.length).some((cell) => cell.trim() !== ''))
      reading.report(where, '', `has ${row.cells.length} cells, the header has ${header.length}`, 'FORM')
    else take(where, row)
  }
}

/** The most nodes that one cell links to: what is more can stand in further rows. */
const MAX_LINKS = 1_000

type Cell = { readonly meaning: string; readonly text: string }

function nodeTaker(
  reading: Reading,
  kind: Kind,
  separator: string,
  cellsOf: (row: Row) => Cell[],
): (where: Where, row: Row) => void {
  const links = new Map(linksOf(reading.model, kind).map((relation) => [relation.name, relation]))
  const relationsTo = (name: string): Relation[] =>
    reading.model.relations(kind.name).filter((one) => one.link !== undefined && one.name === name)
  return (where, row) => {
    const fields: Record<string, unknown> = {}
    const led: { name: string; called: string }[] = []
    let id: string | null = null
    for (const { meaning, text } of cellsOf(row)) {
      const [name = '', language] = meaning.split('.')
      const field = kind.fields[name]
      if (meaning === 'id') id = text
      else if (links.has(meaning)) {
        const parts = text.split(separator, MAX_LINKS + 1)
        if (parts.length > MAX_LINKS)
          reading.report(where, meaning, `names more than ${MAX_LINKS} nodes`, 'FORM')
        for (const part of parts) {
          const called = part.trim()
          if (called !== '') led.push({ name: meaning, called })
        }
      } else if (language !== undefined) fields[name] = { ...Object(fields[name]), [language]: text }
      else if (field !== undefined) fields[name] = valueOf(field, text)
    }
    if (id !== null && !isId(id)) {
      reading.report(where, 'id', 'must be of letters, digits, hyphens, dots, colons and underscores', 'ID')
      return
    }
    const own = id ?? uuidv7()
    reading.node({ where, kind: kind.name, id: own, fields, ...(id === null ? { isNameless: true } : {}) })
    for (const { name, called } of led) {
      const [relation] = relationsTo(name)
      if (relation === undefined) continue
      const other: EndReference = { called, kinds: relationsTo(name).map(({ to }) => to) }
      const [from, to] = relation.direction === 'out' ? [own, other] : [other, own]
      reading.link({ where, type: relation.type, id: null, from, to, properties: {}, as: name })
    }
  }
}

function takeLinkRow(reading: Reading, where: Where, cells: ReadonlyMap<string, string>): void {
  const said = cells.get('type') ?? ''
  const declared = reading.model.links.filter(({ type, reads, words }) =>
    [type, reads, words.vi, words.en].some((word) => folded(word) === folded(said)),
  )
  const [first] = declared
  if (first === undefined) {
    reading.report(where, 'type', `must be one of ${reading.model.linkTypes.join(', ')}`, 'KIND')
    return
  }
  const [from, to] = [cells.get('from'), cells.get('to')]
  for (const [name, cell] of [['from', from] as const, ['to', to] as const])
    if (cell === undefined) reading.report(where, name, 'is required and must not be empty', 'FORM')
  if (from === undefined || to === undefined) return
  const id = cells.get('id') ?? null
  if (id !== null && !isId(id, MAX_LINK_ID)) {
    reading.report(where, 'id', 'must be of letters, digits, hyphens, dots, colons and underscores', 'ID')
    return
  }
  const confidence = cells.get('confidence')
  const status = cells.get('status')
  const note = cells.get('note')
  reading.link({
    where,
    type: first.type,
    id,
    from: { called: from, kinds: [...new Set(declared.map((link) => link.from))] },
    to: { called: to, kinds: [...new Set(declared.map((link) => link.to))] },
    properties: {
      ...(note === undefined ? {} : { note }),
      ...(confidence === undefined ? {} : { confidence: numberOf(confidence) }),
      ...(status === undefined
        ? {}
        : { status: LINK_STATUSES.find((one) => folded(one) === folded(status)) ?? status }),
    },
  })
}
