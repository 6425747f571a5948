import neo4j, { Neo4jError } from 'neo4j-driver'
import type { Driver, ManagedTransaction } from 'neo4j-driver'
import { StartError } from '../start-error.ts'
import { constraintMapped, mapped } from './driver-errors.ts'
import { versionProblem } from './version.ts'

/** Longest that one statement may run where nothing else is said, in milliseconds; the database ends it after that. */
const STATEMENT_TIMEOUT_MS = 30_000

/** A statement's text and the values it stands on. */
export interface Statement {
  readonly text: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A running transaction: what a change set is written through. */
export interface Transaction {
  /** @returns the rows, each as its values by column name. */
  run(statement: Statement): Promise<Record<string, unknown>[]>
}

/** The only way to Neo4j: it owns the sessions, the access modes and the mapping of the driver's errors. */
export interface Store {
  /** Runs one reading statement; returns the first column of its rows. */
  read(statement: Statement): Promise<unknown[]>
  /**
   * Runs one reading statement whose rows are read as they are taken, few at a time.
   * The database ends it after `timeoutMs` milliseconds.
   */
  stream(statement: Statement, timeoutMs: number): AsyncGenerator<Record<string, unknown>, void>
  /**
   * Runs work in one writing transaction, again from the start when the database calls a failure transient.
   * The database ends it after `timeoutMs` milliseconds, by default the store's own.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>, timeoutMs?: number): Promise<T>
  /** Runs work as `write` does and takes all of it back: what would be, or what was. */
  trial<T>(work: (transaction: Transaction) => Promise<T>, timeoutMs?: number): Promise<T>
  /** @throws ClientError UNAVAILABLE when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface StoreOptions {
  readonly uri: string
  readonly user: string
  readonly password: string
  readonly database: string
  /** Longest that one statement may run, in milliseconds; 30 seconds where it is left out. */
  readonly statementTimeoutMs?: number | undefined
  /** Told of every statement that is sent, for tests that count them and for debug logs. */
  readonly onStatement?: (statement: Statement) => void
}

/**
 * Connects and makes sure that the database is one that this service can use.
 * @throws StartError, in one line: unreachable, wrong password, no such database, or too old a version.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const driver = neo4j.driver(options.uri, neo4j.auth.basic(options.user, options.password), {
    disableLosslessIntegers: true,
    userAgent: 'lesson-graph',
    connectionAcquisitionTimeout: 10_000,
    connectionTimeout: 5_000,
    maxTransactionRetryTime: 10_000,
  })
  try {
    await verify(driver, options)
  } catch (error) {
    await driver.close()
    throw error
  }
  return storeOver(driver, options)
}

/** Ends a transaction that was to leave nothing behind, with what came of it. */
class TakenBack<T> extends Error {
  readonly value: T
  constructor(value: T) {
    super('The transaction was a trial')
    this.value = value
  }
}

function storeOver(
  driver: Driver,
  { database, statementTimeoutMs = STATEMENT_TIMEOUT_MS, onStatement }: StoreOptions,
): Store {
  // Bookmarks let a read on another member of a cluster wait for the writes made through this service.
  const bookmarkManager = neo4j.bookmarkManager()
  const session = (defaultAccessMode: 'READ' | 'WRITE') =>
    driver.session({ database, bookmarkManager, defaultAccessMode })
  const limits = { timeout: statementTimeoutMs, metadata: { app: 'lesson-graph' } }
  const send = async (runner: Pick<ManagedTransaction, 'run'>, statement: Statement) => {
    onStatement?.(statement)
    try {
      const { records } = await runner.run(statement.text, statement.parameters)
      return records.map((record) => record.toObject())
    } catch (error) {
      throw constraintMapped(error)
    }
  }
  const write = async <T>(
    work: (transaction: Transaction) => Promise<T>,
    timeoutMs = statementTimeoutMs,
  ): Promise<T> => {
    const writing = session(neo4j.session.WRITE)
    try {
      return await writing.executeWrite(
        (transaction) => work({ run: (statement) => send(transaction, statement) }),
        { ...limits, timeout: timeoutMs },
      )
    } catch (error) {
      throw mapped(error)
    } finally {
      await writing.close()
    }
  }
  return {
    write,
    async trial<T>(work: (transaction: Transaction) => Promise<T>, timeoutMs?: number): Promise<T> {
      try {
        return await write(async (transaction) => {
          throw new TakenBack(await work(transaction))
        }, timeoutMs)
      } catch (error) {
        // Each trial runs alone in its session, so that what it threw is its own.
        if (error instanceof TakenBack) return error.value as T
        throw error
      }
    },
    async read(statement) {
      const reading = session(neo4j.session.READ)
      try {
        onStatement?.(statement)
        const { records } = await untraced(() => reading.run(statement.text, statement.parameters, limits))
        return records.map((record) => record.get(0) as unknown)
      } catch (error) {
        throw mapped(error)
      } finally {
        await reading.close()
      }
    },
    async *stream(statement, timeoutMs) {
      const reading = session(neo4j.session.READ)
      try {
        onStatement?.(statement)
        const result = reading.run(statement.text, statement.parameters, { ...limits, timeout: timeoutMs })
        for await (const record of result) yield record.toObject()
      } catch (error) {
        throw mapped(error)
      } finally {
        await reading.close()
      }
    },
    async ping() {
      await this.read({ text: 'RETURN 1 AS value', parameters: {} })
    },
    close: () => driver.close(),
  }
}

/**
 * The driver takes and formats a stack trace with every statement, in case that it fails: some 4 % of what a small read
 * costs this process. Its errors tell by code and message what went wrong.
 */
function untraced<T>(run: () => T): T {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return run()
  } finally {
    Error.stackTraceLimit = limit
  }
}

async function verify(driver: Driver, { uri, user, database }: StoreOptions): Promise<void> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.READ })
  try {
    const { records } = await session.run(
      "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version",
    )
    const version = String(records[0]?.get('version'))
    const problem = versionProblem(version)
    if (problem !== null) throw new StartError(`Neo4j at ${uri} ${problem}`)
  } catch (error) {
    if (error instanceof StartError || !(error instanceof Neo4jError)) throw error
    if (error.code.startsWith('Neo.ClientError.Security'))
      throw new StartError(`Neo4j at ${uri} refused user ${user}: check NEO4J_USER and NEO4J_PASSWORD`)
    if (error.code === 'Neo.ClientError.Database.DatabaseNotFound')
      throw new StartError(`Neo4j at ${uri} has no database ${database}: check NEO4J_DATABASE`)
    throw new StartError(`Neo4j at ${uri} does not answer (${firstLine(error.message)}): check NEO4J_URI`)
  } finally {
    await session.close()
  }
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text
