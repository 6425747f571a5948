import { CsvError, parse } from 'csv-parse'
import { Readable, pipeline } from 'node:stream'
import { setImmediate as pause } from 'node:timers/promises'

/** No row is longer, in characters: quotes that are never closed would make the whole file one. */
const MAX_RECORD = 4_000_000
/** What is parsed without a pause, in bytes: of each row that is shorter than the first, the parser makes an error. */
const PIECE = 4_096
/** What is looked at to tell what parts the cells. */
const HEAD = 65_536

/** A row of a table, and the line that it begins on. */
export interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

/** A table that cannot be read further, and from which line on. */
export class BrokenTable extends Error {
  readonly line: number | null

  constructor(message: string, line: number | null) {
    super(message)
    this.line = line
  }
}

/**
 * The rows of a table as spreadsheets write it: UTF-8 with or without a mark, or UTF-16 with one; cells parted by commas,
 * semicolons or tabs, whichever the first line has most of.
 * @throws BrokenTable where it is none.
 */
export async function* readTable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Row> {
  const texts = decoded(bytes)
  const [head, all] = await peeked(texts)
  const parser = parse({
    delimiter: delimiterOf(head),
    bom: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: false,
    max_record_size: MAX_RECORD,
  })
  // What the source fails with ends the parser, and so is thrown to whoever reads the rows.
  pipeline(Readable.from(all, { objectMode: false }), parser, () => undefined)
  let line = 1
  try {
    for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
      if (record.some((cell) => cell.trim() !== '')) yield { cells: record, line }
      // The parser’s own count takes a line that ends in CR and LF for two.
      line += raw.replace(/[\r\n]+$/, '').split(/\r\n|\r|\n/).length
    }
  } catch (error) {
    if (error instanceof CsvError) throw new BrokenTable(`is no table: ${error.message}`, line)
    throw error
  } finally {
    parser.destroy()
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8', {
        fatal: true,
      })
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder?.decode() ?? ''
  } catch (error) {
    if (error instanceof TypeError && 'code' in error)
      throw new BrokenTable('must be UTF-8: save it as “CSV UTF-8”', null)
    throw error
  }
}

/** The beginning of texts, and all of them again. */
async function peeked(texts: AsyncGenerator<string>): Promise<[string, AsyncGenerator<Uint8Array>]> {
  let head = ''
  let isDone = false
  while (head.length < HEAD && !isDone) {
    const next = await texts.next()
    isDone = next.done === true
    if (next.done !== true) head += next.value
  }
  const all = async function* () {
    yield* pieces(head)
    for await (const text of texts) yield* pieces(text)
  }
  return [head, all()]
}

/** A text in parts, between which others are served. */
async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += PIECE) {
    yield bytes.subarray(at, at + PIECE)
    await pause()
  }
}

/** What parts the cells of the first line, outside quotes. */
export function delimiterOf(head: string): string {
  const [line = ''] = head.replace(/"(?:[^"]|"")*"/g, '').split(/\r?\n|\r/, 1)
  const count = (delimiter: string) => line.split(delimiter).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}
