import { basename } from 'node:path'
import { isRecord } from '../curate/validate.ts'
import { nodeEntries, passageId } from '../seed/entries.ts'
import type { NodeEntry } from '../seed/entries.ts'
import { PASSAGE, SOURCE } from '../seed/folder.ts'
import type { Folder } from '../seed/folder.ts'
import type { SeedProblem } from '../seed/problems.ts'
import { partOf, yamlFile } from '../seed/yaml-file.ts'
import type { YamlFile } from '../seed/yaml-file.ts'
import type { Where } from './items.ts'
import { takeLink, takeNode } from './raw.ts'
import type { Reading } from './reading.ts'
import { readAside } from './yaml-aside.ts'

/** YAML is read whole, since anything in it may hang on anything else. */
const MAX_BYTES = 20_000_000

/** The parts of a file that holds several, beside the plurals of kinds. */
const SOURCE_PART = 'source'
const LINKS_PART = 'links'

/**
 * Reads YAML in the form of the seed: a file of a seed folder, which its name tells; or one with several such files as its
 * parts, under `source`, `links` and the plurals of kinds.
 */
export async function readYaml(
  reading: Reading,
  file: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > MAX_BYTES) {
      reading.reportFile(file, null, `has more than ${MAX_BYTES} bytes: write so much as JSON`)
      return
    }
    chunks.push(chunk)
  }
  const name = reading.files[file]?.name ?? ''
  const problems: SeedProblem[] = []
  const document = await readAside(Buffer.concat(chunks))
  if (document === null) {
    reading.reportFile(file, null, 'takes too long to read: write it as JSON, or in parts')
    return
  }
  const whole = yamlFile(document, name, problems)
  reading.name(file, {
    name: (path) => path.replace(/^(evidence\.\d+)\.start$/, '$1.at'),
    line: ({ at = [] }, path) => whole.line([...at, ...path.replace(/\.start$/, '.at').split('.')]),
  })
  const { links, ...folder } = partsOf(reading, whole, basename(name).replace(/\.ya?ml$/i, ''))
  const sourceId = folder.source?.content['id']
  if (typeof sourceId === 'string') reading.sourceId = sourceId
  for (const entry of nodeEntries(reading.model, { ...folder, links })) {
    takeEntry(reading, file, entry)
    await reading.flush()
  }
  if (links !== undefined) await takeLinks(reading, file, links)
  for (const { line, path, reason } of problems)
    reading.problems.add({ file: name, line, path, reason, rule: 'FORM', field: null })
}

function partsOf({ model }: Reading, file: YamlFile, name: string): Folder {
  const none: Folder = { source: undefined, links: undefined, kinds: [], complete: true }
  if (name === SOURCE_PART) return { ...none, source: file }
  if (name === LINKS_PART) return { ...none, links: file }
  const kinds = model.kinds.filter((kind) => kind.name !== SOURCE && kind.name !== PASSAGE)
  const own = kinds.find(({ plural }) => plural === name)
  if (own !== undefined) return { ...none, kinds: [{ kind: own, file }] }
  const known = [SOURCE_PART, LINKS_PART, ...kinds.map(({ plural }) => plural)]
  for (const key of Object.keys(file.content))
    if (!known.includes(key))
      file.report([key], key, `is no part of such a file; its parts are ${known.join(', ')}`)
  const part = (key: string) => (key in file.content ? partOf(file, key) : undefined)
  return {
    source: part(SOURCE_PART),
    links: part(LINKS_PART),
    kinds: kinds.flatMap((kind) => {
      const found = part(kind.plural)
      return found === undefined ? [] : [{ kind, file: found }]
    }),
    complete: true,
  }
}

function takeEntry(reading: Reading, file: number, entry: NodeEntry): void {
  const { kind, id, evidence } = entry
  const { text, ...rest } = entry.fields
  // The seed's form says nothing of texts of passages, so that nothing becomes of those that the graph keeps.
  const fields = kind.name === PASSAGE ? rest : { ...rest, ...(text === undefined ? {} : { text }) }
  const where = placed(file, entry.file, entry.place)
  takeNode(reading, where, {
    kind: kind.name,
    id,
    fields,
    ...(evidence === undefined ? {} : { evidence: translated(reading, where, evidence) }),
  })
}

async function takeLinks(reading: Reading, file: number, links: YamlFile): Promise<void> {
  for (const [name, group] of Object.entries(links.content)) {
    const type = reading.model.links.find(({ reads }) => reads === name)?.type
    if (type === undefined || !Array.isArray(group)) {
      const names = [...new Set(reading.model.links.map(({ reads }) => reads))].join(', ')
      links.report([name], name, type === undefined ? `is no link; the links are ${names}` : 'must be a list')
      continue
    }
    const items: readonly unknown[] = group
    for (const [index, item] of items.entries()) {
      const where = placed(file, links, [name, index])
      if (!isRecord(item)) takeLink(reading, where, item)
      else if (item['evidence'] === undefined) takeLink(reading, where, { ...item, type })
      else takeLink(reading, where, { ...item, type, evidence: translated(reading, where, item['evidence']) })
      await reading.flush()
    }
  }
}

/** Evidence as JSON has it: `at` is where it starts, and P17 the 17th passage of the source. */
function translated(reading: Reading, where: Where, evidence: unknown): unknown {
  if (!Array.isArray(evidence)) return evidence
  const items: readonly unknown[] = evidence
  return items.map((item, index) => {
    if (!isRecord(item)) return item
    const { at, passage, ...rest } = item
    const ordinal = typeof passage === 'string' ? /^P([1-9]\d{0,8})$/.exec(passage)?.[1] : undefined
    if (ordinal !== undefined && reading.sourceId === null)
      reading.report(
        where,
        `evidence.${index}.passage`,
        'needs a source, of which it is a passage',
        'EVIDENCE',
      )
    const id = ordinal === undefined ? passage : passageId(reading.sourceId ?? '', Number(ordinal))
    return { ...rest, passage: id, ...(at === undefined ? {} : { start: at }) }
  })
}

const placed = (file: number, part: YamlFile, place: readonly (string | number)[]): Where => ({
  file,
  line: part.line(place),
  at: [...part.within, ...place],
})
