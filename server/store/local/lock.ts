import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartError } from '../../start-error.ts'
import { startOf } from './processes.ts'

/** The hold on a data directory. */
export interface Lock {
  /** Gives the directory back; a second call does nothing. */
  release(): void
}

interface Holder {
  readonly pid: number
  readonly started: string
}

/**
 * Takes the data directory for this process: of two that start at the same time exactly one gets it. A lock left by
 * a process that was killed is recognised, also when another process has its pid by now, and taken over.
 * @throws StartError naming the pid of the running instance that has it.
 */
export async function lockDirectory(directory: string): Promise<Lock> {
  const path = join(directory, 'lock')
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) })
  for (let attempt = 0; attempt < 40; attempt += 1) {
    if (create(path, mine)) return { release: () => release(path, mine) }
    const holder = holderOf(path)
    if (holder !== undefined && isRunning(holder)) throw inUse(directory, holder)
    // A lock without a holder may be one that is being written this moment: look again before calling it stale.
    if (holder !== undefined || attempt > 20) removeStale(path)
    await pause(50)
  }
  throw new StartError(
    `The data directory ${directory} cannot be locked: ${path} keeps changing. Is its disk shared?`,
  )
}

/** Whether a running instance has the data directory. */
export function isHeld(directory: string): boolean {
  const holder = holderOf(join(directory, 'lock'))
  return holder !== undefined && isRunning(holder)
}

/**
 * Removes a stale lock under a lock of its own: between another start's look and its removal a third could have taken
 * the directory rightly, and would lose it. The guard is held for microseconds; one that is ten seconds old was left
 * by a crash.
 */
function removeStale(path: string): void {
  const guard = `${path}.guard`
  if (!create(guard, String(process.pid))) {
    if (ageOf(guard) > 10_000) rmSync(guard, { force: true })
    return
  }
  try {
    // Gone by now means given back: whatever stands there a moment later is somebody's own.
    if (read(path) === undefined) return
    const holder = holderOf(path)
    if (holder === undefined || !isRunning(holder)) rmSync(path, { force: true })
  } finally {
    rmSync(guard, { force: true })
  }
}

function release(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path, { force: true })
}

function create(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

function holderOf(path: string): Holder | undefined {
  const content = read(path)
  const [, pid, started] = /^\{"pid":(\d+),"started":"([^"]+)"\}$/.exec(content ?? '') ?? []
  return pid === undefined || started === undefined ? undefined : { pid: Number(pid), started }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function ageOf(path: string): number {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
}

const isRunning = (holder: Holder): boolean => startOf(holder.pid) === holder.started

const inUse = (directory: string, holder: Holder): StartError =>
  new StartError(
    `DATA_DIR ${directory} is in use by a running instance, process ${holder.pid}: ` +
      'stop that one first, or set another DATA_DIR.',
  )

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
