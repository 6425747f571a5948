import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kind, Model } from '../model/index.ts'
import type { SeedProblem } from './problems.ts'
import { openYaml } from './yaml-file.ts'
import type { YamlFile } from './yaml-file.ts'

/** The two kinds that the layout itself needs: both stand in source.yaml. */
export const SOURCE = 'Source'
export const PASSAGE = 'Passage'

export interface Folder {
  readonly source: YamlFile | undefined
  readonly links: YamlFile | undefined
  readonly kinds: readonly { readonly kind: Kind; readonly file: YamlFile }[]
  /** False when a file is missing or cannot be read, so that what is not found may stand there. */
  readonly complete: boolean
}

/** Opens a source's folder; which kind a file holds follows from the model's plurals. */
export async function openFolder(model: Model, path: string, problems: SeedProblem[]): Promise<Folder> {
  const entries = await namesIn(path)
  if (entries === undefined) {
    problems.push({ file: path, line: null, path: '', reason: 'is no folder' })
    return { source: undefined, links: undefined, kinds: [], complete: false }
  }
  const kinds = new Map(
    model.kinds
      .filter((kind) => kind.name !== SOURCE && kind.name !== PASSAGE)
      .map((kind) => [`${kind.plural}.yaml`, kind]),
  )
  const known = ['source.yaml', 'links.yaml', ...kinds.keys()]
  for (const { name, isFile } of entries)
    if (!isFile || !(known.includes(name) || name === 'README.md'))
      problems.push({
        file: join(path, name),
        line: null,
        path: '',
        reason: `is not part of a seed folder; its files are ${known.join(', ')}`,
      })
  const open = async (name: string) =>
    entries.some((entry) => entry.isFile && entry.name === name)
      ? openYaml(join(path, name), problems)
      : undefined
  const source = await open('source.yaml')
  if (source === undefined)
    problems.push({
      file: join(path, 'source.yaml'),
      line: null,
      path: '',
      reason: 'is missing: every folder says which source its facts come from',
    })
  const links = await open('links.yaml')
  const held: { kind: Kind; file: YamlFile }[] = []
  for (const [name, kind] of kinds) {
    const file = await open(name)
    if (file !== undefined) held.push({ kind, file })
  }
  return {
    source,
    links,
    kinds: held,
    complete:
      typeof source?.content['id'] === 'string' &&
      Array.isArray(source.content['passages']) &&
      held.every(({ file }) => file.readable),
  }
}

/** What a person sees in the folder: hidden files belong to editors and systems. */
async function namesIn(path: string): Promise<{ name: string; isFile: boolean }[] | undefined> {
  const found = await stat(path).catch(unlessMissing)
  if (found?.isDirectory() !== true) return undefined
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .filter((entry) => !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, isFile: entry.isFile() }))
}

/** @throws whatever is not merely the absence of a file. */
export function unlessMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return
  throw error
}
