import { createWriteStream } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { Duplex, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { StartError } from '../start-error.ts'
import { startOf } from '../store/local/processes.ts'

/** What stands between the name of a file that is being written and the number of the process that writes it. */
const PART = '.part-'

/** How a file is to be written. */
export interface OutputOptions {
  /** Whether a file that is there may be written over. */
  readonly force: boolean
  /** Gives the writing up. */
  readonly signal: AbortSignal
  /** Who may read the file, as chmod has it. */
  readonly mode?: number
}

/** @throws StartError when a file is there and may not be written over: before long work, not after it. */
export async function refuseExisting(file: string, force: boolean): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found !== undefined && (!force || found.isDirectory()))
    throw new StartError(`${file} is there already: name another file, or say --force to write over it.`)
}

/**
 * Writes a file that is there whole or not at all: under another name first, which is taken away again when the writing
 * fails or is given up.
 * @param pieces what is written, and what it goes through on its way.
 * @returns its size in bytes.
 * @throws StartError when it cannot be written.
 */
export async function writeWhole(
  file: string,
  [source, through = new PassThrough()]: readonly [
    source: AsyncIterable<Uint8Array | string>,
    through?: Duplex,
  ],
  { force, signal, mode = 0o666 }: OutputOptions,
): Promise<number> {
  await sweep(file)
  const part = `${file}${PART}${process.pid}`
  try {
    const out = createWriteStream(part, { flags: 'wx', mode, flush: true })
    await pipeline(source, through, out, { signal })
    await refuseExisting(file, force)
    await rename(part, file)
    return out.bytesWritten
  } catch (error) {
    await rm(part, { force: true })
    if (error instanceof Error && 'syscall' in error)
      throw new StartError(`${file} cannot be written: ${error.message}`)
    throw error
  }
}

/** Takes away what processes that were killed have left of this file; what is being written is none of it. */
async function sweep(file: string): Promise<void> {
  const beginning = `${basename(file)}${PART}`
  const names = await readdir(dirname(file)).catch(() => [])
  for (const name of names) {
    const pid = name.startsWith(beginning) ? Number(name.slice(beginning.length)) : Number.NaN
    // A process writes one file at a time: what bears this one's number is of another that had it before.
    if (Number.isInteger(pid) && (pid === process.pid || startOf(pid) === undefined))
      await rm(join(dirname(file), name), { force: true })
  }
}

/** Writes to a stream that others go on with. @throws StartError when nobody takes it any more. */
export async function writeThrough(
  out: Writable,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(bytes, out, { signal, end: false })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE')
      throw new StartError('Whoever reads the export has stopped.')
    throw error
  }
}

/** A number of bytes for people. */
export const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
