import { identifier, referenceType, referencesOf } from '../../model/index.ts'
import type { Draft } from '../change-set.ts'
import { isLink, isNode } from '../state.ts'
import { batches } from '../transitions.ts'
import type { Conflict, World } from '../world.ts'

interface Hanging {
  /** Links at the node, nodes that belong to it, and what rests on it. */
  readonly links: readonly string[]
  readonly owned: readonly string[]
  readonly grounded: readonly string[]
}

/** Keeps nodes that were to go and that something hangs on still. */
export class Dependents {
  readonly #draft: Draft
  readonly #world: World
  readonly #hanging = new Map<string, Hanging>()

  constructor(draft: Draft, world: World) {
    this.#draft = draft
    this.#world = world
  }

  async check(): Promise<Conflict[]> {
    await this.#load()
    const conflicts = [...this.#world.goingNodes()].flatMap((of): Conflict[] => {
      const { links = [], owned = [], grounded = [] } = this.#hanging.get(of.id) ?? {}
      const causes = [
        ...links.filter((id) => this.#leads(id, of.id)),
        ...owned.filter((id) => this.#belongs(id, of.id)),
        ...grounded.filter((id) => this.#rests(id, of.id)),
      ].map((id) => ({ id, piece: null }))
      return causes.length === 0
        ? []
        : [{ of, seq: of.seq, reason: 'IN_USE', field: null, causes, blockers: new Set() }]
    })
    for (const { of } of conflicts) this.#world.keep(of)
    return conflicts
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

  async #load(): Promise<void> {
    const { transaction, model } = this.#draft
    const going = [...this.#world.goingNodes()].flatMap(({ id }) => (this.#hanging.has(id) ? [] : [id]))
    const links = model.linkTypes.map(identifier).join('|')
    const references = model.kinds.flatMap((kind) =>
      referencesOf(kind).map(([name]) => identifier(referenceType(name))),
    )
    const owned =
      references.length === 0
        ? '[]'
        : `COLLECT { MATCH (n)<-[:${[...new Set(references)].join('|')}]-(o) RETURN o.id }`
    for (const ids of batches(going)) {
      const rows = await transaction.run({
        text:
          'UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id RETURN id, ' +
          `COLLECT { MATCH (n)-[r:${links}]-() RETURN r.id } AS links, ${owned} AS owned, ` +
          'COLLECT { MATCH (n)<-[:QUOTES]-(e) RETURN DISTINCT e.targetId } AS grounded',
        parameters: { ids },
      })
      for (const { id, ...found } of rows) this.#hanging.set(String(id), found as unknown as Hanging)
    }
  }
}
