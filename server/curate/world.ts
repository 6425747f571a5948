import type { Draft, Unmade } from './change-set.ts'
import { presentStates } from './history.ts'
import type { LoggedChange, LoggedSet } from './log.ts'
import { ends } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { isLink, isNode } from './state.ts'
import type { LinkState, NodeState } from './state.ts'
import type { LocalizedText } from './validate.ts'

type State = NodeState | LinkState

/** Why something is not put back to what it was. */
export type KeptReason =
  | 'CHANGED_LATER'
  | 'DELETED_LATER'
  | 'IN_USE'
  | 'ADDED_LATER'
  | 'END_MISSING'
  | 'OWNER_MISSING'
  | 'PASSAGE_MISSING'
  | 'EXISTS'
  | 'TWICE'
  | 'AT_MOST_ONE'
  | 'CIRCLE'
  | 'TAKEN'
  | 'QUOTED'
  | 'WORDS_MISSING'

/** What is meant by an entry of the log: which node or link, and what it was called. */
export type Subject = Pick<LoggedChange, 'subject' | 'id' | 'kind' | 'title'>

/** A node or link whose later changes brought a conflict about; with a piece, only those that changed that. */
export interface Cause {
  readonly id: string
  readonly piece: Piece | null
}

/** What a later change has made impossible. */
export interface Conflict {
  readonly of: Subject
  /** The number of the set whose change it is. */
  readonly seq: number
  readonly reason: KeptReason
  /** The path of the one piece that it is about; null for the whole. */
  readonly field: string | null
  readonly causes: readonly Cause[]
  /** The numbers of the later sets. */
  readonly blockers: Set<number>
}

/** Something that stays as it is. */
export interface Kept {
  readonly subject: 'NODE' | 'LINK'
  readonly id: string
  readonly kind: string
  readonly title: LocalizedText
  /** Null for the whole of it. */
  readonly field: string | null
  readonly reason: KeptReason
  /** The change sets for which it stays. */
  readonly changeSetIds: readonly string[]
}

/** What kept a link from where it was to be: what stands there, and, of a link that was moved, that it was. */
export const causesOf = (
  { of, present }: Coming<LinkState>,
  standing: readonly { readonly id: string }[],
): Cause[] => [
  ...standing.map(({ id }) => ({ id, piece: null })),
  ...(present === null ? [] : ends().map((piece) => ({ id: of.id, piece }))),
]

/** What a set made and nobody has changed since: it goes as it came, and no state of it is held. */
export interface Removal extends Pick<Subject, 'subject' | 'id' | 'kind'>, Unmade {
  /** The number of the set that made it. */
  readonly seq: number
  /** Null for a node. */
  readonly ends: { readonly from: string; readonly to: string } | null
}

/** What is to be other than it is. */
export interface Coming<S> {
  readonly of: Subject & { readonly seq: number }
  readonly present: S | null
  readonly now: S
}

/** The nodes and links that are touched by an undo: as they are, and as they are to be. */
export class World {
  readonly #present = new Map<string, State | null>()
  readonly #now = new Map<string, State | null>()
  readonly #subjects = new Map<string, Subject & { readonly seq: number }>()
  readonly #removals = new Map<string, Removal>()
  readonly #missing: Kept[] = []

  /** Takes in the present states of what a set of a number has changed. */
  async load({ transaction, model }: Draft, seq: number, changes: readonly Subject[]): Promise<void> {
    for (const { id } of changes) {
      // What stands in the way of the oldest of several changes came after it, not after the newest.
      const known = this.#subjects.get(id)
      if (known !== undefined && seq < known.seq) this.#subjects.set(id, { ...known, seq })
    }
    const fresh = changes.filter(({ id }) => !this.#present.has(id))
    const states = await presentStates(
      transaction,
      model,
      fresh.map((one) => this.#removals.get(one.id) ?? one),
    )
    for (const { subject, id, kind, title } of fresh) {
      this.#present.set(id, states.get(id) ?? null)
      // What a later set made is gone by now, in the eyes of an earlier one.
      this.#now.set(id, this.#removals.delete(id) ? null : (states.get(id) ?? null))
      this.#subjects.set(id, { subject, id, kind, title, seq })
    }
  }

  /** Lets something go as it came. */
  remove(removal: Removal): void {
    this.#removals.set(removal.id, removal)
  }

  removals(): ReadonlyMap<string, Removal> {
    return this.#removals
  }

  /** Whether the world knows of a node or link, be it there or not. */
  has(id: string): boolean {
    return this.#now.has(id) || this.#removals.has(id)
  }

  present(id: string): State | null {
    return this.#present.get(id) ?? null
  }

  now(id: string): State | null {
    return this.#now.get(id) ?? null
  }

  set({ id }: Pick<Subject, 'id'>, state: State | null): void {
    this.#now.set(id, state)
  }

  subject(id: string): Subject & { readonly seq: number } {
    const subject = this.#subjects.get(id)
    if (subject === undefined) throw new Error(`The undo does not touch ${id}`)
    return subject
  }

  /** Everything that is touched and does not merely go as it came, with its state before and its state to be. */
  *entries(): Generator<{
    readonly of: Subject & { readonly seq: number }
    readonly present: State | null
    readonly now: State | null
  }> {
    for (const [id, now] of this.#now) yield { of: this.subject(id), present: this.present(id), now }
  }

  /** Nodes that are there and are to go. */
  *goingNodes(): Generator<Removal | (Subject & { readonly seq: number })> {
    for (const removal of this.#removals.values()) if (removal.subject === 'NODE') yield removal
    for (const { of, present, now } of this.entries())
      if (of.subject === 'NODE' && present !== null && now === null) yield of
  }

  /** Nodes that are to be there and are to say something else than they do, or are not there yet. */
  *comingNodes(): Generator<Coming<NodeState>> {
    for (const { of, present, now } of this.entries())
      if (isNode(now) && now !== present) yield { of, present: isNode(present) ? present : null, now }
  }

  /** Links that are to be where they are not. */
  *comingLinks(): Generator<Coming<LinkState>> {
    for (const { of, present, now } of this.entries())
      if (isLink(now) && !(isLink(present) && present.from === now.from && present.to === now.to))
        yield { of, present: isLink(present) ? present : null, now }
  }

  /** Leaves a node or link as it is. */
  keep({ id }: Pick<Subject, 'id'>): void {
    if (!this.#removals.delete(id)) this.#now.set(id, this.present(id))
  }

  /** How much cannot come back. */
  get missing(): number {
    return this.#missing.length
  }

  /** Notes something that cannot come back, whatever is done about later changes. */
  miss(of: Subject, reason: KeptReason, field: string | null = null): void {
    this.#missing.push(this.keptOf(of, reason, field, []))
  }

  keptOf(
    { subject, id, kind, title }: Subject,
    reason: KeptReason,
    field: string | null,
    changeSetIds: readonly string[],
  ): Kept {
    return { subject, id, kind, title, field, reason, changeSetIds }
  }

  kept(conflicts: readonly Conflict[], sets: readonly LoggedSet[]): Kept[] {
    return [
      ...conflicts.map(({ of, reason, field, blockers }) =>
        this.keptOf(
          of,
          reason,
          field,
          sets.filter(({ seq }) => blockers.has(seq)).map(({ id }) => id),
        ),
      ),
      ...this.#missing,
    ]
  }
}
