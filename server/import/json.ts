import { JSONParser, TokenType } from '@streamparser/json'
import type { Where } from './items.ts'
import { takeLink, takeNode } from './raw.ts'
import type { Reading } from './reading.ts'

const FORMAT = 'lesson-graph'
const VERSION = 1
/** The parts of a file: what it says of itself, and its lists. */
const SAID = ['format', 'version', 'seq', 'exportedAt', 'isCut']
const LISTS = ['nodes', 'links']
const NEWLINE = 10
/** What is a node or a link nests no deeper than a few levels; each takes a good deal of memory. */
const MAX_DEPTH = 60
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
  // The lists themselves are not among them: the parser would keep all of their items.
  const parser = new JSONParser({
    paths: [...SAID.map((name) => `$.${name}`), ...LISTS.map((name) => `$.${name}.*`)],
    keepStack: false,
  })
  let depth = 0
  /** Where the item begins that is being read. */
  let start = 0
  /** The part of the file that was named last, until its value begins. */
  let part: string | null = null
  const top = { isKnown: false }
  parser.onToken = ({ token, value, offset }) => {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new Malformed(`holds a number that is too large on line ${lines.last}`)
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      depth -= 1
      return
    }
    if (depth <= 2) start = offset
    if (depth === 1 && token !== TokenType.COLON) {
      const problem = part === null ? null : partProblem(part, token)
      if (part !== null && problem !== null)
        reading.report({ file, line: lines.at(start) }, part, problem, 'FORM')
      // A text that follows a comma or the first brace is a name; one that follows a name is its value.
      part = part === null && token === TokenType.STRING ? String(value) : null
    }
    if (token !== TokenType.LEFT_BRACE && token !== TokenType.LEFT_BRACKET) return
    depth += 1
    if (depth > MAX_DEPTH) throw new Malformed(`nests deeper than ${MAX_DEPTH} levels on line ${lines.last}`)
  }
  parser.onError = (error) => {
    throw error instanceof Malformed ? error : new Malformed(`is no valid JSON up to here: ${error.message}`)
  }
  parser.onValue = ({ value, key, stack }) => {
    const place: Where = { file, line: lines.at(start) }
    if (stack.length === 1) {
      const problem = saidProblem(String(key), value)
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

/** What is wrong with what a file says of itself. */
function saidProblem(name: string, value: unknown): string | null {
  switch (name) {
    case 'format':
      return value === FORMAT ? null : `must be "${FORMAT}"`
    case 'version':
      return value === VERSION ? null : `must be ${VERSION}: a file of another version is not read`
    default:
      return null
  }
}

/** What is wrong with a part of a file, by its name and what it begins with. */
function partProblem(name: string, token: TokenType): string | null {
  if (isOneOf(LISTS, name)) return token === TokenType.LEFT_BRACKET ? null : 'must be a list'
  return isOneOf(SAID, name)
    ? null
    : `is not part of the form; its parts are ${[...SAID, ...LISTS].join(', ')}`
}

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name)

function refuseOtherEncodings(decoder: TextDecoder, chunk?: Uint8Array): void {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
  } catch (error) {
    if (error instanceof TypeError) throw new Malformed('must be UTF-8')
    throw error
  }
}
