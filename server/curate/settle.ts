import { identifier, linkKeys, referenceType, referencesOf } from '../model/index.ts'
import type { Draft } from './change-set.ts'
import { titled } from './ends.ts'
import type { End } from './ends.ts'
import { sameContent } from './history.ts'
import { lastVersions, mergedBefore } from './log.ts'
import type { LinkState, NodeState } from './state.ts'
import { batches, byType } from './transitions.ts'
import type { Transition } from './transitions.ts'
import type { Conflict, World } from './world.ts'

/**
 * Leaves out of a world what the graph could not hold: nodes that others hang on stay, links whose ends are gone do not
 * come back, nor do nodes without their owner or evidence without its passage.
 * @returns what later changes have made impossible; the rest is noted in the world.
 */
export async function settle(draft: Draft, world: World): Promise<Conflict[]> {
  const conflicts: Conflict[] = []
  const graph = new Surroundings(draft, world)
  // What stays or does not come back can be what something else hangs on.
  for (let isStable = false; !isStable;) {
    const before = conflicts.length + world.missing
    await graph.load()
    conflicts.push(...graph.needed(), ...graph.taken())
    graph.leaveOutHomeless()
    isStable = conflicts.length + world.missing === before
  }
  return conflicts
}

/**
 * The transitions that lead from the present to a world, each with the version that follows.
 * @param undone the sets that are taken back: what was merged away before them is so again.
 */
export async function stamped(
  draft: Draft,
  world: World,
  undone: readonly { readonly seq: number; readonly changes: readonly { readonly id: string }[] }[],
): Promise<Transition[]> {
  const changed = [...world.entries()].filter(({ present, now }) => !sameContent(present, now))
  const versions = await lastVersions(
    draft.transaction,
    changed.filter(({ present }) => present === null).map(({ of }) => of.id),
  )
  const first = new Map<string, number>()
  for (const { seq, changes } of undone)
    for (const { id } of changes) first.set(id, Math.min(seq, first.get(id) ?? seq))
  const gone = changed.flatMap(({ of, now }) =>
    of.subject === 'NODE' && now === null ? [[of.id, first.get(of.id) ?? of.seq] as const] : [],
  )
  const merged = await mergedBefore(draft.transaction, new Map(gone))
  return changed.map(({ of, present, now }): Transition => {
    const into = merged.get(of.id)
    const after = now && {
      ...now,
      version: (present?.version ?? versions.get(of.id) ?? 0) + 1,
      createdAt: present?.createdAt ?? now.createdAt,
      updatedAt: draft.at,
    }
    // Both states are of what the world says that the id stands for.
    return { subject: of.subject, before: present, after, ...(into !== undefined && { into }) } as Transition
  })
}

interface Dependents {
  /** Links at the node, nodes that belong to it, and what rests on it. */
  readonly links: readonly string[]
  readonly owned: readonly string[]
  readonly grounded: readonly string[]
}

/** What the database says of all that lies around a world. */
class Surroundings {
  readonly #draft: Draft
  readonly #world: World
  readonly #dependents = new Map<string, Dependents>()
  readonly #ends = new Map<string, End | null>()
  /** Links that have ends which links of the world are to have, by the ids of the latter. */
  readonly #twins = new Map<
    string,
    readonly { readonly id: string; readonly rule: 'TWICE' | 'AT_MOST_ONE' }[]
  >()

  constructor(draft: Draft, world: World) {
    this.#draft = draft
    this.#world = world
  }

  /** Reads what was not read before; the world may have changed since. */
  async load(): Promise<void> {
    await this.#loadDependents()
    await this.#loadEnds()
    await this.#loadTwins()
  }

  /** Nodes that were to go and that something hangs on still: they stay. */
  needed(): Conflict[] {
    const world = this.#world
    return [...world.entries()].flatMap(({ of, present, now }): Conflict[] => {
      if (of.subject !== 'NODE' || present === null || now !== null) return []
      const { links = [], owned = [], grounded = [] } = this.#dependents.get(of.id) ?? {}
      const causes = [
        ...links.filter((id) => this.#leads(id, of.id)),
        ...owned.filter((id) => this.#belongs(id, of.id)),
        ...grounded.filter((id) => this.#rests(id, of.id)),
      ]
      if (causes.length === 0) return []
      world.set(of, present)
      return [{ of, seq: of.seq, reason: 'IN_USE', piece: null, causes, blockers: new Set() }]
    })
  }

  /** Links that were to come back where another has come to stand. */
  taken(): Conflict[] {
    const world = this.#world
    return this.#comingLinks().flatMap(({ of, present, now }): Conflict[] => {
      const standing = (this.#twins.get(of.id) ?? []).filter(({ id, rule }) => {
        if (id === of.id) return false
        if (!world.has(id)) return true
        const other = world.now(id)
        return isLink(other) && other.from === now.from && (rule === 'AT_MOST_ONE' || other.to === now.to)
      })
      const [first] = standing
      if (first === undefined) return []
      world.set(of, present)
      const causes = standing.map(({ id }) => id)
      return [{ of, seq: of.seq, reason: first.rule, piece: null, causes, blockers: new Set() }]
    })
  }

