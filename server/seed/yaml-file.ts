import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isRecord } from '../curate/validate.ts'
import type { SeedProblem } from './problems.ts'
import { readDocument } from './yaml-document.ts'
import type { Lines, YamlDocument } from './yaml-document.ts'

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
  yamlFile(readDocument(await readFile(path)), path, problems)

/** A file of which the document was read; `path` is what its problems call it. */
export function yamlFile(
  { content, lines, flaws }: YamlDocument,
  path: string,
  problems: SeedProblem[],
): YamlFile {
  const line = (place: Place): number => lineOf(lines, place)
  const report = (at: number, where: string, reason: string) =>
    problems.push({ file: path, line: at, path: where, reason })
  const before = problems.length
  for (const flaw of flaws) report(flaw.line, flaw.path, flaw.reason)
  if (content !== undefined && content !== null && !isRecord(content))
    report(1, '', 'must be a mapping at the top')
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

function lineOf(lines: Lines, place: Place): number {
  let at = lines
  for (const step of place) {
    const part = typeof at === 'number' ? undefined : at.parts.get(String(step))
    if (part === undefined) break
    at = part
  }
  return typeof at === 'number' ? at : at.line
}
