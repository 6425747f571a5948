import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Progress } from '../../progress.ts'
import { StartError } from '../../start-error.ts'
import { javaArguments, neo4jConf } from './configuration.ts'
import { classPath } from './jars.ts'
import { lockDirectory } from './lock.ts'
import { establishPassword, keptPassword, user } from './password.ts'
import { commandLineOf } from './processes.ts'
import { endSupervised, killGroup, supervise } from './supervisor.ts'
import { findJava, missing } from './toolchain.ts'

/** A running Neo4j of this service's own. */
export interface LocalNeo4j {
  readonly uri: string
  readonly user: 'neo4j'
  readonly password: string
  /** Resolves with the reason, in one line, when Neo4j ends without having been asked to. */
  readonly exited: Promise<string>
  /** Ends Neo4j, within about 12 seconds whatever hangs, and gives the data directory back. */
  readonly stop: () => Promise<void>
  /** Ends Neo4j at once, as a crash would; what was committed is kept, and the next start recovers it. */
  readonly kill: () => void
}

/** What a start may be told. */
export interface LocalOptions {
  /** Everything that is kept goes below this directory; it is made when missing. */
  readonly dataDir: string
  readonly progress: Progress
  /** Where Java is; without it, `java` on the PATH. */
  readonly javaHome?: string | undefined
  /** Gives the start up: what runs by then is ended, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** Neo4j on a slow disk with a store to recover may need long; past this it is taken for hung. In milliseconds. */
const bootLimit = 180_000
/** How long the Neo4j of a killed service gets to leave the store, in milliseconds. */
const leaveLimit = 30_000

/**
 * Starts a real Neo4j from Maven's jars: bound to loopback on a free port, with a password kept below `dataDir`.
 * @throws StartError when the machine lacks Java or Maven, another instance has the directory, or Neo4j does not start.
 */
export async function startLocalNeo4j(options: LocalOptions): Promise<LocalNeo4j> {
  const { dataDir, progress, javaHome, signal } = options
  const directory = resolve(dataDir)
  const home = join(directory, 'neo4j')
  makeFolder(home)
  const lock = await lockDirectory(directory)
  try {
    const java = await findJava(javaHome)
    const jars = java === undefined ? undefined : await classPath(progress, signal)
    if (java === undefined) throw missing(['Java'])
    if (jars === undefined) throw missing(['Maven'])
    await predecessorGone(home, progress)
    signal?.throwIfAborted()
    const running = await boot(home, java.path, jars, options)
    return {
      ...running,
      stop: async () => {
        await running.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function boot(
  home: string,
  java: string,
  jars: string,
  { progress, signal }: LocalOptions,
): Promise<LocalNeo4j> {
  const port = await freePort()
  const argumentFile = join(home, 'java.args')
  const console = join(home, 'logs', 'console.log')
  makeFolder(join(home, 'conf'))
  makeFolder(join(home, 'logs'))
  writeFileSync(join(home, 'conf', 'neo4j.conf'), neo4jConf(port), { mode: 0o600 })
  writeFileSync(argumentFile, javaArguments(home, jars), { mode: 0o600 })
  const passwordFile = join(home, 'password')
  const password = keptPassword(passwordFile)
  const uri = `bolt://127.0.0.1:${port}`

  const step = progress.begin('Starting Neo4j')
  const child = supervise({ java, argumentFile, pidFile: join(home, 'pids'), console })
  let stopping = false
  const ended = endOf(child)
  const exited = new Promise<string>((fulfil) => {
    void ended.then((how) => {
      // The supervisor itself may have been killed; java does not stay behind it.
      killGroup(child)
      if (!stopping) fulfil(`Neo4j ended unexpectedly (${how}): ${lastWords(console)}`)
    })
  })
  const stop = async (): Promise<void> => {
    stopping = true
    await endSupervised(child, ended)
  }
  try {
    await Promise.race([listening(console, signal), exited.then(fail)])
    await establishPassword(uri, password, passwordFile)
    step.end('ready')
    return { uri, user, password, exited, stop, kill: () => killGroup(child) }
  } catch (error) {
    step.end('failed')
    await stop()
    throw error
  }
}

/**
 * Waits for Neo4j's own word that it has the port. To try the port would not do: another process could have taken it
 * meanwhile, and would be handed the password.
 */
async function listening(console: string, signal: AbortSignal | undefined): Promise<void> {
  const limit = Date.now() + bootLimit
  while (Date.now() < limit) {
    signal?.throwIfAborted()
    if (readFileSync(console, 'utf8').includes('Bolt enabled on')) return
    await pause(50)
  }
  throw new StartError(
    `Neo4j did not start within ${bootLimit / 1000} s; its last line: ${lastWords(console)}`,
  )
}

/** After a SIGKILL the former Neo4j is still closing its store for a moment: lets it, rather than fail on its lock. */
async function predecessorGone(home: string, progress: Progress): Promise<void> {
  const remains = (): number[] =>
    pidsIn(join(home, 'pids')).filter((pid) => commandLineOf(pid)?.includes(home))
  if (remains().length === 0) return
  const step = progress.begin('Waiting for the former Neo4j to close its store')
  const limit = Date.now() + leaveLimit
  while (remains().length > 0 && Date.now() < limit) await pause(100)
  step.end()
  const left = remains()
  if (left.length > 0)
    throw new StartError(
      `The Neo4j of an earlier run, process ${left.join(' and ')}, still holds ${home}: end it and start again.`,
    )
}

const pidsIn = (file: string): number[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .map(Number)
        .filter((pid) => pid > 0)
    : []

const fail = (reason: string): never => {
  throw new StartError(reason)
}

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((fulfil) => {
    child.once('error', (error) => {
      fulfil(error.message)
    })
    child.once('exit', (code, signal) => {
      fulfil(signal ?? `exit code ${code}`)
    })
  })

/** The line of Neo4j's console that says most about its end: the innermost cause, else the last error, else the last. */
function lastWords(console: string): string {
  const lines = readFileSync(console, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
  const said =
    lines.findLast((line) => line.startsWith('Caused by: ')) ??
    lines.findLast((line) => / ERROR |Exception|^Error/.test(line)) ??
    lines.at(-1)
  return said?.replace(/^Caused by: /, '').slice(0, 500) ?? 'it said nothing'
}

/** A port that is free now; Neo4j, asked for port 0, would not tell which it got. */
function freePort(): Promise<number> {
  return new Promise((fulfil, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('No port was given'))
        else fulfil(address.port)
      })
    })
  })
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new StartError(
      `DATA_DIR: ${path} cannot be made (${error.message}): set a directory that can be written.`,
    )
  }
}
