import type { Draft } from '../change-set.ts'
import { key } from '../evidence.ts'
import { fieldPiece, grounds, sameIn } from '../pieces.ts'
import type { Piece } from '../pieces.ts'
import { isNode } from '../state.ts'
import type { EvidenceState } from '../state.ts'
import { batches } from '../transitions.ts'
import { holds, passagesOf } from '../write-evidence.ts'
import type { Values } from '../validate.ts'
import type { Conflict, World } from '../world.ts'

/** Evidence, and what it supports. */
type Quoted = Pick<EvidenceState, 'passageId' | 'mention' | 'start'> & { readonly targetId: string }

/** Leaves passages their words where they are quoted, and leaves out evidence of words that its passage does not have. */
export class Quotes {
  readonly #draft: Draft
  readonly #world: World
  readonly #words: Piece
  /** The evidence that the database has on passages of the world, by the passages. */
  readonly #quoted = new Map<string, Quoted[]>()
  /** What passages outside of the world say; null for one that is not there. */
  readonly #passages = new Map<string, Values | null>()

  constructor(draft: Draft, world: World) {
    this.#draft = draft
    this.#world = world
    this.#words = fieldPiece(draft.model, 'Passage', 'text')
  }

  async check(): Promise<Conflict[]> {
    // What a passage is to say is settled before what comes back is held against it.
    const kept = await this.#keepWords()
    return [...kept, ...(await this.#leaveEvidence())]
  }

  async #keepWords(): Promise<Conflict[]> {
    const changed = [...this.#world.comingNodes()].flatMap(({ of, present, now }) =>
      present?.kind === 'Passage' && !sameIn(this.#words, present, now) ? [{ of, present, now }] : [],
    )
    await this.#loadQuoted(changed.map(({ of }) => of.id))
    return changed.flatMap(({ of, present, now }): Conflict[] => {
      const lost = (this.#quoted.get(of.id) ?? []).filter(
        (one) => this.#stays(one) && !holds(now.fields, one),
      )
      if (lost.length === 0) return []
      this.#world.set(of, this.#words.copied(present, now))
      const causes = lost.map((one) => ({ id: one.targetId, piece: grounds(key(one)) }))
      const field = this.#words.path
      return [{ of, seq: of.seq, reason: 'QUOTED', field, causes, blockers: new Set() }]
    })
  }

  #stays(one: Quoted): boolean {
    if (!this.#world.has(one.targetId)) return true
    const target = this.#world.now(one.targetId)
    return target?.evidence.some((item) => key(item) === key(one)) ?? false
  }

  async #leaveEvidence(): Promise<Conflict[]> {
    const coming = [...this.#world.entries()].flatMap(({ of, present, now }) => {
      if (now === null || now === present) return []
      const known = new Set(present?.evidence.map(key))
      const fresh = now.evidence.filter((item) => !known.has(key(item)))
      return fresh.length === 0 ? [] : [{ of, now, fresh }]
    })
    await this.#loadPassages(coming.flatMap(({ fresh }) => fresh.map(({ passageId }) => passageId)))
    return coming.flatMap(({ of, now, fresh }): Conflict[] => {
      const lost = fresh.filter((item) => {
        const fields = this.#fieldsOf(item.passageId)
        return fields !== null && !holds(fields, item)
      })
      if (lost.length === 0) return []
      this.#world.set(of, { ...now, evidence: now.evidence.filter((item) => !lost.includes(item)) })
      const causes = [...new Set(lost.map(({ passageId }) => passageId))].map((id) => ({
        id,
        piece: this.#words,
      }))
      return [{ of, seq: of.seq, reason: 'WORDS_MISSING', field: 'evidence', causes, blockers: new Set() }]
    })
  }

  #fieldsOf(passageId: string): Values | null {
    if (!this.#world.has(passageId)) return this.#passages.get(passageId) ?? null
    const passage = this.#world.now(passageId)
    return isNode(passage) ? passage.fields : null
  }

  async #loadQuoted(ids: readonly string[]): Promise<void> {
    for (const batch of batches(ids.filter((id) => !this.#quoted.has(id)))) {
      const rows = await this.#draft.transaction.run({
        text:
          'UNWIND $ids AS id MATCH (e:Evidence)-[:QUOTES]->(p:Passage) WHERE p.id = id ' +
          'RETURN id AS passageId, e.targetId AS targetId, e.mention AS mention, e.start AS start',
        parameters: { ids: batch },
      })
      for (const id of batch) this.#quoted.set(id, [])
      for (const row of rows as unknown as readonly Quoted[]) this.#quoted.get(row.passageId)?.push(row)
    }
  }

  async #loadPassages(ids: readonly string[]): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => !this.#world.has(id) && !this.#passages.has(id))
    for (const batch of batches(wanted)) {
      const found = await passagesOf(this.#draft.transaction, batch)
      for (const id of batch) {
        const row = found.get(id)
        this.#passages.set(id, row === undefined ? null : { text: row.text, length: row.length })
      }
    }
  }
}
