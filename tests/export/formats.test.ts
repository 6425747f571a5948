import { parse as parseCsv } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { DirectedGraph } from 'graphology'
import { parse as parseGraphml } from 'graphology-graphml'
import jsonld from 'jsonld'
import type { JsonLdDocument } from 'jsonld'
import { Parser, Store as Triples } from 'n3'
import type { Quad } from 'n3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { titleOf } from '../../server/curate/state.ts'
import type { EvidenceState } from '../../server/curate/state.ts'
import type { LocalizedText } from '../../server/curate/validate.ts'
import { rowsOf } from '../../server/export/csv/table.ts'
import { model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { CONTROLLED, addControlled, addHostile, ask, exported, graphOf } from './support.ts'
import type { Graph } from './support.ts'

// One graph with hostile texts in it; each format is read back by a parser that is not ours, and compared whole.

let service: Service
let graph: Graph
beforeAll(async () => {
  service = await startService()
  await addHostile(service)
  await addControlled(service)
  graph = await graphOf(service)
})
afterAll(() => service.close())

const piece = ({ passageId, mention, start, note }: EvidenceState) => ({
  passage: passageId,
  mention,
  start,
  note,
})

test('the graph that is compared has what is hard to write', () => {
  const texts = graph.nodes.flatMap(({ fields }) => JSON.stringify(fields))
  for (const hard of ['\\u0041', ']]>', '😀', '\u0007', 'Đồng bằng', '\uFFFE'])
    expect(texts.some((text) => text.includes(JSON.stringify(hard).slice(1, -1)))).toBe(true)
})

test('JSON is exact, an item a line', async () => {
  const text = await exported(service, { format: 'json' })
  const { exportedAt, ...rest } = JSON.parse(text) as Record<string, unknown>
  expect(new Date(String(exportedAt)).toISOString()).toBe(exportedAt)
  expect(rest).toEqual({
    format: 'lesson-graph',
    version: 1,
    seq: graph.seq,
    nodes: graph.nodes.map(({ kind, id, fields, evidence }) => ({
      kind,
      id,
      fields,
      evidence: evidence.map(piece),
    })),
    links: graph.links.map(({ type, id, from, to, note, confidence, status, evidence }) => ({
      type,
      id,
      from,
      to,
      note,
      confidence,
      status,
      evidence: evidence.map(piece),
    })),
  })
  const items = text.split('\n').filter((line) => /^\{"(kind|type)":.*\},?$/s.test(line))
  expect(items).toHaveLength(graph.nodes.length + graph.links.length)
})

describe('tables', () => {
  const table = (text: string) => parseCsv<Record<string, string>>(text, { bom: true, columns: true })
  /** What a spreadsheet shows: text without the apostrophe that kept it from being a formula. */
  const shown = (cell: string | undefined) => cell?.replace(/^'(?=[=+\-@\t\r])/, '')

  test('a kind is a table with a byte order mark, in which nothing is a formula', async () => {
    const text = await exported(service, { format: 'csv', kind: 'Directive' })
    expect(text.startsWith('\uFEFFid,form,number,issuedOn,title.vi,title.en,')).toBe(true)
    const rows = table(text)
    const nodes = graph.nodes.filter(({ kind }) => kind === 'Directive')
    expect(rows.map(({ id }) => id)).toEqual(nodes.map(({ id }) => id))
    for (const [index, { fields, version, updatedAt }] of nodes.entries()) {
      const title = fields['title'] as LocalizedText
      expect(shown(rows[index]?.['title.vi'])).toBe(title.vi)
      expect(shown(rows[index]?.['title.en'])).toBe(title.en ?? '')
      expect(shown(rows[index]?.['number'])).toBe(fields['number'] ?? '')
      expect(rows[index]?.['issuedOn']).toBe(fields['issuedOn'] ?? '')
      expect([rows[index]?.['version'], rows[index]?.['updatedAt']]).toEqual([String(version), updatedAt])
    }
    const cells = rows.flatMap((row) => Object.values(row))
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(cells).toContain('\'=HYPERLINK("x")')
  })

  test('a cell is quoted where it needs to be, and no formula; a number is never one', () => {
    const columns = [
      { header: 'text', cell: ([text]: readonly [string, number]) => text },
      { header: 'number', cell: ([, number]: readonly [string, number]) => number },
    ]
    expect(
      rowsOf(columns, [
        ['a"b,\n', -3],
        ['=1+1', 4],
        ['@x', 0.5],
        ['a=1', 1e21],
      ]),
    ).toBe('"a""b,\n",-3\r\n\'=1+1,4\r\n\'@x,0.5\r\na=1,1e+21\r\n')
  })

  test('headings and values are in words where a language is named', async () => {
    const rows = table(await exported(service, { format: 'csv', kind: 'Directive', lang: 'vi' }))
    expect(rows.find(({ id }) => id === 'directive-05')).toMatchObject({
      'Loại văn kiện': 'Chỉ thị',
      'Tên gọi (vi)': 'Chỉ thị 05 của Bộ Chính trị',
    })
  })

  test('all tables are in one ZIP file, with the links and the evidence', async () => {
    const response = await ask(service, { format: 'zip' })
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    expect(Object.keys(files)).toEqual([
      ...model.kinds.map(({ plural }) => `${plural}.csv`),
      'links.csv',
      'evidence.csv',
    ])
    const read = (name: string) => table(strFromU8(files[`${name}.csv`] ?? new Uint8Array()))
    for (const { name, plural } of model.kinds)
      expect(read(plural).map(({ id }) => id)).toEqual(
        graph.nodes.filter(({ kind }) => kind === name).map(({ id }) => id),
      )
    const text = (value: string | number | null) => String(value ?? '')
    expect(
      read('links').map(({ id, type, from, to, note, confidence, status }) => [
        id,
        type,
        from,
        to,
        shown(note),
        confidence,
        status,
      ]),
    ).toEqual(
      graph.links.map(({ id, type, from, to, note, confidence, status }) =>
        [id, type, from, to, note, confidence, status].map(text),
      ),
    )
    expect(
      read('evidence').map(({ target, passage, mention, start, note }) => [
        target,
        passage,
        shown(mention),
        start,
        shown(note),
      ]),
    ).toEqual(
      [...graph.nodes, ...graph.links].flatMap(({ id, evidence }) =>
        evidence.map(({ passageId, mention, start, note }) =>
          [id, passageId, mention, start, note].map(text),
        ),
      ),
    )
  })
})

/** What XML cannot hold stands as the replacement character. */
const inXml = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what it is about
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')

test('GraphML is read by graphology, every node and link with its attributes', async () => {
  const read = parseGraphml(DirectedGraph, await exported(service, { format: 'graphml' }))
  expect(read.nodes()).toEqual(graph.nodes.map(({ id }) => id))
  expect(read.edges().toSorted()).toEqual(graph.links.map(({ id }) => id).toSorted())
  const defined = (attributes: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(attributes).flatMap(([name, value]) =>
        value === null || value === undefined
          ? []
          : [[name, typeof value === 'string' ? inXml(value) : value]],
      ),
    )
  for (const { kind: name, id, version, createdAt, updatedAt, fields, evidence } of graph.nodes) {
    const kind = model.kind(name)
    const values = Object.entries(kind.fields).flatMap(([field, { type }]): [string, unknown][] => {
      const value = fields[field] as LocalizedText | null
      return type === 'localized'
        ? [
            [`${field}_vi`, value?.vi],
            [`${field}_en`, value?.en],
          ]
        : [[field, value]]
    })
    expect(read.getNodeAttributes(id)).toEqual(
      defined({
        kind: name,
        label: titleOf(kind, fields).vi,
        ...Object.fromEntries(values),
        version,
        createdAt,
        updatedAt,
        evidence: JSON.stringify(evidence.map(piece)),
      }),
    )
  }
  for (const {
    id,
    from,
    to,
    type,
    status,
    confidence,
    note,
    version,
    createdAt,
    updatedAt,
    evidence,
  } of graph.links) {
    expect([read.source(id), read.target(id)]).toEqual([from, to])
    expect(read.getEdgeAttributes(id)).toEqual(
      defined({
        type,
        status,
        confidence,
        note,
        version,
        createdAt,
        updatedAt,
        evidence: JSON.stringify(evidence.map(piece)),
      }),
    )
  }
})

describe('RDF', () => {
  const LG = 'urn:lesson-graph:vocabulary:'
  const PROV = 'http://www.w3.org/ns/prov#'
  const PREF_LABEL = 'http://www.w3.org/2004/02/skos/core#prefLabel'
  const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
  const iri = (of: string, id: string) => `urn:lesson-graph:${of}:${encodeURIComponent(id)}`
  let turtle: Quad[]
  let triples: Triples
  beforeAll(async () => {
    turtle = new Parser({ format: 'text/turtle' }).parse(await exported(service, { format: 'turtle' }))
    triples = new Triples(turtle)
  })

  const values = (subject: string, property: string) =>
    triples.getObjects(subject, property, null).map(({ value }) => value)
  const inLanguage = (subject: string, property: string, language: string) =>
    triples
      .getObjects(subject, property, null)
      .flatMap((term) => (term.termType === 'Literal' && term.language === language ? [term.value] : []))
  const isMadeUp = (id: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id)
  const given = (...all: readonly (string | number | null | undefined)[]) =>
    all.flatMap((one) => (one === null || one === undefined ? [] : [String(one)]))

  test('Turtle says of every node what it is, is called, holds, rests on, and who wrote it', () => {
    for (const { kind: name, id, version, fields, evidence } of graph.nodes) {
      const node = iri('node', id)
      const kind = model.kind(name)
      const title = titleOf(kind, fields)
      expect(values(node, TYPE)).toEqual([`${LG}${name}`])
      expect(inLanguage(node, PREF_LABEL, 'vi')).toEqual(given(title.vi))
      expect(inLanguage(node, PREF_LABEL, 'en')).toEqual(given(title.en))
      expect(values(node, `${LG}version`)).toEqual([String(version)])
      for (const [field, { type }] of Object.entries(kind.fields)) {
        if ('field' in kind.titledBy && field === kind.titledBy.field) continue
        const value = fields[field]
        if (type === 'localized')
          for (const language of ['vi', 'en'] as const)
            expect(inLanguage(node, LG + field, language)).toEqual(
              given((value as LocalizedText | null)?.[language]),
            )
        else
          expect(values(node, LG + field)).toEqual(
            given(type === 'reference' ? iri('node', String(value)) : (value as string | null)),
          )
      }
      expect(values(node, `${PROV}wasDerivedFrom`)).toEqual(evidence.map((one) => iri('evidence', one.id)))
      // What was seeded has a readable id, what was made by hand has not; one was changed past the log.
      expect(values(node, `${PROV}wasAttributedTo`)).toEqual([
        iri('actor', isMadeUp(id) ? 'anonymous' : 'seed'),
      ])
    }
  })

  test('Turtle says of every link what it joins, and of all evidence what it quotes', () => {
    const reads = new Map(model.links.map((link) => [link.type, link.reads]))
    for (const { id, type, from, to, note, confidence, status, evidence } of graph.links) {
      const link = iri('link', id)
      const property = `${LG}${reads.get(type) ?? ''}`
      expect(values(iri('node', from), property)).toContain(iri('node', to))
      expect(
        ['subject', 'predicate', 'object'].map((part) =>
          values(link, `http://www.w3.org/1999/02/22-rdf-syntax-ns#${part}`),
        ),
      ).toEqual([[iri('node', from)], [property], [iri('node', to)]])
      expect(values(link, `${LG}status`)).toEqual([status])
      expect(values(link, `${LG}note`)).toEqual(given(note))
      expect(values(link, `${LG}confidence`).map(Number)).toEqual(given(confidence).map(Number))
      expect(values(link, `${PROV}wasDerivedFrom`)).toEqual(evidence.map((one) => iri('evidence', one.id)))
    }
    for (const { id, passageId, mention, start, end, note } of [...graph.nodes, ...graph.links].flatMap(
      (state) => state.evidence,
    )) {
      const evidence = iri('evidence', id)
      expect(values(evidence, `${PROV}wasQuotedFrom`)).toEqual([iri('node', passageId)])
      expect(values(evidence, `${PROV}value`)).toEqual([mention])
      expect(values(evidence, `${LG}start`)).toEqual(given(start))
      expect(values(evidence, `${LG}end`)).toEqual(given(end))
      expect(values(evidence, `${LG}note`)).toEqual(given(note))
    }
  })

  test('it explains its own words, in both languages', () => {
    expect(inLanguage(`${LG}Lesson`, 'http://www.w3.org/2000/01/rdf-schema#label', 'vi')).toEqual([
      'Bài học kinh nghiệm',
    ])
    const used = new Set(turtle.map(({ predicate }) => predicate.value).filter((name) => name.startsWith(LG)))
    for (const name of used)
      expect([name, values(name, 'http://www.w3.org/2000/01/rdf-schema#label').length]).toEqual([name, 2])
  })

  test('JSON-LD says the same as Turtle', async () => {
    const document = JSON.parse(await exported(service, { format: 'jsonld' })) as JsonLdDocument
    const nquads = (await jsonld.toRDF(document, { format: 'application/n-quads' })) as unknown as string
    const lines = (quads: readonly Quad[]) =>
      quads
        // Both tell when they were made.
        .filter(({ subject }) => subject.value !== 'urn:lesson-graph:graph')
        .map(({ subject, predicate, object }) =>
          JSON.stringify([
            subject.value,
            predicate.value,
            // The parser of JSON-LD writes numbers in a form of its own.
            object.termType === 'Literal' && object.datatype.value.endsWith('#double')
              ? Number(object.value)
              : object.value,
            object.termType === 'Literal' ? [object.language, object.datatype.value] : null,
          ]),
        )
        .toSorted()
    expect(lines(new Parser({ format: 'application/n-quads' }).parse(nquads))).toEqual([
      ...new Set(lines(turtle)),
    ])
  })
})

// The last one: it empties the database.
test('the Cypher script makes the graph in an empty Neo4j', async () => {
  const script = await exported(service, { format: 'cypher' })
  const { store } = service
  await store.write((transaction) => transaction.run({ text: 'MATCH (n) DETACH DELETE n', parameters: {} }))
  const statements = script.split(/;\n/).filter((statement) => statement.trim() !== '')
  for (const statement of statements) {
    const text = statement.replace(/^\/\/.*\n/, '')
    expect(text).not.toMatch(/^\/\//)
    await store.write((transaction) => transaction.run({ text, parameters: {} }), 120_000)
  }
  // The service reads what it finds: the script knows nothing of its clock.
  await store.write((transaction) =>
    transaction.run({
      text: "MERGE (c:Clock { id: 'graph' }) SET c.seq = $seq",
      parameters: { seq: BigInt(graph.seq) },
    }),
  )
  const made = await graphOf(service)
  expect(made.nodes).toEqual(graph.nodes)
  expect(made.links).toEqual(graph.links)
  expect(JSON.stringify(made)).toContain(JSON.stringify(CONTROLLED).slice(1, -1))
})
