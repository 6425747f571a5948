import { isUtf8 } from 'node:buffer'
import { CST, Lexer, LineCounter, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml'
import type { Node, Pair, YAMLMap } from 'yaml'

/** What is wrong with a document itself, and on which line. */
export interface Flaw {
  readonly line: number
  readonly path: string
  readonly reason: string
}

/** The line that something stands on, and where what is in it stands: by key, or by position in a list. */
export type Lines = number | { readonly line: number; readonly parts: ReadonlyMap<string, Lines> }

/** What stands in a YAML file, as plain data that another thread can hand over. */
export interface YamlDocument {
  /** Undefined when flaws keep it from being known. */
  readonly content: unknown
  readonly lines: Lines
  readonly flaws: readonly Flaw[]
}

/** The most flaws that are told. */
const MAX_FLAWS = 1_000
/** The levels that may be opened within brackets, and on one line: reading them takes as long as their number squared. */
const MAX_LEVELS = 60

/** Reads YAML. It takes as long as it takes: what strangers wrote is read by a thread of its own. */
export function readDocument(bytes: Uint8Array): YamlDocument {
  const counter = new LineCounter()
  const flaws: Flaw[] = []
  const lineAt = (offset: number): number => counter.linePos(offset).line
  const report = (offset: number, path: string, reason: string): symbol | undefined => {
    flaws.push({ line: lineAt(offset), path, reason })
    return flaws.length >= MAX_FLAWS ? visit.BREAK : undefined
  }
  try {
    const text = new TextDecoder().decode(bytes)
    if (isTooDeep(text)) return tooDeep
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: false })
    if (!isUtf8(bytes)) report(0, '', 'must be UTF-8')
    for (const flaw of [...document.errors, ...document.warnings].slice(0, MAX_FLAWS))
      // What is never closed is found missing only past the last line.
      report(Math.min(flaw.pos[0], text.trimEnd().length), '', `is no valid YAML: ${flaw.message}`)
    visit(document, {
      Alias: (_, alias) =>
        report(alias.range?.[0] ?? 0, '', `*${alias.source}: write it out; aliases are not read here`),
      Scalar: (_, { value, range }) =>
        typeof value === 'number' && !Number.isFinite(value)
          ? report(range?.[0] ?? 0, '', 'is no number, or too large for one')
          : undefined,
      Map: (_, map) => {
        for (const { offset, path, reason } of keyFlaws(map, lineAt))
          if (report(offset, path, reason) !== undefined) return visit.BREAK
        return undefined
      },
    })
    if (flaws.length > 0) return { content: undefined, lines: linesOf(document.contents, 0, lineAt), flaws }
    return { content: document.toJS() as unknown, lines: linesOf(document.contents, 0, lineAt), flaws }
  } catch (error) {
    // All of it is done by recursion.
    if (!(error instanceof RangeError)) throw error
    return tooDeep
  }
}

const tooDeep: YamlDocument = {
  content: undefined,
  lines: 1,
  flaws: [{ line: 1, path: '', reason: 'nests too deep to be read' }],
}

function isTooDeep(text: string): boolean {
  let [brackets, onLine, isScalarNext] = [0, 0, false]
  for (const lexeme of new Lexer().lex(text)) {
    if (isScalarNext) {
      isScalarNext = false
      continue
    }
    if (lexeme === CST.SCALAR) isScalarNext = true
    else if (lexeme === '[' || lexeme === '{') brackets += 1
    else if (lexeme === ']' || lexeme === '}') brackets -= 1
    else if (lexeme === '-' || lexeme === '?') onLine += 1
    else if (lexeme.endsWith('\n')) onLine = 0
    if (Math.max(brackets, onLine) > MAX_LEVELS) return true
  }
  return false
}

interface KeyFlaw {
  readonly offset: number
  readonly path: string
  readonly reason: string
}

/** Keys that are no text, which would be written out for it again and again at each level, and those that stand twice. */
function* keyFlaws({ items }: YAMLMap, lineAt: (offset: number) => number): Generator<KeyFlaw> {
  const seen = new Map<string, number>()
  for (const { key } of items as readonly Pair[]) {
    const offset = startOf(key) ?? 0
    if (isMap(key) || isSeq(key)) yield { offset, path: '', reason: 'must be text where it is a key' }
    if (!isScalar(key)) continue
    const name = String(key.value)
    const first = seen.get(name)
    if (first === undefined) seen.set(name, offset)
    else
      yield {
        offset,
        path: name,
        reason: `stands twice in one mapping, first on line ${lineAt(first)}`,
      }
  }
}

const startOf = (node: unknown): number | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) ? (node as Node).range?.[0] : undefined

function linesOf(node: unknown, offset: number, lineAt: (offset: number) => number): Lines {
  const line = lineAt(offset)
  const parts = new Map<string, Lines>()
  if (isMap(node))
    for (const { key, value } of node.items as readonly Pair[]) {
      // As toJS() makes it a property name; of two that are called alike, the first.
      const name = isScalar(key) ? String(key.value) : ''
      if (!parts.has(name)) parts.set(name, linesOf(value, startOf(key) ?? startOf(value) ?? offset, lineAt))
    }
  else if (isSeq(node))
    for (const [index, item] of node.items.entries())
      parts.set(String(index), linesOf(item, startOf(item) ?? offset, lineAt))
  return parts.size === 0 ? line : { line, parts }
}
