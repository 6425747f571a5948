import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Progress, Step } from '../../progress.ts'
import { projectRoot } from '../../root.ts'
import { StartError } from '../../start-error.ts'
import { hasMaven } from './toolchain.ts'

/**
 * The class path of Neo4j: jars in Maven's own local repository, so that 120 MB are not kept twice. It is remembered by
 * the pom's hash, and used again without Maven while every jar on it still exists.
 * @returns undefined when Maven is needed and is not there.
 * @throws StartError with Maven's last error when it fails.
 */
export async function classPath(progress: Progress, signal?: AbortSignal): Promise<string | undefined> {
  const pom = fileURLToPath(new URL('pom.xml', import.meta.url))
  const hash = createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16)
  const folder = join(projectRoot(), 'node_modules', '.cache', 'lesson-graph')
  const remembered = join(folder, `neo4j-${hash}.classpath`)
  if (existsSync(remembered)) {
    const jars = readFileSync(remembered, 'utf8').trim()
    if (jars !== '' && jars.split(delimiter).every((jar) => existsSync(jar))) return jars
  }
  if (!(await hasMaven())) return undefined
  mkdirSync(folder, { recursive: true })
  const resolved = join(folder, `neo4j-${hash}.${process.pid}`)
  const pomCopy = `${resolved}.pom.xml`
  // A copy, because Maven would look for its settings folder beside the pom, and above it.
  writeFileSync(pomCopy, readFileSync(pom))
  const step = progress.begin("Resolving Neo4j's jars with Maven (once)")
  try {
    await resolve(pomCopy, resolved, step, signal)
    const jars = readFileSync(resolved, 'utf8').trim()
    renameSync(resolved, remembered)
    step.end(`${String(jars.split(delimiter).length)} jars`)
    return jars
  } catch (error) {
    step.end('failed')
    throw error
  } finally {
    rmSync(pomCopy, { force: true })
    rmSync(resolved, { force: true })
  }
}

/** Runs Maven, counting what it downloads. */
function resolve(pom: string, output: string, step: Step, signal: AbortSignal | undefined): Promise<void> {
  const child = spawn('mvn', ['-B', '-f', pom, `-Dmdep.outputFile=${output}`, 'dependency:build-classpath'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal === undefined ? {} : { signal }),
  })
  // Maven is not left behind to finish on its own.
  const end = () => child.kill()
  process.once('exit', end)
  let files = 0
  let lastError: string | undefined
  const read = (line: string): void => {
    if (line.includes('Downloaded ')) {
      files += 1
      step.note(`${files} files`)
    }
    // Maven closes with advice ("Re-run Maven using ..."); the first error is the one that says what went wrong.
    if (line.startsWith('[ERROR]')) lastError ??= line.slice('[ERROR]'.length).trim()
  }
  createInterface({ input: child.stdout }).on('line', read)
  createInterface({ input: child.stderr }).on('line', read)
  return new Promise((fulfil, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', end)
      if (code === 0) fulfil()
      else
        reject(
          new StartError(`Maven could not resolve Neo4j's jars: ${lastError ?? `mvn ended with ${code}`}`),
        )
    })
  })
}
