import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { boltPortIn } from './configuration.ts'
import { isHeld } from './lock.ts'
import { keptPassword, user } from './password.ts'
import type { LocalNeo4j } from './start.ts'

/** The Neo4j that another process of this service runs in a data directory; undefined where none does. */
export function runningNeo4j(dataDir: string): Pick<LocalNeo4j, 'uri' | 'user' | 'password'> | undefined {
  const home = join(resolve(dataDir), 'neo4j')
  const conf = join(home, 'conf', 'neo4j.conf')
  if (!isHeld(resolve(dataDir)) || !existsSync(conf)) return undefined
  const port = boltPortIn(readFileSync(conf, 'utf8'))
  if (port === undefined) return undefined
  return { uri: `bolt://127.0.0.1:${port}`, user, password: keptPassword(join(home, 'password')) }
}
