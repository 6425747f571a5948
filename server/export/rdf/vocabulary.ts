import type { Model, Words } from '../../model/index.ts'
import { expanded, inLanguages } from './resource.ts'
import type { Name, Property, Resource } from './resource.ts'

/** The property by which one end of a link of a type points to the other. */
export function linkProperty(model: Model, type: string): Name {
  const link = model.links.find((one) => one.type === type)
  if (link === undefined) throw new Error(`No link ${type} in the model`)
  return `lg:${link.reads}`
}

/** What the classes and properties of an export mean, as part of it: derived from the model, in both languages. */
export function vocabularyOf(model: Model): Resource[] {
  const kinds = model.kinds.map(({ name, words }) => ({ name, words }))
  const fields = model.kinds.flatMap((kind) =>
    Object.entries(kind.fields).map(([name, { words }]) => ({ name, words })),
  )
  const links = model.links.map(({ reads, words }) => ({ name: reads, words }))
  return [
    ...unique(kinds).map(({ name, words }) => termOf(name, 'rdfs:Class', words, 'prov:Entity')),
    ...classes.map(({ name, words }) => termOf(name, 'rdfs:Class', words, 'prov:Entity')),
    ...unique([...fields, ...links, ...properties]).map(({ name, words }) =>
      termOf(name, 'rdf:Property', words),
    ),
  ]
}

interface Said {
  readonly name: string
  readonly words: Words
}

/** Kinds share the properties of one name. */
const unique = (all: readonly Said[]): Said[] =>
  [...new Map(all.toReversed().map((one) => [one.name, one])).values()].toReversed()

function termOf(name: string, type: Name, words: Words, parent?: Name): Resource {
  const above: Property[] = parent === undefined ? [] : [['rdfs:subClassOf', { name: parent }]]
  return {
    iri: expanded(`lg:${name}`),
    types: [type],
    properties: [...inLanguages('rdfs:label', words), ...above],
  }
}

/** Beside the kinds of the model. */
const classes: readonly Said[] = [
  { name: 'Link', words: { vi: 'Liên kết', en: 'Link' } },
  { name: 'Evidence', words: { vi: 'Căn cứ', en: 'Evidence' } },
]

/** Beside the fields and the links of the model. */
const properties: readonly Said[] = [
  { name: 'version', words: { vi: 'Phiên bản', en: 'Version' } },
  { name: 'seq', words: { vi: 'Số thứ tự của lần thay đổi', en: 'Sequence number' } },
  { name: 'status', words: { vi: 'Trạng thái', en: 'Status' } },
  { name: 'confidence', words: { vi: 'Độ tin cậy, từ 0 đến 1', en: 'Confidence, from 0 to 1' } },
  { name: 'note', words: { vi: 'Ghi chú', en: 'Note' } },
  {
    name: 'start',
    words: { vi: 'Vị trí đầu trong đoạn văn (UTF-16)', en: 'Start in the passage, in UTF-16 code units' },
  },
  {
    name: 'end',
    words: { vi: 'Vị trí cuối trong đoạn văn (UTF-16)', en: 'End in the passage, in UTF-16 code units' },
  },
]
