import type { Model } from '../model/index.ts'
import { readJson } from './json.ts'
import { Reading } from './reading.ts'

export type Format = 'json'

/** A file to be imported. It is read once, from its beginning to its end. */
export interface ImportFile {
  /** What problems call it. */
  readonly name: string
  readonly format: Format
  readonly bytes: () => AsyncIterable<Uint8Array>
}

/** The form of a file by its name; undefined for none that is read here. */
export const formatOf = (name: string): Format | undefined => (/\.json$/i.test(name) ? 'json' : undefined)

/**
 * Reads files to their ends; what is wrong in them is among the problems of what comes back.
 * The caller closes it.
 * @param onBytes told how much has come, in bytes.
 */
export async function readFiles(
  model: Model,
  files: readonly ImportFile[],
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<Reading> {
  const reading = await Reading.begin(model)
  let count = 0
  const counted = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      signal?.throwIfAborted()
      count += chunk.length
      onBytes(count)
      yield chunk
    }
  }
  try {
    for (const [index, { name, bytes }] of files.entries()) {
      reading.files.push({ name, naming: {} })
      await readJson(reading, index, counted(bytes()))
      await reading.flush()
    }
    return reading
  } catch (error) {
    await reading.close()
    throw error
  }
}
