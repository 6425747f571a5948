import { readFileSync, readdirSync, readlinkSync } from 'node:fs'

/**
 * How many files and sockets a process holds, also those that the other side has left; its connections to a port of others
 * are not counted.
 */
export function heldFiles(pid: number, otherPort: number): number {
  const away = new Set(
    ['tcp', 'tcp6']
      .flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').trim().split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , remote = '']) => parseInt(remote.split(':')[1] ?? '', 16) === otherPort)
      .map((columns) => `socket:[${columns[9] ?? ''}]`),
  )
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    const target = targetOf(`/proc/${pid}/fd/${fd}`)
    return target !== null && !away.has(target)
  }).length
}

function targetOf(path: string): string | null {
  try {
    return readlinkSync(path)
  } catch (error) {
    // Closed since the folder was read.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The most that a process has ever held in memory, in megabytes. */
export function mostMemory(pid: number): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