  /** Takes out what would come back without what it cannot be without. */
  leaveOutHomeless(): void {
    const world = this.#world
    for (const { of, present, now } of this.#comingLinks())
      if (!this.#isThere(now.from) || !this.#isThere(now.to)) {
        world.miss(of, 'END_MISSING')
        world.set(of, present)
      }
    for (const { of, present, now } of [...world.entries()]) {
      if (now === null || now === present) continue
      if (isNode(now)) {
        const homeless = referencesOf(this.#draft.model.kind(now.kind)).find(
          ([name]) => !this.#isThere(String(now.fields[name])),
        )
        if (homeless !== undefined) {
          world.miss(of, 'OWNER_MISSING', homeless[0])
          world.set(of, present)
          continue
        }
      }
      const kept = now.evidence.filter(({ passageId }) => this.#isThere(passageId))
      if (kept.length === now.evidence.length) continue
      world.miss(of, 'PASSAGE_MISSING', 'evidence')
      world.set(of, { ...now, evidence: kept })
    }
  }

  /** Links that are to be where they are not. */
  #comingLinks() {
    return [...this.#world.entries()].flatMap(({ of, present, now }) =>
      isLink(now) && !(isLink(present) && present.from === now.from && present.to === now.to)
        ? [{ of, present, now }]
        : [],
    )
  }

  #isThere(id: string): boolean {
    return this.#world.has(id) ? this.#world.now(id) !== null : (this.#ends.get(id) ?? null) !== null
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

  async #loadDependents(): Promise<void> {
    const { transaction, model } = this.#draft
    const going = [...this.#world.entries()].flatMap(({ of, present, now }) =>
      of.subject === 'NODE' && present !== null && now === null && !this.#dependents.has(of.id)
        ? [of.id]
        : [],
    )
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
      for (const { id, ...found } of rows) this.#dependents.set(String(id), found as unknown as Dependents)
    }
  }

  async #loadEnds(): Promise<void> {
    const wanted = new Set<string>()
    for (const { present, now } of this.#world.entries()) {
      if (now === null || now === present) continue
      const owners = isNode(now)
        ? referencesOf(this.#draft.model.kind(now.kind)).map(([name]) => String(now.fields[name]))
        : [now.from, now.to]
      for (const id of [...owners, ...now.evidence.map(({ passageId }) => passageId)])
        if (!this.#ends.has(id)) wanted.add(id)
    }
    for (const ids of batches([...wanted])) {
      const found = await titled(this.#draft, ids)
      for (const id of ids) this.#ends.set(id, found.get(id) ?? null)
    }
  }

  async #loadTwins(): Promise<void> {
    const { transaction, model } = this.#draft
    const coming = this.#comingLinks().flatMap(({ now }) => (this.#twins.has(now.id) ? [] : [now]))
    for (const [type, links] of byType(coming))
      for (const batch of batches(links)) {
        const rows = await transaction.run({
          text:
            `UNWIND $rows AS row CALL (row) { MATCH ()-[r:${identifier(type)}]->() WHERE r.ends = row.ends ` +
            `RETURN r.id AS other, 'TWICE' AS rule UNION MATCH ()-[r:${identifier(type)}]->() ` +
            "WHERE r.single = row.single RETURN r.id AS other, 'AT_MOST_ONE' AS rule } " +
            'RETURN row.id AS id, collect({ id: other, rule: rule }) AS twins',
          parameters: {
            rows: batch.map((link) => {
              const declaration = model.linkBetween(type, this.#kindOf(link.from), this.#kindOf(link.to))
              return {
                id: link.id,
                ...(declaration === undefined
                  ? { ends: null, single: null }
                  : linkKeys(declaration, link.from, link.to)),
              }
            }),
          },
        })
        for (const link of batch) this.#twins.set(link.id, [])
        for (const row of rows)
          this.#twins.set(String(row['id']), row['twins'] as { id: string; rule: 'TWICE' | 'AT_MOST_ONE' }[])
      }
  }

  #kindOf(id: string): string {
    const state = this.#world.now(id) ?? this.#world.present(id)
    return isNode(state) ? state.kind : (this.#ends.get(id)?.kind ?? '')
  }
}

const isNode = (state: NodeState | LinkState | null): state is NodeState =>
  state !== null && 'fields' in state
const isLink = (state: NodeState | LinkState | null): state is LinkState => state !== null && 'from' in state
