import { basename } from 'node:path'
import { badInput } from '../errors.ts'
import type { Model } from '../model/index.ts'
import type { GivenMapping } from './csv/mapping.ts'
import { readCsv } from './csv/read.ts'
import type { KeptMapping } from './csv/read.ts'
import { readJson } from './json.ts'
import { Reading } from './reading.ts'
import { readYaml } from './yaml.ts'

/** What is read lies on the disk meanwhile, which others need too. */
const MAX_BYTES = 2_000_000_000

export const FORMATS = ['JSON', 'YAML', 'CSV'] as const
export type Format = (typeof FORMATS)[number]

/** A file to be imported. It is read once, from its beginning to its end. */
export interface ImportFile {
  /** What problems call it. */
  readonly name: string
  readonly format: Format
  readonly bytes: () => AsyncIterable<Uint8Array>
  /** What the columns of a table hold, where somebody has said it. */
  readonly mapping?: GivenMapping | undefined
}

/** Files that are at hand, or that come one after the other. */
export type ImportFiles = readonly ImportFile[] | AsyncIterable<ImportFile>

/** The form of a file by its name; undefined for none that is read here. */
export function formatOf(name: string): Format | undefined {
  if (/\.json$/i.test(name)) return 'JSON'
  if (/\.ya?ml$/i.test(name)) return 'YAML'
  return /\.(csv|tsv|txt)$/i.test(name) ? 'CSV' : undefined
}

export interface ReadOptions {
  readonly kept: KeptMapping
  /** Told how much has come, in bytes. */
  readonly onBytes: (count: number) => void
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads files to their ends; what is wrong in them is among the problems of what comes back.
 * The caller closes it.
 */
export async function readFiles(
  model: Model,
  files: ImportFiles,
  { kept, onBytes, signal }: ReadOptions,
): Promise<Reading> {
  const reading = await Reading.begin(model)
  let count = 0
  const counted = async function* (bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      signal?.throwIfAborted()
      count += chunk.length
      if (count > MAX_BYTES)
        throw badInput([{ path: 'files', reason: `have more than ${MAX_BYTES} bytes: import them in parts` }])
      onBytes(count)
      yield chunk
    }
  }
  try {
    for await (const { name, format, bytes, mapping } of ordered(files)) {
      const index = reading.files.length
      reading.files.push({ name, naming: {} })
      const content = counted(bytes())
      if (format === 'JSON') await readJson(reading, index, content)
      else if (format === 'YAML') await readYaml(reading, index, content)
      else await readCsv(reading, index, content, mapping, kept)
      await reading.flush()
    }
    return reading
  } catch (error) {
    await reading.close()
    throw error
  }
}

/** The other files of a seed folder name passages of the source, which has to come first. */
const ordered = (files: ImportFiles): Iterable<ImportFile> | AsyncIterable<ImportFile> =>
  Array.isArray(files) ? (files as readonly ImportFile[]).toSorted(sourcesFirst) : files

const sourcesFirst = (one: ImportFile, other: ImportFile): number =>
  Number(isSource(other)) - Number(isSource(one))

const isSource = ({ name }: ImportFile): boolean => /^source\.ya?ml$/i.test(basename(name))
