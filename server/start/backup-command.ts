import { createGzip } from 'node:zlib'
import { parseArgs } from 'node:util'
import { sayCounts } from '../backup/file.ts'
import { refuseHalfRestored } from '../backup/mark.ts'
import { verifyBackup } from '../backup/read.ts'
import { restore } from '../backup/restore.ts'
import { takeBackup } from '../backup/write.ts'
import { ClientError } from '../errors.ts'
import { model } from '../model/index.ts'
import { StartError } from '../start-error.ts'
import { readArguments, wrong } from './arguments.ts'
import { joinDatabase, onStore, openDatabase } from './database.ts'
import { sizeOf, refuseExisting, writeWhole } from './output.ts'
import type { Surroundings } from './serve.ts'
import { stopSignals } from './stop-signals.ts'

/** What `backup` was asked to do. */
export interface BackupArguments {
  readonly file: string
  /** Whether a file that is there is written over. */
  readonly force: boolean
}

/** What `restore` was asked to do. */
export interface RestoreArguments {
  readonly file: string
  /** Whether a graph that is there is lost. */
  readonly overwrite: boolean
}

/** @throws StartError with what is wrong, and the usage. */
export function backupArguments(args: readonly string[]): BackupArguments {
  const { file, flag } = fileAnd('force', args)
  return { file, force: flag }
}

/** @throws StartError with what is wrong, and the usage. */
export function restoreArguments(args: readonly string[]): RestoreArguments {
  const { file, flag } = fileAnd('overwrite', args)
  return { file, overwrite: flag }
}

function fileAnd(name: string, args: readonly string[]): { file: string; flag: boolean } {
  return readArguments(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { [name]: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) throw wrong('Name one file.')
    return { file, flag: values[name] === true }
  })
}

/**
 * Writes all of the graph to a file, while others may work with it.
 * @throws StartError when it cannot be done; no file is there then.
 */
export async function backupCommand(
  { config, progress }: Surroundings,
  { file, force }: BackupArguments,
): Promise<void> {
  await refuseExisting(file, force)
  const { signal } = stopSignals(() => undefined)
  await onStore(await joinDatabase(config, progress, signal), async (store) => {
    await refuseHalfRestored(store)
    const step = progress.begin(`Backing up to ${file}`)
    try {
      const { seq, text, counts } = await takeBackup(store, model)
      const told = async function* () {
        for await (const piece of text) {
          step.note(sayCounts(counts()))
          yield piece
        }
      }
      // People’s names and more are in it: it is for its owner alone.
      const size = await writeWhole(file, [told(), createGzip()], { force, signal, mode: 0o600 })
      step.end(`${sayCounts(counts())}; ${sizeOf(size)}, the graph as of sequence number ${seq}`)
    } catch (error) {
      step.end('failed')
      if (signal.aborted) throw new StartError('Stopped: nothing was written.')
      if (error instanceof ClientError) throw new StartError(`Nothing was written: ${error.message}`)
      throw error
    }
  })
}

/**
 * Puts a backup in the place of the graph.
 * @throws StartError when it cannot be done, and what is to be done where it was begun.
 */
export async function restoreCommand(
  { config, progress }: Surroundings,
  { file, overwrite }: RestoreArguments,
): Promise<void> {
  const checking = progress.begin(`Checking ${file}`)
  const verified = await verifyBackup(file, model).catch((error: unknown) => {
    checking.end('failed')
    throw error
  })
  const { header, counts } = verified
  checking.end(`${sayCounts(counts)}, taken at ${header.takenAt}, sequence number ${header.seq}`)
  const { signal } = stopSignals(() => undefined)
  // Not beside a running instance: it would show, and change, what is half there.
  await onStore(await openDatabase(config, progress, signal), async (store) => {
    const step = progress.begin('Restoring')
    const all = counts.nodes + counts.links + counts.others
    try {
      await restore({
        store,
        model,
        file,
        verified,
        overwrite,
        signal,
        onProgress: (written) => step.note(`${Math.min(99, Math.floor((100 * written) / all))} %`),
      })
      step.end('done')
    } catch (error) {
      step.end('failed')
      if (signal.aborted)
        throw new StartError(
          'Stopped before the end: run npm run restore -- FILE again before anything else.',
        )
      if (error instanceof ClientError) throw new StartError(`The graph was not restored: ${error.message}`)
      throw error
    }
  })
}
