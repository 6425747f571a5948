import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { projectRoot } from '../../../server/root.ts'
import type { Parameters, SystemName, Workload } from '../workloads/index.ts'

/** One of the compared systems, running as a process of its own. */
export interface System {
  readonly name: SystemName
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

export interface Connection {
  readonly uri: string
  readonly user: string
  readonly password: string
}

const commands: Readonly<Record<SystemName, readonly string[]>> = {
  ours: ['server/start.mjs'],
  'neo4j-graphql': ['--import', 'tsx', 'tests/bench/systems/neo4j-graphql.ts'],
  pothos: ['--import', 'tsx', 'tests/bench/systems/pothos.ts'],
  hand: ['--import', 'tsx', 'tests/bench/systems/hand.ts'],
}

/** Longest that a system may take to listen, in milliseconds: this service may have to be built first. */
const START_LIMIT_MS = 300_000
const STOP_LIMIT_MS = 15_000

/**
 * Starts a system on a database, in production mode, this service as its users start it.
 * @throws Error with what it printed when it ends before it listens.
 */
export async function startSystem(name: SystemName, { uri, user, password }: Connection): Promise<System> {
  const child = spawn(process.execPath, [...commands[name]], {
    cwd: projectRoot(),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      // What the requests of a minute come to is counted as ever; only nobody is told that it is too much.
      REQUESTS_A_MINUTE: '1000000000',
      COST_A_MINUTE: '1000000000000',
      PORT: '0',
      NEO4J_URI: uri,
      NEO4J_USER: user,
      NEO4J_PASSWORD: password,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // However the benchmark ends, nothing that it started stays.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  const port = await listening(name, child)
  if (child.pid === undefined) throw new Error(`${name} has no process`)
  return { name, port, pid: child.pid, stop: () => stopped(child) }
}

async function listening(name: SystemName, child: ChildProcess): Promise<number> {
  let printed = ''
  return new Promise((fulfil, reject) => {
    const late = setTimeout(() => {
      child.kill()
      reject(new Error(`${name} does not listen:\n${printed}`))
    }, START_LIMIT_MS)
    const take = (chunk: Buffer) => {
      // What is printed later is of no interest, but must be read, or the process would stall.
      if (printed.length < 100_000) printed += chunk.toString()
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(printed)
      if (found === null) return
      clearTimeout(late)
      fulfil(Number(found[1]))
    }
    child.stdout?.on('data', take)
    child.stderr?.on('data', take)
    child.once('error', reject)
    child.once('exit', () => {
      clearTimeout(late)
      reject(new Error(`${name} ended:\n${printed}`))
    })
  })
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  child.kill('SIGTERM')
  await ended
  clearTimeout(late)
}

/** The most memory that a process has had resident so far, in bytes; null where the kernel does not tell. */
export function peakMemory(pid: number): number | null {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return found === null ? null : Number(found[1]) * 1024
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** How a workload's requests to a system begin and end; between them stand the parameters as JSON. */
export interface RequestForm {
  readonly path: string
  readonly head: string
  readonly tail: string
}

/** What a system is sent for a workload; null when it has no answer to it. */
export function requestForm(system: SystemName, workload: Workload): RequestForm | null {
  if (system === 'hand')
    return workload.statement === null ? null : { path: `/${workload.name}`, head: '', tail: '' }
  const document = workload.documents[system]
  if (document === undefined) return null
  const query = JSON.stringify(document.replace(/\s+/g, ' '))
  return { path: '/graphql', head: `{"query":${query},"variables":`, tail: '}' }
}

/** Sends one request and reads its whole answer. */
export async function ask(port: number, form: RequestForm, parameters: Parameters): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${form.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: form.head + JSON.stringify(parameters) + form.tail,
  })
  const text = await response.text()
  if (response.status !== 200 || text.includes('"errors":['))
    throw new Error(`${response.status} ${text.slice(0, 1000)}`)
  return JSON.parse(text) as unknown
}

/** A file's path, which commands name from the project's folder. */
export const inProject = (path: string): string => resolve(projectRoot(), path)
