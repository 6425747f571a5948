import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { arch, cpus, release, totalmem, type } from 'node:os'
import { promisify } from 'node:util'
import { largestHeap } from '../../../server/store/local/configuration.ts'
import { versionOf } from '../install.ts'
import { inProject } from '../systems/system.ts'

/** What results stand on; nothing that names the machine or its place. */
export interface Machine {
  readonly hardware: string
  readonly system: string
  readonly versions: string
  readonly service: string
  readonly compared: string
}

const run = promisify(execFile)

/** What this machine is and what runs on it. */
export async function machine(): Promise<Machine> {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const { stderr } = await run('java', ['-version'])
  const java = /version "([^"]+)"/.exec(stderr)?.[1] ?? 'unknown'
  const neo4j = /<neo4j.version>([^<]+)/.exec(
    readFileSync(inProject('server/store/local/pom.xml'), 'utf8'),
  )?.[1]
  return {
    hardware: `${first?.model.trim() ?? 'unknown'}, ${cpus().length} cores, ${memory} GB`,
    system: `${type()} ${release()}, ${arch()}`,
    versions: `Node ${process.versions.node}, Java ${java}, Neo4j ${neo4j ?? 'unknown'} Community (heap up to ${largestHeap()} MB, an eighth of the memory as page cache)`,
    service: `this service at commit ${await commit()}`,
    compared: ['@neo4j/graphql', '@pothos/core', 'dataloader', 'graphql-yoga', 'graphql', 'neo4j-driver']
      .map((name) => `${name} ${versionOf(name)}`)
      .join(', '),
  }
}

/** Which sources were measured, as git knows them. */
async function commit(): Promise<string> {
  const git = async (...args: string[]): Promise<string> =>
    (await run('git', args, { cwd: inProject('.') })).stdout.trim()
  try {
    const changed = await git('status', '--porcelain', '--untracked-files=no', '--', 'server')
    return `${await git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : ' with changes'}`
  } catch (error) {
    if (error instanceof Error) return 'unknown'
    throw error
  }
}
