import type { NodeEntry } from './entries.ts'
import { PASSAGE, SOURCE } from './folder.ts'

/** Which nodes a folder has, for whatever points to them. */
export interface Catalogue {
  /** The kind of the node with this id. */
  kindOf(id: string): string | undefined
  readonly sourceId: string | undefined
  /** By id; the length is null when it is not known. */
  readonly passages: ReadonlyMap<string, { readonly ordinal: unknown; readonly length: number | null }>
  /** False when files could not be read: then nothing can be called missing. */
  readonly complete: boolean
}

const readable = /^[a-z0-9]+(-[a-z0-9]+)*$/
const MAX_ID = 100

/** Gathers the ids of a folder; reports those that are malformed or stand for two nodes. */
export function catalogue(entries: readonly NodeEntry[], complete: boolean): Catalogue {
  const byId = new Map<string, NodeEntry>()
  for (const entry of entries) {
    const { id, report } = entry
    if (!readable.test(id) || id.length > MAX_ID)
      report(
        '',
        `must be an id in lower-case letters, digits and single hyphens, at most ${MAX_ID} characters`,
      )
    const first = byId.get(id)
    if (first === undefined) byId.set(id, entry)
    else report('', `${id} is already the id of a ${first.kind.name}, at ${first.file.at(first.place)}`)
  }
  const passages = entries.filter((entry) => entry.kind.name === PASSAGE)
  return {
    kindOf: (id) => byId.get(id)?.kind.name,
    sourceId: entries.find((entry) => entry.kind.name === SOURCE)?.id,
    passages: new Map(
      passages.map(({ id, fields: { ordinal, length } }) => [
        id,
        { ordinal, length: typeof length === 'number' ? length : null },
      ]),
    ),
    complete,
  }
}
