import { createHash } from 'node:crypto'
import { openSnapshot } from '../curate/snapshot.ts'
import { referencesOf } from '../model/index.ts'
import type { Kind, Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import { BACKUP_FORMAT, NO_COUNTS, counted } from './file.ts'
import type { Counts, Header, Line, Trailer } from './file.ts'
import { othersUntil } from './others.ts'
import { shapeOf } from './shape.ts'

/** A backup that is being taken. */
export interface Backup {
  readonly seq: number
  /** The lines, uncompressed, some at a time. */
  readonly text: AsyncGenerator<string>
  /** How much was written so far. */
  readonly counts: () => Counts
}

/** Takes down the graph as it is at this moment, all of it, while others go on changing it. */
export async function takeBackup(store: Store, model: Model): Promise<Backup> {
  const snapshot = await openSnapshot(store, model)
  const { seq } = snapshot
  const hash = createHash('sha256')
  let counts = NO_COUNTS

  async function* batches(): AsyncGenerator<readonly Line[]> {
    for (const { name } of ownersFirst(model))
      for await (const states of snapshot.nodes(name)) yield states.map((node) => ({ node }))
    for (const type of model.linkTypes)
      for await (const states of snapshot.links(type)) yield states.map((link) => ({ link }))
    yield* inBatches(othersUntil(store, model, seq), (other) => ({ other }))
  }

  const written = (lines: readonly unknown[]): string => {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('')
    hash.update(text)
    return text
  }

  async function* text(): AsyncGenerator<string> {
    const header: Header = {
      ...BACKUP_FORMAT,
      seq,
      takenAt: new Date().toISOString(),
      model: shapeOf(model),
    }
    yield written([header])
    for await (const lines of batches()) {
      for (const line of lines) counts = counted(counts, line)
      yield written(lines)
    }
    const trailer: Trailer = { counts, sha256: hash.digest('hex') }
    yield `${JSON.stringify(trailer)}\n`
  }

  return { seq, text: text(), counts: () => counts }
}

/** The kinds in an order in which each comes after those that its nodes belong to. */
export function ownersFirst({ kinds }: Model): Kind[] {
  const ordered: Kind[] = []
  const add = (kind: Kind): void => {
    if (ordered.includes(kind)) return
    for (const [, { to }] of referencesOf(kind)) {
      const owner = kinds.find(({ name }) => name === to)
      if (owner !== undefined && owner !== kind) add(owner)
    }
    ordered.push(kind)
  }
  for (const kind of kinds) add(kind)
  return ordered
}

const TOGETHER = 1_000

async function* inBatches<T>(things: AsyncIterable<T>, lineOf: (thing: T) => Line): AsyncGenerator<Line[]> {
  let lines: Line[] = []
  for await (const thing of things) {
    lines.push(lineOf(thing))
    if (lines.length < TOGETHER) continue
    yield lines
    lines = []
  }
  if (lines.length > 0) yield lines
}
