import { JSONParser, TokenType } from '@streamparser/json'
import type { Where } from './items.ts'
import { takeLink, takeNode } from './raw.ts'
import type { Reading } from './reading.ts'

const FORMAT = 'lesson-graph'
const VERSION = 1
const NEWLINE = 10
/** No single node or link is longer: a file of which one never ends would fill the memory. */
const MAX_ITEM_BYTES = 16 * 1024 * 1024

/** What stands in a file is no JSON. */
class Malformed extends Error {}

/**
 * Reads the JSON form that export writes: `{ "format", "version", "nodes": [ … ], "links": [ … ] }`, its parts in any
 * order, an item at a time.
 */
export async function readJson(
  reading: Reading,
  file: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const lines = new Lines()
  const parser = new JSONParser({ paths: ['$.*', '$.nodes.*', '$.links.*'], keepStack: false })
  let depth = 0
  /** Where the item begins that is being read. */
  let start = 0
  const top = { isKnown: false }
  parser.onToken = ({ token, offset }) => {
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1
    else {
      if (depth <= 2) start = offset
      if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1
    }
  }
  parser.onError = ({ message }) => {
    throw new Malformed(`is no valid JSON up to here: ${message}`)
  }
  parser.onValue = ({ value, key, stack }) => {
    const place: Where = { file, line: lines.at(start) }
    if (stack.length === 1) {
      const problem = topProblem(String(key), value)
      if (problem !== null) reading.report(place, String(key), problem, 'FORM')
      if (key === 'format') top.isKnown = true
    } else if (stack[1]?.key === 'nodes') takeNode(reading, place, value)
    else takeLink(reading, place, value)
  }
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let read = 0
  try {
    for await (const chunk of bytes) {
      refuseOtherEncodings(decoder, chunk)
      const content = read === 0 && startsWithMark(chunk) ? chunk.subarray(3) : chunk
      lines.add(content)
      read += content.length
      parser.write(content)
      if (depth > 2 && read - start > MAX_ITEM_BYTES)
        throw new Malformed(
          `holds an item of more than ${MAX_ITEM_BYTES} bytes, begun on line ${lines.at(start)}`,
        )
      lines.forget(start)
      await reading.flush()
    }
    refuseOtherEncodings(decoder)
    if (depth > 0) throw new Malformed('ends in the middle of what it holds')
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    reading.reportFile(file, lines.last, error.message)
    return
  }
  if (!top.isKnown) reading.reportFile(file, 1, `must say "format": "${FORMAT}"`)
}

/** Which line a byte of what was read lately stands on. */
class Lines {
  /** Where lines begin, from the line `#first` on. */
  #starts: number[] = [0]
  #first = 1
  #end = 0

  add(chunk: Uint8Array): void {
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1))
      this.#starts.push(this.#end + at + 1)
    this.#end += chunk.length
  }

  /** The last line that has come. */
  get last(): number {
    return this.#first + this.#starts.length - 1
  }

  at(offset: number): number {
    let [low, high] = [0, this.#starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return this.#first + low
  }

  /** Gives up what lies before a byte. */
  forget(offset: number): void {
    const gone = this.at(offset) - this.#first
    this.#starts.splice(0, gone)
    this.#first += gone
  }
}

const startsWithMark = (chunk: Uint8Array): boolean =>
  chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf

function topProblem(key: string, value: unknown): string | null {
  switch (key) {
    case 'format':
      return value === FORMAT ? null : `must be "${FORMAT}"`
    case 'version':
      return value === VERSION ? null : `must be ${VERSION}: a file of another version is not read`
    case 'seq':
    case 'exportedAt':
      return null
    case 'nodes':
    case 'links':
      return Array.isArray(value) ? null : 'must be a list'
    default:
      return 'is not part of the form; its parts are format, version, seq, exportedAt, nodes and links'
  }
}

function refuseOtherEncodings(decoder: TextDecoder, chunk?: Uint8Array): void {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
  } catch (error) {
    if (error instanceof TypeError) throw new Malformed('must be UTF-8')
    throw error
  }
}
