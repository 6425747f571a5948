import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import neo4j from 'neo4j-driver'
import type { Driver } from 'neo4j-driver'
import { StartError } from '../../start-error.ts'

/** The one account of a local Neo4j. */
export const user = 'neo4j'
const initial = 'neo4j'

/** The password kept in `path` (mode 600), made up and written there when there is none yet. */
export function keptPassword(path: string): string {
  if (existsSync(path)) {
    const kept = readFileSync(path, 'utf8').trim()
    if (kept !== '') return kept
  }
  const made = randomBytes(24).toString('base64url')
  writeFileSync(path, `${made}\n`, { mode: 0o600, flush: true })
  return made
}

/**
 * Makes `password` the one that Neo4j accepts. It is tried first; a fresh store takes the initial one once, and then ours
 * is set. Because it was written down before, a crash in between only means that the next start does this again.
 * @throws StartError when Neo4j accepts neither: the store was made with another password.
 */
export async function establishPassword(uri: string, password: string, path: string): Promise<void> {
  if (await accepts(uri, password)) return
  const driver = connect(uri, initial)
  const session = driver.session({ database: 'system' })
  try {
    await session.run('ALTER CURRENT USER SET PASSWORD FROM $from TO $to', { from: initial, to: password })
  } catch (error) {
    if (!isRefused(error)) throw error
    throw new StartError(
      `The local Neo4j does not accept the password in ${path}: put back the one that its data was made with, ` +
        'or set another DATA_DIR to begin an empty graph.',
    )
  } finally {
    await session.close()
    await driver.close()
  }
}

async function accepts(uri: string, password: string): Promise<boolean> {
  const driver = connect(uri, password)
  try {
    await driver.verifyConnectivity({ database: 'system' })
    return true
  } catch (error) {
    if (isRefused(error)) return false
    throw error
  } finally {
    await driver.close()
  }
}

const connect = (uri: string, password: string): Driver =>
  neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true })

const isRefused = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('Neo.ClientError.Security.')
