import { referencesOf } from '../../model/index.ts'
import type { Draft } from '../change-set.ts'
import { titled } from '../ends.ts'
import type { End } from '../ends.ts'
import { isNode } from '../state.ts'
import { batches } from '../transitions.ts'
import type { Conflict, World } from '../world.ts'

/** Leaves out what would come back without what it cannot be without: ends, owners and passages of the kinds it needs. */
export class Homes {
  readonly #draft: Draft
  readonly #world: World
  readonly #ends = new Map<string, End | null>()

  constructor(draft: Draft, world: World) {
    this.#draft = draft
    this.#world = world
  }

  /** The kind of a node that is to be there; empty for one that is not. */
  kindOf(id: string): string {
    if (!this.#world.has(id)) return this.#ends.get(id)?.kind ?? ''
    const state = this.#world.now(id)
    return isNode(state) ? state.kind : ''
  }

  /** Nothing is in the way of what is missing: it is noted in the world alone. */
  async check(): Promise<Conflict[]> {
    await this.#load()
    this.#leaveLinks()
    this.#leaveNodes()
    this.#leaveEvidence()
    return []
  }

  #leaveLinks(): void {
    for (const { of, now } of [...this.#world.comingLinks()])
      // Under the id of an end that was deleted, a node of another kind may have come to be.
      if (this.#draft.model.linkBetween(now.type, this.kindOf(now.from), this.kindOf(now.to)) === undefined) {
        this.#world.miss(of, 'END_MISSING')
        this.#world.keep(of)
      }
  }

  #leaveNodes(): void {
    for (const { of, now } of [...this.#world.comingNodes()]) {
      const homeless = referencesOf(this.#draft.model.kind(now.kind)).find(
        ([name, { to }]) => this.kindOf(String(now.fields[name])) !== to,
      )
      if (homeless === undefined) continue
      this.#world.miss(of, 'OWNER_MISSING', homeless[0])
      this.#world.keep(of)
    }
  }

  #leaveEvidence(): void {
    for (const { of, present, now } of [...this.#world.entries()]) {
      if (now === null || now === present) continue
      const kept = now.evidence.filter(({ passageId }) => this.kindOf(passageId) === 'Passage')
      if (kept.length === now.evidence.length) continue
      this.#world.miss(of, 'PASSAGE_MISSING', 'evidence')
      this.#world.set(of, { ...now, evidence: kept })
    }
  }

  async #load(): Promise<void> {
    const wanted = new Set<string>()
    for (const { present, now } of this.#world.entries()) {
      if (now === null || now === present) continue
      const owners = isNode(now)
        ? referencesOf(this.#draft.model.kind(now.kind)).map(([name]) => String(now.fields[name]))
        : [now.from, now.to]
      for (const id of [...owners, ...now.evidence.map(({ passageId }) => passageId)])
        if (!this.#ends.has(id) && !this.#world.has(id)) wanted.add(id)
    }
    for (const ids of batches([...wanted])) {
      const found = await titled(this.#draft, ids)
      for (const id of ids) this.#ends.set(id, found.get(id) ?? null)
    }
  }
}
