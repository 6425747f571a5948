import type { Draft } from './change-set.ts'
import { sameContent } from './history.ts'
import { lastVersions, mergedBefore } from './log.ts'
import { Circles } from './settle/circles.ts'
import { Dependents } from './settle/dependents.ts'
import { separateEvidence } from './settle/evidence-ids.ts'
import { Homes } from './settle/homes.ts'
import { Places } from './settle/places.ts'
import { Quotes } from './settle/quotes.ts'
import { UniqueValues } from './settle/unique-values.ts'
import type { Transition } from './transitions.ts'
import type { Conflict, World } from './world.ts'

/**
 * Leaves out of a world what the graph could not hold: nodes that others hang on stay, links whose ends are gone do not
 * come back, nor do nodes without their owner or evidence without its passage; nor does anything that would stand in the
 * place of another, close a circle, or be quoted for words that it does not have.
 * @returns what later changes have made impossible; the rest is noted in the world.
 */
export async function settle(draft: Draft, world: World): Promise<Conflict[]> {
  const conflicts: Conflict[] = []
  const homes = new Homes(draft, world)
  const checks = [
    new Dependents(draft, world),
    homes,
    new Places(draft, world, homes),
    new Circles(draft, world),
    new UniqueValues(draft, world),
    new Quotes(draft, world),
  ]
  // What stays or does not come back can be what something else hangs on.
  for (let isStable = false; !isStable;) {
    const before = conflicts.length + world.missing
    for (const one of checks) conflicts.push(...(await one.check()))
    isStable = conflicts.length + world.missing === before
  }
  await separateEvidence(draft, world)
  return conflicts
}

/**
 * The transitions that lead from the present to a world, beside its removals, each with the version that follows. What was
 * merged away before the sets that are taken back is so again.
 */
export async function stamped(draft: Draft, world: World): Promise<Transition[]> {
  const changed = [...world.entries()].filter(({ present, now }) => !sameContent(present, now))
  const versions = await lastVersions(
    draft.transaction,
    changed.filter(({ present }) => present === null).map(({ of }) => of.id),
  )
  const gone = changed.flatMap(({ of, now }) =>
    of.subject === 'NODE' && now === null ? [[of.id, of.seq] as const] : [],
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
