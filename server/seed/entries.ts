import { isRecord } from '../curate/validate.ts'
import { abbreviatingField } from '../model/index.ts'
import type { Kind, Model } from '../model/index.ts'
import { PASSAGE, SOURCE } from './folder.ts'
import type { Folder } from './folder.ts'
import type { Place, YamlFile } from './yaml-file.ts'

/** A node as a file gives it, with the place that its problems are reported at. */
export interface NodeEntry {
  readonly kind: Kind
  readonly id: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly evidence: unknown
  /** Passages are what evidence is made of, a source may do without, and an abbreviation is a convention. */
  readonly needsEvidence: boolean
  readonly file: YamlFile
  readonly place: Place
  /** Notes a problem; `path` is dotted, below the node, and may be empty. */
  readonly report: (path: string, reason: string) => void
}

/** All nodes of a folder, source and passages first; an entry that is no node at all is reported and left out. */
export function nodeEntries(model: Model, folder: Folder): NodeEntry[] {
  return [
    ...(folder.source === undefined ? [] : sourceEntries(model, folder.source)),
    ...folder.kinds.flatMap(({ kind, file }) => kindEntries(kind, file)),
  ]
}

function sourceEntries(model: Model, file: YamlFile): NodeEntry[] {
  if (!file.readable) return []
  const { id, evidence, passages, ...fields } = file.content
  if (typeof id !== 'string') {
    file.report(['id'], 'id', 'is required: passages are called by it')
    return []
  }
  const source: NodeEntry = {
    kind: model.kind(SOURCE),
    id,
    fields,
    evidence,
    needsEvidence: false,
    file,
    place: [],
    report: (path, reason) =>
      path === '' ? file.report(['id'], id, reason) : file.report(path.split('.'), path, reason),
  }
  if (!Array.isArray(passages)) {
    file.report(['passages'], 'passages', 'must be a list of { ordinal, sha256, length }')
    return [source]
  }
  const items: readonly unknown[] = passages
  return [source, ...items.flatMap((item, index) => passageEntry(model.kind(PASSAGE), id, file, item, index))]
}

function passageEntry(
  kind: Kind,
  source: string,
  file: YamlFile,
  item: unknown,
  index: number,
): NodeEntry | [] {
  const place = ['passages', index]
  const report = (path: string, reason: string) => {
    const whole = path === '' ? place : [...place, ...path.split('.')]
    file.report(whole, whole.join('.'), reason)
  }
  if (!isRecord(item)) {
    file.report(place, place.join('.'), 'must be { ordinal, sha256, length }')
    return []
  }
  if (item['text'] !== undefined)
    report('text', 'must not stand here: texts of sources are not kept with the seed')
  if (item['source'] !== undefined) report('source', 'must not be given: it is the source of this file')
  const { ordinal, sha256 } = item
  if (typeof sha256 === 'string' && !/^[0-9a-f]{64}$/.test(sha256))
    report('sha256', 'must be 64 hexadecimal digits in lower case')
  return {
    kind,
    id: passageId(source, typeof ordinal === 'number' ? ordinal : index + 1),
    fields: { ...item, source, text: null },
    evidence: undefined,
    needsEvidence: false,
    file,
    place,
    report,
  }
}

/** The id of a source's n-th passage. */
export const passageId = (source: string, ordinal: number): string => `${source}-p${ordinal}`

function kindEntries(kind: Kind, file: YamlFile): NodeEntry[] {
  return Object.entries(file.content).flatMap(([id, node]) => {
    if (!isRecord(node)) {
      file.report([id], id, `must be a mapping with the fields of a ${kind.name}`)
      return []
    }
    const { evidence, ...fields } = node
    return {
      kind,
      id,
      fields,
      evidence,
      needsEvidence: abbreviatingField(kind) === undefined,
      file,
      place: [id],
      report: (path: string, reason: string) =>
        file.report([id, ...path.split('.')], path === '' ? id : path, reason),
    }
  })
}
