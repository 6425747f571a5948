import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * When a process began, as a word that no later process with the same pid shares; undefined when it is not running.
 * A lock that holds only a pid would be kept alive by whichever process gets the number next.
 */
export function startOf(pid: number): string | undefined {
  if (!existsSync('/proc/self/stat')) return psField(pid, 'lstart')
  const stat = procFile(pid, 'stat')
  // The command name may hold spaces and brackets; what follows the last bracket starts with the state, field 3.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields === undefined || fields[0] === 'Z') return undefined
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  return `${boot}/${fields[19] ?? ''}`
}

/** The command line of a running process, its arguments separated by spaces; undefined when it is not running. */
export function commandLineOf(pid: number): string | undefined {
  if (!existsSync('/proc/self/stat')) return psField(pid, 'args')
  const line = procFile(pid, 'cmdline')?.replaceAll('\0', ' ')
  return line === '' ? undefined : line
}

function procFile(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

function psField(pid: number, field: string): string | undefined {
  try {
    const out = execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim()
    return out === '' ? undefined : out
  } catch (error) {
    // ps ends with 1 when there is no such process.
    if (error instanceof Error && 'status' in error && error.status === 1) return undefined
    throw error
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')
