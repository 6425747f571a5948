import { identifier } from '../../model/index.ts'
import type { Draft } from '../change-set.ts'
import { circularIn } from '../circular.ts'
import { isLink } from '../state.ts'
import type { LinkState } from '../state.ts'
import { batches, byType } from '../transitions.ts'
import { causesOf } from '../world.ts'
import type { Coming, Conflict, World } from '../world.ts'

interface Step {
  /** The link. */
  readonly id: string
  readonly to: string
}

type Steps = Map<string, readonly Step[]>

/** Leaves out links of types that never go in a circle where they would close one, and any that would lead to itself. */
export class Circles {
  readonly #draft: Draft
  readonly #world: World
  /** What the database has, by type and by where it leads from. */
  readonly #steps = new Map<string, Steps>()

  constructor(draft: Draft, world: World) {
    this.#draft = draft
    this.#world = world
  }

  async check(): Promise<Conflict[]> {
    const coming = [...this.#world.comingLinks()]
    const acyclic = new Set(this.#draft.model.links.flatMap((link) => (link.acyclic ? [link.type] : [])))
    const conflicts = coming.flatMap((one) => (one.now.from === one.now.to ? [this.#leave(one, [])] : []))
    const types = byType(coming.map((one) => ({ ...one, type: one.now.type })))
    for (const [type, links] of types)
      if (acyclic.has(type)) conflicts.push(...(await this.#checkType(type, links)))
    return conflicts
  }

  async #checkType(type: string, coming: readonly Coming<LinkState>[]): Promise<Conflict[]> {
    const own = new Map<string, Step[]>()
    for (const { now } of this.#world.entries())
      if (isLink(now) && now.type === type)
        own.set(now.from, [...(own.get(now.from) ?? []), { id: now.id, to: now.to }])
    const next = await this.#reach(
      type,
      coming.map(({ now }) => now.to),
      own,
    )
    const circles = circularIn(
      new Map([...next].map(([from, steps]) => [from, steps.map(({ to }) => to)] as const)),
    )
    const conflicts: Conflict[] = []
    for (const one of coming) {
      const { from, to, id } = one.now
      if (circles.get(from) === undefined || circles.get(from) !== circles.get(to)) continue
      const way = wayBetween(next, to, from)
      // Another link that was left out may have opened the circle already.
      if (way === null) continue
      conflicts.push(this.#leave(one, way))
      next.set(
        from,
        (next.get(from) ?? []).filter((step) => step.id !== id),
      )
    }
    return conflicts
  }

  #leave(link: Coming<LinkState>, way: readonly Step[]): Conflict {
    const { of } = link
    this.#world.keep(of)
    const causes = causesOf(link, way)
    return { of, seq: of.seq, reason: 'CIRCLE', field: null, causes, blockers: new Set() }
  }

  /** Where links of a type will lead from these nodes, from where that leads to, and so on. */
  async #reach(type: string, starts: readonly string[], own: ReadonlyMap<string, Step[]>): Promise<Steps> {
    const known = this.#steps.get(type) ?? new Map<string, readonly Step[]>()
    this.#steps.set(type, known)
    const next: Steps = new Map()
    let frontier = [...new Set(starts)]
    while (frontier.length > 0) {
      await this.#load(type, known, frontier)
      const further = new Set<string>()
      for (const from of frontier) {
        const standing = (known.get(from) ?? []).filter(({ id }) => !this.#world.has(id))
        const steps = [...standing, ...(own.get(from) ?? [])]
        next.set(from, steps)
        for (const { to } of steps) further.add(to)
      }
      frontier = [...further].filter((id) => !next.has(id))
    }
    return next
  }

  async #load(type: string, known: Steps, from: readonly string[]): Promise<void> {
    for (const ids of batches(from.filter((id) => !known.has(id)))) {
      const rows = await this.#draft.transaction.run({
        text:
          `UNWIND $ids AS id MATCH (a:Entity)-[r:${identifier(type)}]->(b) WHERE a.id = id ` +
          'RETURN id, collect({ id: r.id, to: b.id }) AS steps',
        parameters: { ids },
      })
      for (const id of ids) known.set(id, [])
      for (const row of rows) known.set(String(row['id']), row['steps'] as Step[])
    }
  }
}

/** The links of a shortest way from one node to another; null when there is none. */
function wayBetween(next: Steps, from: string, to: string): Step[] | null {
  const cameBy = new Map<string, Step & { readonly from: string }>()
  const seen = new Set([from])
  let frontier = [from]
  while (frontier.length > 0 && !seen.has(to)) {
    const further: string[] = []
    for (const place of frontier)
      for (const step of next.get(place) ?? []) {
        if (seen.has(step.to)) continue
        seen.add(step.to)
        cameBy.set(step.to, { ...step, from: place })
        further.push(step.to)
      }
    frontier = further
  }
  if (!seen.has(to)) return null
  const way: Step[] = []
  for (let step = cameBy.get(to); step !== undefined; step = cameBy.get(step.from)) way.unshift(step)
  return way
}
