import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { PersistedOptions } from '../http/persisted.ts'
import { StartError } from '../start-error.ts'

const documents = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string())

/**
 * The documents that apps have handed in: a file of JSON, of their texts by their SHA-256 in hexadecimal.
 * @throws StartError when the file cannot be read, or is not of this form.
 */
export async function readPersisted({
  persistedFile: file,
  persistedOnly: only,
}: Pick<Config, 'persistedFile' | 'persistedOnly'>): Promise<PersistedOptions> {
  if (file === undefined) return { documents: new Map(), only }
  const parsed = documents.safeParse(parse(file, await read(file)))
  if (!parsed.success)
    throw new StartError(
      `PERSISTED_OPERATIONS: ${file} must be a JSON object of documents by their SHA-256 in hexadecimal.`,
    )
  return { documents: new Map(Object.entries(parsed.data)), only }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new StartError(`PERSISTED_OPERATIONS: ${file} cannot be read (${reasonOf(error)}).`)
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StartError(`PERSISTED_OPERATIONS: ${file} is no JSON (${reasonOf(error)}).`)
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
