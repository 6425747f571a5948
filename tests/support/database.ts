import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { progressTo } from '../../server/progress.ts'
import { startLocalNeo4j } from '../../server/store/local/start.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The real Neo4j that all tests of a run share: `inject('neo4j')`. */
    readonly neo4j: { readonly uri: string; readonly user: string; readonly password: string }
  }
}

/**
 * Starts one real Neo4j for the whole run, always its own and always empty, and removes it at the end. When the run is
 * killed, Neo4j ends with it all the same, and only the temporary directory stays behind.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lesson-graph-tests-'))
  const { uri, user, password, stop } = await startLocalNeo4j({
    dataDir,
    progress: progressTo(process.stderr),
  })
  project.provide('neo4j', { uri, user, password })
  return async () => {
    await stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
