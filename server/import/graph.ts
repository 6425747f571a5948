import { titled } from '../curate/ends.ts'
import type { End } from '../curate/ends.ts'
import { mergedAway } from '../curate/merged.ts'
import type { Writing } from '../curate/change-set.ts'
import { linksById, nodeStates } from '../curate/state.ts'
import type { LinkState, NodeState } from '../curate/state.ts'
import type { LocalizedText } from '../curate/validate.ts'
import { passagesOf } from '../curate/write-evidence.ts'
import type { PassageRow } from '../curate/write-evidence.ts'
import { END_SEPARATOR, endsProperty, foldedName, identifier } from '../model/index.ts'
import type { Kind, Model } from '../model/index.ts'
import type { Store, Transaction } from '../store/store.ts'

/** Longest that one look-up may take, in milliseconds. */
const LOOK_UP_TIMEOUT_MS = 60_000

/** A node that is called as one of a file is. */
export interface Twin {
  readonly id: string
  readonly title: LocalizedText
}

/** A link that stands where one of a file is to stand. */
export interface StandingLink {
  readonly id: string
  readonly key: string
}

/**
 * What the graph held before an import, asked for in batches beside the transaction that writes: the import's own nodes
 * and links are not in it. While the import holds the lock of all writers, nobody else changes it.
 */
export class Graph {
  readonly model: Model
  readonly #store: Store
  readonly #held: ReadonlySet<string>

  private constructor(store: Store, model: Model, held: ReadonlySet<string>) {
    this.#store = store
    this.model = model
    this.#held = held
  }

  static async open(store: Store, model: Model): Promise<Graph> {
    const parts = [
      ...model.kinds.map(({ name }) => `[${quoted(name)}, EXISTS { MATCH (:${identifier(name)}) }]`),
      ...model.linkTypes.map((type) => `[${quoted(type)}, EXISTS { MATCH ()-[:${identifier(type)}]->() }]`),
    ]
    const [found] = await store.read({ text: `RETURN [${parts.join(', ')}] AS value`, parameters: {} })
    const held = (found as [string, boolean][]).flatMap(([name, isThere]) => (isThere ? [name] : []))
    return new Graph(store, model, new Set(held))
  }

  /** Whether there are nodes of a kind, or links of a type. */
  holds(name: string): boolean {
    return this.#held.has(name)
  }

