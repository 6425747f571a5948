import { join } from 'node:path'
import type { Logger } from 'pino'
import { createApp } from '../app.ts'
import { refuseHalfRestored } from '../backup/mark.ts'
import type { Config } from '../config.ts'
import { ensureAdministrator } from './administrator.ts'
import { sweepAudit } from './audit-sweep.ts'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { listen } from './listener.ts'
import { model } from '../model/index.ts'
import type { Progress } from '../progress.ts'
import { projectRoot } from '../root.ts'
import { readPersisted } from './persisted.ts'
import { sourceFolders } from './sources.ts'
import { isEmpty, seed } from './seeding.ts'
import { StartError } from '../start-error.ts'
import { stopSignals } from './stop-signals.ts'
import { prepare } from '../store/constraints.ts'
import { openStore } from '../store/store.ts'

/** How long requests in flight may take after a signal, in milliseconds; what is left goes to closing the database. */
const drainLimit = 6000

/** What every command is given. */
export interface Surroundings {
  readonly config: Config
  readonly log: Logger
  readonly progress: Progress
  /** Prints a line for the person at the terminal. */
  readonly say: (line: string) => void
}

/**
 * Brings the service up, and down again when a signal asks for it. The port is taken first, and what was opened is
 * closed in the reverse order, however far the start came.
 * @throws StartError when it cannot start, or when its own Neo4j ends.
 */
export async function serve({ config, log, progress, say }: Surroundings): Promise<void> {
  const begun = Date.now()
  let database: Database | undefined
  const { signal, requested } = stopSignals(() => database?.kill())
  const listener = await listen({ ...config, maxConnections: config.limits.connections })
  const closers: (() => Promise<void>)[] = []
  try {
    database = await openDatabase(config, progress, signal)
    closers.push(database.stop)
    const store = await openStore({ ...database, statementTimeoutMs: config.statementTimeoutMs })
    closers.push(() => store.close())
    await refuseHalfRestored(store)
    const step = progress.begin('Preparing constraints and indexes')
    await prepare(store, model)
    step.end()
    signal.throwIfAborted()
    if (await isEmpty(store)) await seed({ store, model, progress }, await sourceFolders(projectRoot()))
    signal.throwIfAborted()
    await ensureAdministrator(store, config.admin, say)
    const app = createApp({
      store,
      model,
      log,
      adminDir: join(projectRoot(), 'dist', 'admin'),
      cacheBytes: config.cacheBytes,
      anonymousRole: config.anonymousRole,
      publicOrigin: config.publicOrigin,
      openId: config.openId,
      limits: config.limits,
      introspectionRole: config.introspectionRole,
      graphiqlRole: config.graphiqlRole,
      persisted: await readPersisted(config),
    })
    closers.push(() => app.close())
    closers.push(sweepAudit({ store, log, days: config.auditDays }))
    listener.answerWith(app)
    for (const line of whereabouts(config.publicOrigin ?? listener.address, Date.now() - begun)) say(line)
    log.info({ address: listener.address }, 'ready')
    say(`Stopping (${await Promise.race([requested, database.exited.then(ended)])}) ...`)
  } catch (error) {
    // A start that was given up for a signal has not failed.
    if (!signal.aborted) throw error
  } finally {
    await listener.drain(drainLimit)
    for (const close of closers.toReversed())
      await close().catch((error: unknown) => {
        log.error({ err: error }, 'closing failed')
      })
  }
  say('Stopped.')
}

const ended = (reason: string): never => {
  throw new StartError(reason)
}

const whereabouts = (address: string, milliseconds: number): string[] => [
  `Lesson Graph is ready after ${(milliseconds / 1000).toFixed(1)} s.`,
  `  Admin    ${address}/`,
  `  GraphQL  ${address}/graphql`,
  `  Health   ${address}/health`,
  `  Ready    ${address}/ready`,
]
