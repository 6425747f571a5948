import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { unlessMissing } from '../seed/folder.ts'

/**
 * The folders below graph-seed/, one for each source, in the order of their names.
 * @throws StartError when there is none.
 */
export async function sourceFolders(root: string): Promise<string[]> {
  const seed = join(root, 'graph-seed')
  const entries = (await readdir(seed, { withFileTypes: true }).catch(unlessMissing)) ?? []
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(seed, entry.name))
    .toSorted()
  if (folders.length === 0) throw new StartError(`${seed} holds no folder with a source to seed.`)
  return folders
}
