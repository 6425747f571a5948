import { isUtf8 } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml'
import type { Document, Pair } from 'yaml'
import { isRecord } from '../curate/validate.ts'
import type { SeedProblem } from './problems.ts'

/** Keys and positions that lead from the top of a file to one place in it. */
export type Place = readonly (string | number)[]

export interface YamlFile {
  /** What stands in it; empty when nothing does, or when it cannot be read. */
  readonly content: Readonly<Record<string, unknown>>
  /** False when problems kept the content from being known. */
  readonly readable: boolean
  /** Notes a problem at the line of a place, or of the nearest place above it that exists. */
  report(place: Place, path: string, reason: string): void
  /** Where a place stands, `lessons.yaml:12`. */
  at(place: Place): string
  /** Where in the file that is read this is a part: nowhere for all of it. */
  readonly within: Place
  /** The line of a place, or of the nearest place above it that exists. */
  line(place: Place): number
}

/** Reads a YAML file whose top is a mapping; whatever is wrong with it goes to `problems`. */
export const openYaml = async (path: string, problems: SeedProblem[]): Promise<YamlFile> =>
  parseYaml(await readFile(path), path, problems)

/** The same of what a file holds; `path` is what its problems call it. */
export function parseYaml(bytes: Uint8Array, path: string, problems: SeedProblem[]): YamlFile {
  const lines = new LineCounter()
  const text = new TextDecoder().decode(bytes)
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const line = (place: Place) => lineAt(offsetOf(document, place))
  const report = (at: number, where: string, reason: string) =>
    problems.push({ file: path, line: at, path: where, reason })

  const before = problems.length
  if (!isUtf8(bytes)) report(1, '', 'must be UTF-8')
  for (const flaw of [...document.errors, ...document.warnings])
    // What is never closed is found missing only past the last line.
    report(lineAt(Math.min(flaw.pos[0], text.trimEnd().length)), '', `is no valid YAML: ${flaw.message}`)
  visit(document, {
    Alias(_, alias) {
      report(lineAt(alias.range?.[0] ?? 0), '', `*${alias.source}: write it out; aliases are not read here`)
    },
    Map(_, map) {
      for (const { key, first, offset } of repeated(map.items))
        report(lineAt(offset), key, `stands twice in one mapping, first on line ${lineAt(first)}`)
    },
  })
  const content: unknown = problems.length === before ? document.toJS() : {}
  if (content !== null && !isRecord(content)) report(1, '', 'must be a mapping at the top')
  return {
    content: isRecord(content) ? content : {},
    readable: problems.length === before,
    report: (place, where, reason) => report(line(place), where, reason),
    at: (place) => `${basename(path)}:${line(place)}`,
    line,
    within: [],
  }
}

/** A part of a file as a file of its own: what stands under one of its keys. */
export function partOf(file: YamlFile, key: string): YamlFile {
  const within = (place: Place): Place => [key, ...place]
  const content = file.content[key]
  if (content !== null && !isRecord(content)) file.report([key], key, 'must be a mapping')
  return {
    content: isRecord(content) ? content : {},
    readable: file.readable && isRecord(content),
    report: (place, path, reason) => file.report(within(place), path, reason),
    at: (place) => file.at(within(place)),
    line: (place) => file.line(within(place)),
    within: [...file.within, key],
  }
}

/** How a key is spelled where values are looked up: as toJS() makes it a property name. */
const nameOf = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key)

const startOf = (node: unknown): number | undefined =>
  isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined

function offsetOf(document: Document.Parsed, place: Place): number {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const step of place) {
    const pair = isMap(node) ? node.items.find((item) => nameOf(item) === String(step)) : undefined
    const next = isSeq(node) ? node.items[Number(step)] : pair?.value
    if (next === undefined && pair === undefined) break
    offset = startOf(pair?.key ?? next) ?? offset
    node = next
  }
  return offset
}

function repeated(pairs: readonly Pair[]): { key: string; first: number; offset: number }[] {
  const seen = new Map<string, number>()
  return pairs.flatMap((pair) => {
    const key = nameOf(pair)
    const offset = startOf(pair.key) ?? 0
    const first = seen.get(key)
    if (first === undefined) seen.set(key, offset)
    return first === undefined ? [] : [{ key, first, offset }]
  })
}
