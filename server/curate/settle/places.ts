import { identifier, linkKeys } from '../../model/index.ts'
import type { Draft } from '../change-set.ts'
import { isLink } from '../state.ts'
import type { LinkState } from '../state.ts'
import { batches, byType } from '../transitions.ts'
import { causesOf } from '../world.ts'
import type { Conflict, World } from '../world.ts'
import type { Homes } from './homes.ts'

type Rule = 'TWICE' | 'AT_MOST_ONE'

interface Standing {
  readonly id: string
  readonly rule: Rule
}

/** Leaves out links that would come to stand where another stands: between the same ends, or where only one may. */
export class Places {
  readonly #draft: Draft
  readonly #world: World
  readonly #homes: Homes
  /** What the database has in the places of links of the world, by the ids of the latter and the place. */
  readonly #standing = new Map<string, readonly Standing[]>()

  constructor(draft: Draft, world: World, homes: Homes) {
    this.#draft = draft
    this.#world = world
    this.#homes = homes
  }

  async check(): Promise<Conflict[]> {
    await this.#load()
    const world = this.#world
    const coming = new Set([...world.comingLinks()].map(({ of }) => of.id))
    if (coming.size === 0) return []
    const taken = new Map<string, Standing>()
    const take = (link: LinkState) => {
      for (const { place, rule } of this.#placesOf(link)) taken.set(place, { id: link.id, rule })
    }
    for (const { of, now } of world.entries()) if (isLink(now) && !coming.has(of.id)) take(now)
    return [...world.comingLinks()].flatMap((link): Conflict[] => {
      const { of, now } = link
      const standing = [
        ...(this.#standing.get(placed(now)) ?? []).filter(({ id }) => !world.has(id)),
        ...this.#placesOf(now).flatMap(({ place }) => taken.get(place) ?? []),
      ]
      const [first] = standing
      if (first === undefined) {
        take(now)
        return []
      }
      world.keep(of)
      const causes = causesOf(link, standing)
      return [{ of, seq: of.seq, reason: first.rule, field: null, causes, blockers: new Set() }]
    })
  }

  #placesOf(link: LinkState): { readonly place: string; readonly rule: Rule }[] {
    const { ends, single } = this.#keysOf(link)
    return [
      ...(ends === null ? [] : [{ place: `${link.type} TWICE ${ends}`, rule: 'TWICE' as const }]),
      ...(single === null
        ? []
        : [{ place: `${link.type} AT_MOST_ONE ${single}`, rule: 'AT_MOST_ONE' as const }]),
    ]
  }

  #keysOf({ type, from, to }: LinkState): { readonly ends: string | null; readonly single: string | null } {
    const declaration = this.#draft.model.linkBetween(type, this.#homes.kindOf(from), this.#homes.kindOf(to))
    if (declaration === undefined) return { ends: null, single: null }
    const { ends = null, single } = linkKeys(declaration, from, to)
    return { ends, single }
  }

  async #load(): Promise<void> {
    const coming = [...this.#world.comingLinks()].flatMap(({ now }) =>
      this.#standing.has(placed(now)) ? [] : [now],
    )
    for (const [type, links] of byType(coming))
      for (const batch of batches(links)) {
        const rows = await this.#draft.transaction.run({
          text:
            `UNWIND $rows AS row CALL (row) { MATCH ()-[r:${identifier(type)}]->() WHERE r.ends = row.ends ` +
            `RETURN r.id AS other, 'TWICE' AS rule UNION MATCH ()-[r:${identifier(type)}]->() ` +
            "WHERE r.single = row.single RETURN r.id AS other, 'AT_MOST_ONE' AS rule } " +
            'RETURN row.placed AS placed, collect({ id: other, rule: rule }) AS standing',
          parameters: { rows: batch.map((link) => ({ placed: placed(link), ...this.#keysOf(link) })) },
        })
        for (const link of batch) this.#standing.set(placed(link), [])
        for (const row of rows) this.#standing.set(String(row['placed']), row['standing'] as Standing[])
      }
  }
}

/** A link where it is to be. */
const placed = ({ id, from, to }: LinkState): string => [id, from, to].join('|')
