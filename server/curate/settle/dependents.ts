import { identifier, referenceType, referencesOf } from '../../model/index.ts'
import type { Draft } from '../change-set.ts'
import { isLink, isNode } from '../state.ts'
import { batches } from '../transitions.ts'
import { titlesAt } from '../logged-changes.ts'
import type { Cause, Conflict, World } from '../world.ts'

interface Hanging {
  /** Links at the node, nodes that belong to it, and what rests on it. */
  readonly links: readonly string[]
  readonly owned: readonly string[]
  readonly grounded: readonly string[]
}

type Going = ReturnType<World['goingNodes']> extends Generator<infer Node> ? Node : never

interface Held {
  readonly of: Going
  readonly causes: readonly Cause[]
}

/** Keeps nodes that were to go and that something hangs on still. */
export class Dependents {
  readonly #draft: Draft
  readonly #world: World

  constructor(draft: Draft, world: World) {
    this.#draft = draft
    this.#world = world
  }

  async check(): Promise<Conflict[]> {
    const held: Held[] = []
    for (const nodes of batches([...this.#world.goingNodes()])) held.push(...(await this.#held(nodes)))
    const titles = await titlesAt(
      this.#draft.transaction,
      held.flatMap(({ of }) => ('place' in of ? [of.place] : [])),
    )
    return held.map(({ of, causes }): Conflict => {
      this.#world.keep(of)
      const title = 'place' in of ? (titles.get(of.place) ?? { vi: null, en: null }) : of.title
      return {
        of: { ...of, title },
        seq: of.seq,
        reason: 'IN_USE',
        field: null,
        causes,
        blockers: new Set(),
      }
    })
  }

  /** Those of some nodes that something hangs on; the database is asked each time, as all of it may be large. */
  async #held(nodes: readonly Going[]): Promise<Held[]> {
    const hanging = await this.#hanging(nodes.map(({ id }) => id))
    return nodes.flatMap((of): Held[] => {
      const { links = [], owned = [], grounded = [] } = hanging.get(of.id) ?? {}
      const causes = [
        ...links.filter((id) => this.#leads(id, of.id)),
        ...owned.filter((id) => this.#belongs(id, of.id)),
        ...grounded.filter((id) => this.#rests(id, of.id)),
      ].map((id) => ({ id, piece: null }))
      return causes.length === 0 ? [] : [{ of, causes }]
    })
  }

  #leads(linkId: string, id: string): boolean {
    if (!this.#world.has(linkId)) return true
    const link = this.#world.now(linkId)
    return isLink(link) && (link.from === id || link.to === id)
  }

  #belongs(ownedId: string, id: string): boolean {
    if (!this.#world.has(ownedId)) return true
    const node = this.#world.now(ownedId)
    return isNode(node) && Object.values(node.fields).includes(id)
  }

  #rests(targetId: string, id: string): boolean {
    if (!this.#world.has(targetId)) return true
    return this.#world.now(targetId)?.evidence.some(({ passageId }) => passageId === id) ?? false
  }

  async #hanging(ids: readonly string[]): Promise<Map<string, Hanging>> {
    const { transaction, model } = this.#draft
    const links = model.linkTypes.map(identifier).join('|')
    const references = model.kinds.flatMap((kind) =>
      referencesOf(kind).map(([name]) => identifier(referenceType(name))),
    )
    const owned =
      references.length === 0
        ? '[]'
        : `COLLECT { MATCH (n)<-[:${[...new Set(references)].join('|')}]-(o) RETURN o.id }`
    const rows = await transaction.run({
      text:
        'UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id RETURN id, ' +
        `COLLECT { MATCH (n)-[r:${links}]-() RETURN r.id } AS links, ${owned} AS owned, ` +
        'COLLECT { MATCH (n)<-[:QUOTES]-(e) RETURN DISTINCT e.targetId } AS grounded',
      parameters: { ids },
    })
    return new Map(rows.map(({ id, ...found }) => [String(id), found as unknown as Hanging]))
  }
}
