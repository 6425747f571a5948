import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { isRecord } from '../curate/validate.ts'
import { parsedJson } from '../json.ts'
import type { Model } from '../model/index.ts'
import { StartError } from '../start-error.ts'
import { BACKUP_FORMAT, NO_COUNTS, counted } from './file.ts'
import type { Counts, Header, Line, Trailer } from './file.ts'
import { misfits } from './shape.ts'

/** What a backup says of itself, all of which was found to hold. */
export interface Verified {
  readonly header: Header
  readonly counts: Counts
}

/**
 * Reads a backup to its end and holds it against its own checksum and counts, and against the model, before anybody writes
 * a line of it.
 * @throws StartError in a few clear lines when it cannot be restored here.
 */
export async function verifyBackup(file: string, model: Model): Promise<Verified> {
  const hash = createHash('sha256')
  const refuse = (why: string) => new StartError(`${file} cannot be restored: ${why}`)
  let header: Header | undefined
  let trailer: Trailer | undefined
  let counts = NO_COUNTS
  for await (const text of linesOf(file)) {
    if (trailer !== undefined) throw refuse('it goes on after its end')
    const value = parsedJson(text)
    if (header === undefined) header = headerOf(value, model, refuse)
    else if (isTrailer(value)) {
      trailer = value
      continue
    } else if (isLine(value)) counts = counted(counts, value)
    else throw refuse('it is damaged: one of its lines is not as it was written')
    hash.update(`${text}\n`)
  }
  if (header === undefined || trailer === undefined) throw refuse('it is not whole: its end is missing')
  if (trailer.sha256 !== hash.digest('hex')) throw refuse('it is damaged: its checksum does not fit')
  if (!isDeepStrictEqual(trailer.counts, counts)) throw refuse('it is damaged: it does not hold what it says')
  return { header, counts }
}

/** The things in a verified backup, without its header and its trailer. */
export async function* thingsIn(file: string): AsyncGenerator<Line> {
  for await (const text of linesOf(file)) {
    const value = parsedJson(text)
    if (isLine(value)) yield value
  }
}

function headerOf(value: unknown, model: Model, refuse: (why: string) => StartError): Header {
  if (!isRecord(value) || value['format'] !== BACKUP_FORMAT.format)
    throw refuse('it is no backup of this service')
  const header = value as unknown as Header
  if (header.version !== BACKUP_FORMAT.version)
    throw refuse(
      `it is of version ${header.version}, and this service reads version ${BACKUP_FORMAT.version}; ` +
        'restore it with the service that made it, or with a newer one',
    )
  const wrong = misfits(header.model, model)
  if (wrong.length > 0)
    throw refuse(`it is of a graph that this service’s model does not fit:\n${wrong.slice(0, 20).join('\n')}`)
  return header
}

const isTrailer = (value: unknown): value is Trailer =>
  isRecord(value) && 'sha256' in value && 'counts' in value
const isLine = (value: unknown): value is Line =>
  isRecord(value) && ['node', 'link', 'other'].some((name) => isRecord(value[name]))

/** @throws StartError when the file cannot be read, or is no gzip file or the beginning of one. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  // What fails is met where the text is taken.
  const text = pipeline(source, createGunzip(), () => undefined).setEncoding('utf8')
  let rest = ''
  try {
    for await (const chunk of text as AsyncIterable<string>) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const code = String(error.code)
    if (!code.startsWith('Z_')) throw new StartError(`${file} cannot be read: ${error.message}`)
    throw new StartError(
      code === 'Z_BUF_ERROR'
        ? `${file} cannot be restored: it is not whole: its end is missing`
        : `${file} cannot be restored: it is damaged, or no backup (${error.message})`,
    )
  } finally {
    source.destroy()
  }
  if (rest !== '') yield rest
}
