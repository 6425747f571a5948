import type { Config, RemoteNeo4j } from '../config.ts'
import type { Progress } from '../progress.ts'
import { runningNeo4j } from '../store/local/running.ts'
import { startLocalNeo4j } from '../store/local/start.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'

/** A Neo4j to connect to, whoever runs it. */
export interface Database extends RemoteNeo4j {
  /** Resolves with the reason when a Neo4j of our own has ended by itself. */
  readonly exited: Promise<string>
  /** Stops a Neo4j of our own; leaves any other alone. */
  readonly stop: () => Promise<void>
  /** The same at once, as a crash would. */
  readonly kill: () => void
}

/**
 * The Neo4j that the configuration names, or else one of our own.
 * @throws StartError when that one cannot be started.
 */
export async function openDatabase(
  { neo4j, dataDir, javaHome }: Config,
  progress: Progress,
  signal: AbortSignal,
): Promise<Database> {
  if (neo4j === undefined)
    return { ...(await startLocalNeo4j({ dataDir, javaHome, progress, signal })), database: 'neo4j' }
  return leftAlone(neo4j)
}

/**
 * The same for work that others need not stop for: where a running instance has the data directory, its Neo4j is used.
 * @throws StartError as openDatabase does.
 */
export async function joinDatabase(
  config: Config,
  progress: Progress,
  signal: AbortSignal,
): Promise<Database> {
  const running = config.neo4j === undefined ? runningNeo4j(config.dataDir) : undefined
  return running === undefined
    ? openDatabase(config, progress, signal)
    : leftAlone({ ...running, database: 'neo4j' })
}

const leftAlone = (neo4j: RemoteNeo4j): Database => ({
  ...neo4j,
  exited: new Promise<string>(() => undefined),
  stop: () => Promise.resolve(),
  kill: () => undefined,
})

/** Works on a database, which is left as it was found when that has ended. */
export async function onStore<Result>(
  database: Database,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  try {
    const store = await openStore(database)
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  } finally {
    await database.stop()
  }
}