  get #holdsNodes(): boolean {
    return this.model.kinds.some(({ name }) => this.holds(name))
  }

  /** Nodes by their ids. */
  async nodes(ids: readonly string[]): Promise<Map<string, End>> {
    if (ids.length === 0 || !this.#holdsNodes) return new Map()
    return this.#ask((writing) => titled(writing, [...new Set(ids)]))
  }

  /** Where the ids of nodes that were merged away lead to, by those ids. */
  async merged(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0 || !this.#holdsNodes) return new Map()
    return this.#ask(({ transaction }) => mergedAway(transaction, ids))
  }

  /** The ids of nodes of a kind by the values of a field of which each stands for one node. */
  async byUnique(kind: Kind, field: string, values: readonly string[]): Promise<Map<string, string>> {
    if (values.length === 0 || !this.holds(kind.name)) return new Map()
    const property = identifier(field)
    const rows = await this.#ask(({ transaction }) =>
      transaction.run({
        text:
          `UNWIND $values AS value MATCH (n:${identifier(kind.name)}) WHERE n.${property} = value ` +
          `RETURN value, n.id AS id`,
        parameters: { values: [...new Set(values)] },
      }),
    )
    return new Map(rows.map(({ value, id }) => [String(value), String(id)]))
  }

  /** Nodes of a kind by their folded Vietnamese titles. */
  async byTitle(kind: Kind, titles: readonly string[]): Promise<Map<string, Twin[]>> {
    const twins = new Map<string, Twin[]>()
    const { titledBy } = kind
    if (titles.length === 0 || !this.holds(kind.name) || !('field' in titledBy)) return twins
    const name = identifier(titledBy.field)
    const rows = await this.#ask(({ transaction }) =>
      transaction.run({
        text:
          `UNWIND $titles AS title MATCH (n:${identifier(kind.name)}) ` +
          `WHERE n.${foldedName(`${name}_vi`)} = title ` +
          `RETURN title, n.id AS id, n.${name}_vi AS vi, n.${name}_en AS en ORDER BY id`,
        parameters: { titles: [...new Set(titles)] },
      }),
    )
    for (const { title, id, vi, en } of rows) {
      const twin = { id, title: { vi, en } } as Twin
      twins.set(String(title), [...(twins.get(String(title)) ?? []), twin])
    }
    return twins
  }

  async nodeStates(ids: readonly string[]): Promise<Map<string, NodeState>> {
    if (ids.length === 0) return new Map()
    return this.#ask(({ transaction, model }) => nodeStates(transaction, model, ids))
  }

  async passages(ids: readonly string[]): Promise<Map<string, PassageRow>> {
    if (ids.length === 0) return new Map()
    return this.#ask(({ transaction }) => passagesOf(transaction, ids))
  }

  /** Asks for a problem that only the graph can tell. */
  async told<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    return this.#ask(work)
  }

  /** Links of a type by a property of which each value stands for one link. */
  async standing(
    type: string,
    property: 'id' | 'ends' | 'single',
    keys: readonly string[],
  ): Promise<StandingLink[]> {
    if (keys.length === 0 || !this.holds(type)) return []
    const name = property === 'ends' ? endsProperty('out') : property
    const rows = await this.#ask(({ transaction }) =>
      transaction.run({
        text:
          `UNWIND $keys AS key MATCH ()-[r:${identifier(type)}]->() WHERE r.${name} = key ` +
          'RETURN key, r.id AS id',
        parameters: { keys: [...new Set(keys)] },
      }),
    )
    return rows as unknown as StandingLink[]
  }

  /** The types of links by their ids, whatever they are. */
  async linkTypes(ids: readonly string[]): Promise<Map<string, string>> {
    const held = this.model.linkTypes.filter((type) => this.holds(type)).map(identifier)
    if (ids.length === 0 || held.length === 0) return new Map()
    const seeks = held.map((type) => `MATCH ()-[r:${type}]->() WHERE r.id = id RETURN type(r) AS type`)
    const rows = await this.#ask(({ transaction }) =>
      transaction.run({
        text: `UNWIND $ids AS id CALL (id) { ${seeks.join(' UNION ALL ')} } RETURN id, type`,
        parameters: { ids: [...new Set(ids)] },
      }),
    )
    return new Map(rows.map(({ id, type }) => [String(id), String(type)]))
  }

  async linkStates(type: string, ids: readonly string[]): Promise<Map<string, LinkState>> {
    if (ids.length === 0) return new Map()
    const states = await this.#ask(({ transaction }) => linksById(transaction, type, ids))
    return new Map(states.map((state) => [state.id, state]))
  }

  /** Where links of a type lead to from these nodes: pairs of ids. */
  async steps(type: string, ids: readonly string[]): Promise<[string, string][]> {
    if (ids.length === 0 || !this.holds(type)) return []
    const rows = await this.#ask(({ transaction }) =>
      transaction.run({
        text: `UNWIND $ids AS id MATCH (a:Entity)-[r:${identifier(type)}]->() WHERE a.id = id RETURN r.ends AS ends`,
        parameters: { ids },
      }),
    )
    return rows.map(({ ends }) => String(ends).split(END_SEPARATOR) as [string, string])
  }

  /** Each question is a transaction of its own, which the driver can ask again without harm. */
  #ask<T>(work: (writing: { transaction: Transaction; model: Model }) => Promise<T>): Promise<T> {
    return this.#store.trial((transaction) => work({ transaction, model: this.model }), LOOK_UP_TIMEOUT_MS)
  }
}

const quoted = (name: string): string => `'${identifier(name)}'`
