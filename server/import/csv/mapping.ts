import { createHash } from 'node:crypto'
import { fold, isScalar } from '../../model/index.ts'
import type { Kind, Model, Relation } from '../../model/index.ts'

/** What the rows of a table are and what its columns hold. */
export interface CsvMapping {
  /** The kind of the rows; null where each is a link. */
  readonly kind: string | null
  /** What stands between several values of one cell. */
  readonly separator: string
  /**
   * For each column what it holds: `id`, a field (`ordinal`, `title.vi`) or a link by the name under which the row reads it
   * (`cites`, `citedBy`); of links `id`, `type`, `from`, `to`, `note`, `confidence` or `status`; nothing where it is left out.
   */
  readonly columns: readonly string[]
}

/** A mapping, or of which kind the rows are (null: links), where the header says the rest. */
export type GivenMapping = CsvMapping | Pick<CsvMapping, 'kind'>

/** What one can be told of a table, before it is imported. */
export interface Suggestion {
  readonly mapping: CsvMapping
  /** The kinds that the rows could as well be of: where there are any, somebody has to say which. */
  readonly alternatives: readonly string[]
}

export const LINK_COLUMNS = ['id', 'type', 'from', 'to', 'note', 'confidence', 'status'] as const
export const SEPARATOR = ';'

/** A table's header as one word: tables of one header are mapped alike. */
export const signatureOf = (header: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(header.map(folded)))
    .digest('hex')
    .slice(0, 32)

/** Suggests what columns hold, by what the fields and links of the model are called in either language. */
export function suggest(model: Model, header: readonly string[], name: string): Suggestion {
  const links = matched(header, linkNames())
  const isLinks = ['from', 'to', 'type'].every((column) => links.includes(column))
  if (isLinks) return { mapping: { kind: null, separator: SEPARATOR, columns: links }, alternatives: [] }
  const found = model.kinds.map((kind) => {
    const columns = matched(header, namesOf(model, kind))
    const count = columns.filter((column) => column !== '').length
    return { kind, columns, score: count + (isNamed(kind, name) ? 0.5 : 0) }
  })
  const best = Math.max(...found.map(({ score }) => score))
  // Where no column says anything, no kind is better than another.
  const [first, ...others] = found.filter(({ score }) => score === best || best < 1)
  if (first === undefined) throw new Error('The model has no kinds')
  return {
    mapping: { kind: first.kind.name, separator: SEPARATOR, columns: first.columns },
    alternatives: others.map(({ kind }) => kind.name),
  }
}

/** The mapping of a header to a kind that somebody has chosen, or to links. */
export function suggestFor(model: Model, header: readonly string[], kind: string | null): CsvMapping {
  const names = kind === null ? linkNames() : namesOf(model, model.kind(kind))
  return { kind, separator: SEPARATOR, columns: matched(header, names) }
}

/** Everything that a column of a kind can hold. */
export const meaningsOf = (model: Model, kind: Kind): string[] => [
  'id',
  ...Object.entries(kind.fields).flatMap(([name, field]) =>
    isScalar(field) && field.type === 'localized' ? [`${name}.vi`, `${name}.en`] : [name],
  ),
  ...linksOf(model, kind).map((relation) => relation.name),
]

export const linksOf = (model: Model, kind: Kind): readonly Relation[] =>
  model.relations(kind.name).filter(({ link }) => link !== undefined)

/** Each column takes the first meaning of its name that no column before it has taken. */
function matched(header: readonly string[], names: ReadonlyMap<string, readonly string[]>): string[] {
  const taken = new Set<string>()
  return header.map((cell) => {
    const meaning = names.get(folded(cell))?.find((one) => !taken.has(one)) ?? ''
    if (meaning !== '') taken.add(meaning)
    return meaning
  })
}

const ID_NAMES = ['id', 'mã', 'mã số', 'định danh']
const LINK_WORDS: Readonly<Record<(typeof LINK_COLUMNS)[number], readonly string[]>> = {
  id: ID_NAMES,
  type: ['type', 'loại', 'loại liên kết', 'liên kết', 'link'],
  from: ['from', 'từ', 'nguồn', 'source'],
  to: ['to', 'đến', 'tới', 'đích', 'target'],
  note: ['note', 'ghi chú'],
  confidence: ['confidence', 'độ tin cậy', 'mức tin cậy'],
  status: ['status', 'trạng thái', 'tình trạng'],
}

const linkNames = (): Map<string, string[]> =>
  new Map(LINK_COLUMNS.flatMap((column) => LINK_WORDS[column].map((word) => [folded(word), [column]])))

/** The folded names of all that a column of a kind can hold. */
function namesOf(model: Model, kind: Kind): Map<string, string[]> {
  const names = new Map<string, string[]>()
  const add = (meaning: string, words: readonly string[]) => {
    for (const word of new Set(words.map(folded))) names.set(word, [...(names.get(word) ?? []), meaning])
  }
  add('id', ID_NAMES)
  for (const [name, { type, words }] of Object.entries(kind.fields)) {
    if (type !== 'localized') {
      add(name, [name, words.vi, words.en])
      continue
    }
    const all = [name, words.vi, words.en]
    add(`${name}.vi`, [...all, ...all.flatMap((word) => [`${word} vi`, `${word} tiếng Việt`])])
    add(`${name}.en`, [...all, ...all.flatMap((word) => [`${word} en`, `${word} tiếng Anh`])])
  }
  for (const { name, words } of linksOf(model, kind)) add(name, [name, words.vi, words.en])
  return names
}

const isNamed = (kind: Kind, name: string): boolean => {
  const words = folded(name.replace(/\.[^.]*$/, ''))
  return [kind.name, kind.plural, kind.words.vi, kind.words.en, kind.pluralWords.vi, kind.pluralWords.en]
    .map(folded)
    .some((word) => words.includes(word))
}

/** Letters and digits alone, parted by single spaces: `title_vi`, `title.vi` and `Title (vi)` are one name. */
export const folded = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
