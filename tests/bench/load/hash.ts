import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../server/root.ts'

/**
 * What decides how a loaded graph looks: the model, the properties of fields, and the generator. Whether the service still
 * stores nodes and links as the generator does is for verify.ts to say.
 */
const deciding = [
  'server/model',
  'server/store/properties.ts',
  'server/store/search-text.ts',
  'server/store/local/pom.xml',
  'tests/bench/generate',
  'tests/bench/load/load.ts',
  'tests/bench/load/properties.ts',
]

/** Names a graph by what it was made from, so that a loaded one is used again exactly while it would come out the same. */
export function graphHash(): string {
  const hash = createHash('sha256')
  for (const path of deciding.flatMap(filesOf).toSorted())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(projectRoot(), path)))
      .update('\0')
  return hash.digest('hex').slice(0, 12)
}

const filesOf = (path: string): string[] =>
  /\.\w+$/.test(path)
    ? [path]
    : readdirSync(join(projectRoot(), path), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${path}/${name}`)
