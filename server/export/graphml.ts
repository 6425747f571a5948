import type { LinkState, NodeState } from '../curate/state.ts'
import { titleOf } from '../curate/state.ts'
import { isRecord } from '../curate/validate.ts'
import type { Field, Model } from '../model/index.ts'
import type { Format } from './format.ts'
import { piece } from './json.ts'
import { textOf } from './text-of.ts'

type Type = 'string' | 'int' | 'double' | 'boolean'

/** One attribute of nodes or of edges. */
interface Key {
  readonly id: string
  readonly name: string
  readonly type: Type
}

/**
 * For tools of network analysis. Attributes have their types; text in two languages is two attributes; evidence, which
 * GraphML has no place for, is JSON text. `label` is what such tools show of a node.
 */
export const graphml: Format = {
  name: 'graphml',
  extension: 'graphml',
  mediaType: 'application/graphml+xml',
  isOneTable: false,
  async *write(source) {
    const { model } = source
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`
    for (const [of, keys] of [
      ['node', nodeKeys(model)],
      ['edge', linkKeys],
    ] as const)
      yield keys
        .map(
          ({ id, name, type }) => `<key id="${id}" for="${of}" attr.name="${name}" attr.type="${type}"/>\n`,
        )
        .join('')
    yield '<graph id="lesson-graph" edgedefault="directed">\n'
    for (const kind of source.kinds)
      for await (const states of source.nodes(kind)) yield states.map((state) => node(model, state)).join('')
    for (const type of source.linkTypes)
      for await (const states of source.links(type)) yield states.map(edge).join('')
    yield '</graph>\n</graphml>\n'
  },
}

const key = (of: 'n' | 'e', name: string, type: Type): Key => ({ id: `${of}_${name}_${type}`, name, type })

/** Kinds share attributes of one name and type. */
function nodeKeys(model: Model): Key[] {
  const own = model.kinds.flatMap((kind) =>
    Object.entries(kind.fields).flatMap(([name, field]) =>
      attributesOf(name, field).map((attribute) => key('n', attribute, typeOf(field))),
    ),
  )
  const all = [
    key('n', 'kind', 'string'),
    key('n', 'label', 'string'),
    ...own,
    ...stamps('n'),
    key('n', 'evidence', 'string'),
  ]
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

const stamps = (of: 'n' | 'e'): Key[] => [
  key(of, 'version', 'int'),
  key(of, 'createdAt', 'string'),
  key(of, 'updatedAt', 'string'),
]

const linkKeys: readonly Key[] = [
  key('e', 'type', 'string'),
  key('e', 'status', 'string'),
  key('e', 'confidence', 'double'),
  key('e', 'note', 'string'),
  ...stamps('e'),
  key('e', 'evidence', 'string'),
]

const attributesOf = (name: string, field: Field): string[] =>
  field.type === 'localized' ? [`${name}_vi`, `${name}_en`] : [name]

function typeOf(field: Field): Type {
  switch (field.type) {
    case 'integer':
      return 'int'
    case 'decimal':
      return 'double'
    case 'boolean':
      return 'boolean'
    default:
      return 'string'
  }
}

function node(model: Model, state: NodeState): string {
  const kind = model.kind(state.kind)
  const fields = Object.entries(kind.fields).flatMap(([name, field]) => {
    const value = state.fields[name]
    const values = field.type !== 'localized' ? [value] : isRecord(value) ? [value['vi'], value['en']] : []
    return attributesOf(name, field).map((attribute, index) =>
      data('n', attribute, typeOf(field), values[index]),
    )
  })
  return (
    `<node id="${attribute(state.id)}">` +
    data('n', 'kind', 'string', state.kind) +
    data('n', 'label', 'string', titleOf(kind, state.fields).vi) +
    fields.join('') +
    common('n', state) +
    '</node>\n'
  )
}

const edge = (state: LinkState): string =>
  `<edge id="${attribute(state.id)}" source="${attribute(state.from)}" target="${attribute(state.to)}">` +
  data('e', 'type', 'string', state.type) +
  data('e', 'status', 'string', state.status) +
  data('e', 'confidence', 'double', state.confidence) +
  data('e', 'note', 'string', state.note) +
  common('e', state) +
  '</edge>\n'

const common = (of: 'n' | 'e', { version, createdAt, updatedAt, evidence }: NodeState | LinkState): string =>
  data(of, 'version', 'int', version) +
  data(of, 'createdAt', 'string', createdAt) +
  data(of, 'updatedAt', 'string', updatedAt) +
  data(of, 'evidence', 'string', JSON.stringify(evidence.map(piece)))

const data = (of: 'n' | 'e', name: string, type: Type, value: unknown): string =>
  value === null || value === undefined
    ? ''
    : `<data key="${key(of, name, type).id}">${text(textOf(value))}</data>`

/** What XML 1.0 has no way to write, not even as a reference: it becomes the replacement character. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/** Character data: `>` too, since `]]>` must not stand in it; what some readers take for an end of line, as a reference. */
const text = (given: string): string =>
  given
    .toWellFormed()
    .replace(unwritable, '\uFFFD')
    .replace(/[&<>\r\u0085\u2028]/g, (character) => references[character] ?? '')

const attribute = (given: string): string =>
  text(given).replace(/["\t\n]/g, (character) => references[character] ?? '')

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\u0085': '&#133;',
  '\u2028': '&#8232;',
}
