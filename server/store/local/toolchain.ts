import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartError } from '../../start-error.ts'

const run = promisify(execFile)
const oldestJava = 17

/** Java as found on this machine. */
export interface Java {
  readonly path: string
  readonly major: number
}

/**
 * Finds Java in `javaHome` when that is given, else on the PATH.
 * @returns undefined when there is none.
 * @throws StartError when it is older than 17, which Neo4j 5 does not run on.
 */
export async function findJava(javaHome?: string): Promise<Java | undefined> {
  const path = javaHome === undefined ? 'java' : join(javaHome, 'bin', 'java')
  const output = await outputOf(path, ['-version'])
  const version = output === undefined ? undefined : javaMajor(output)
  if (version === undefined) return undefined
  if (version < oldestJava)
    throw new StartError(
      `Java ${version} was found (${path}), but Neo4j needs Java ${oldestJava} or newer: ` +
        'install one, or set JAVA_HOME to it, or set NEO4J_URI to a Neo4j that runs elsewhere.',
    )
  return { path, major: version }
}

/** Whether `mvn` starts. */
export const hasMaven = async (): Promise<boolean> => (await outputOf('mvn', ['--version'])) !== undefined

/** `17.0.15` is 17, and so is `1.8.0_432` 8: until Java 9 the first number was always 1. */
export function javaMajor(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? []
  if (first === undefined) return undefined
  return first === '1' && second !== undefined ? Number(second) : Number(first)
}

/** What to say when a local Neo4j cannot be had: what to install, what to set instead, and the way by Docker. */
export function missing(what: readonly ('Java' | 'Maven')[]): StartError {
  return new StartError(
    [
      `There is no database: NEO4J_URI is not set, and a local Neo4j needs Java 17 or newer and Maven; not found: ${what.join(', ')}.`,
      'Install them (Debian, Ubuntu: apt-get install openjdk-17-jre-headless maven; macOS: brew install openjdk@17 maven), or set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD to a Neo4j 5.26.',
      'Or let Docker bring up Neo4j and this service together: NEO4J_PASSWORD=<a password> docker compose up.',
    ].join('\n'),
  )
}

/** Both output streams of a command, or undefined when it does not exist or does not succeed (macOS's java stub). */
async function outputOf(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run(command, [...args])
    return stdout + stderr
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined
    throw error
  }
}
