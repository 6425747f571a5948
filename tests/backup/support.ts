import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'
import { readFileSync, writeFileSync } from 'node:fs'
import { verifyBackup } from '../../server/backup/read.ts'
import { restore } from '../../server/backup/restore.ts'
import { takeBackup } from '../../server/backup/write.ts'
import { model } from '../../server/model/index.ts'
import type { Store } from '../../server/store/store.ts'

const folder = await mkdtemp(join(tmpdir(), 'lesson-graph-backup-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

export const fileNamed = (name: string): string => join(folder, name)

/** Backs the graph up to a file of that name. @param between what happens when some of it has been read. */
export async function backUp(store: Store, name: string, between?: () => Promise<void>): Promise<string> {
  const file = fileNamed(name)
  const { text } = await takeBackup(store, model)
  const slowly = async function* () {
    let pieces = 0
    for await (const piece of text) {
      yield piece
      pieces += 1
      if (pieces === 3) await between?.()
    }
  }
  await pipeline(slowly(), createGzip(), createWriteStream(file))
  return file
}

export interface Options {
  readonly overwrite?: boolean
  readonly signal?: AbortSignal
  readonly onProgress?: (written: number) => void
}

export async function restoreFrom(
  store: Store,
  file: string,
  { overwrite = false, signal = new AbortController().signal, onProgress = () => undefined }: Options = {},
): Promise<void> {
  const verified = await verifyBackup(file, model)
  await restore({ store, model, file, verified, overwrite, signal, onProgress })
}

/** A copy of a backup with its text changed. */
export function changed(file: string, name: string, change: (text: string) => string): string {
  const to = fileNamed(name)
  writeFileSync(to, gzipSync(change(gunzipSync(readFileSync(file)).toString('utf8'))))
  return to
}
