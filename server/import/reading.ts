import { setImmediate as pause } from 'node:timers/promises'
import type { FieldProblem } from '../errors.ts'
import type { Kind, Model } from '../model/index.ts'
import { referencesOf } from '../model/index.ts'
import type { CsvMapping } from './csv/mapping.ts'
import type { LinkItem, NodeItem, Where } from './items.ts'
import { Listed } from './problems.ts'
import type { ImportProblem, ImportRule } from './problems.ts'
import { Spill } from './spill.ts'

/** How long files are read without a pause in which others are served, in milliseconds. */
const STRETCH_MS = 20

/** The kind whose nodes evidence quotes. */
const PASSAGE = 'Passage'

/** What one file calls the places that problems are told at, and which lines they stand on. */
export interface Naming {
  /** The name of a place of an item in the words of the file: a column, a key. */
  name?(path: string, where: Where): string
  /** The line of a place; the item's own where it is not known. */
  line?(where: Where, path: string): number
}

/** All that was read of files: their nodes and links, apart and each in the order that they can be written in. */
export class Reading {
  readonly model: Model
  readonly files: { readonly name: string; readonly naming: Naming }[]
  /** The source of the YAML files, of which P17 is a passage. */
  sourceId: string | null = null
  /** Nodes by stages: what others belong to or rest on comes first. */
  readonly nodes: readonly Spill<NodeItem>[]
  readonly links: Spill<LinkItem>
  readonly problems: Listed<ImportProblem>
  /** The mappings that tables were read by, by the signatures of their headers. */
  readonly mappings = new Map<string, CsvMapping>()
  readonly #stages: ReadonlyMap<string, number>
  /** When there was a pause. */
  #paused = performance.now()

  private constructor(parts: Pick<Reading, 'model' | 'files' | 'nodes' | 'links' | 'problems'>) {
    this.model = parts.model
    this.files = parts.files
    this.nodes = parts.nodes
    this.links = parts.links
    this.problems = parts.problems
    this.#stages = stagesOf(parts.model)
  }

  static async begin(model: Model): Promise<Reading> {
    const nodes: Spill<NodeItem>[] = []
    for (let stage = 0; stage <= Math.max(...stagesOf(model).values()); stage += 1)
      nodes.push(await Spill.open())
    return new Reading({ model, files: [], nodes, links: await Spill.open(), problems: new Listed() })
  }

  /** The same, of which further problems are noted apart. */
  again(): Reading {
    const { model, files, nodes, links, problems } = this
    return new Reading({ model, files, nodes, links, problems: problems.copy() })
  }

  /** The stage from which on evidence can be written. */
  get grounded(): number {
    return this.stageOf(PASSAGE) + 1
  }

  stageOf(kind: string): number {
    return this.#stages.get(kind) ?? 0
  }

  get nodeCount(): number {
    return this.nodes.reduce((sum, spill) => sum + spill.count, 0)
  }

  /** Tells what a file calls the places of its items. */
  name(file: number, naming: Naming): void {
    const known = this.files[file]
    if (known !== undefined) this.files[file] = { ...known, naming }
  }

  node(item: NodeItem): void {
    this.nodes[this.stageOf(item.kind)]?.add(item)
  }

  link(item: LinkItem): void {
    this.links.add(item)
  }

  /** Notes a problem of an item at a place within it. */
  report(where: Where, path: string, reason: string, rule: ImportRule, kind?: string): void {
    const file = this.files[where.file]
    this.problems.add({
      file: file?.name ?? '',
      line: file?.naming.line?.(where, path) ?? where.line,
      path: file?.naming.name?.(path, where) ?? path,
      reason,
      rule,
      field: kind === undefined ? null : `${kind}.${path}`,
    })
  }

  /** Notes what is wrong with fields of a node of a kind. */
  reportFields(where: Where, kind: string, problems: readonly FieldProblem[]): void {
    for (const { path, reason } of problems) this.report(where, path, reason, 'FIELD', kind)
  }

  /** Notes a problem of a file. */
  reportFile(file: number, line: number | null, reason: string, rule: ImportRule = 'UNREADABLE'): void {
    this.problems.add({ file: this.files[file]?.name ?? '', line, path: '', reason, rule, field: null })
  }

  /** Where an item stands, for people: `lessons.json:12`. */
  placeOf({ file, line }: Where): string {
    return `${this.files[file]?.name ?? ''}:${line}`
  }

  /** Writes to the disk what has come together in memory, and lets others be served when they have waited for a while. */
  async flush(): Promise<void> {
    for (const spill of [...this.nodes, this.links]) await spill.flush()
    if (performance.now() - this.#paused < STRETCH_MS) return
    await pause()
    this.#paused = performance.now()
  }

  async close(): Promise<void> {
    for (const spill of [...this.nodes, this.links]) await spill.close()
  }
}

/** A kind comes after those that its nodes belong to; what rests on passages comes after them. */
function stagesOf(model: Model): Map<string, number> {
  const stages = new Map<string, number>()
  const stageOf = (kind: Kind, under: readonly string[] = []): number => {
    const owners = referencesOf(kind)
      .map(([, { to }]) => to)
      .filter((to) => to !== kind.name && !under.includes(to))
    const after = owners.map((to) => stageOf(model.kind(to), [...under, kind.name]))
    return Math.max(0, ...after.map((stage) => stage + 1))
  }
  for (const kind of model.kinds) stages.set(kind.name, stageOf(kind))
  const passages = stages.get(PASSAGE) ?? 0
  const owners = new Set(model.kinds.flatMap((kind) => referencesOf(kind).map(([, { to }]) => to)))
  for (const { name } of model.kinds)
    if (name !== PASSAGE && !owners.has(name)) stages.set(name, Math.max(stages.get(name) ?? 0, passages + 1))
  return stages
}
