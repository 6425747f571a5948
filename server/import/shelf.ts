import { LRUCache } from 'lru-cache'
import { isRecord } from '../curate/validate.ts'
import { INVALID, checkText } from '../curate/text.ts'
import type { PassageRow } from '../curate/write-evidence.ts'
import type { Graph } from './graph.ts'
import type { NodeItem } from './items.ts'
import type { Spill } from './spill.ts'

/** The most characters of texts that are held in memory. */
const MAX_CHARACTERS = 32_000_000

interface Shelved {
  readonly length: number
  /** Where the passage stands that has the text; null where its text is not kept. */
  readonly place: { readonly spill: Spill<NodeItem>; readonly at: number } | null
}

/** The passages that evidence of an import is held against: those of its files, and those of the graph. */
export class Shelf {
  readonly #graph: Graph
  readonly #own = new Map<string, Shelved>()
  readonly #rows: LRUCache<string, PassageRow>

  /** @param maxCharacters how much of texts is held in memory; what is more is read again where it is needed. */
  constructor(graph: Graph, maxCharacters = MAX_CHARACTERS) {
    this.#graph = graph
    this.#rows = new LRUCache({
      maxSize: maxCharacters,
      sizeCalculation: ({ text }) => (text?.length ?? 0) + 100,
    })
  }

  /** Puts down a passage of a file, which holds its text itself where `place` is given. */
  put(row: PassageRow, place: { readonly spill: Spill<NodeItem>; readonly at: number } | null): void {
    // A text that the file does not hold is one that the graph has kept.
    if (place !== null || row.text === null)
      this.#own.set(row.id, { length: row.length, place: row.text === null ? null : place })
    this.#rows.set(row.id, row)
  }

  /** Those of these passages that there are, by their ids. */
  async take(ids: Iterable<string>): Promise<Map<string, PassageRow>> {
    const found = new Map<string, PassageRow>()
    const wanted: string[] = []
    for (const id of new Set(ids)) {
      const row = this.#rows.get(id) ?? (await this.#fetched(id))
      if (row === undefined) wanted.push(id)
      else found.set(id, row)
    }
    for (const [id, row] of await this.#graph.passages(wanted)) {
      found.set(id, row)
      this.#rows.set(id, row)
    }
    return found
  }

  async #fetched(id: string): Promise<PassageRow | undefined> {
    const shelved = this.#own.get(id)
    if (shelved === undefined) return undefined
    const { length, place } = shelved
    const item = place === null ? undefined : await place.spill.at(place.at)
    const given = item !== undefined && isRecord(item.fields) ? item.fields['text'] : null
    const text = given === null ? null : checkText(given, Number.MAX_SAFE_INTEGER, () => INVALID)
    const row = { id, length, text: text === INVALID ? null : text }
    this.#rows.set(id, row)
    return row
  }
}
