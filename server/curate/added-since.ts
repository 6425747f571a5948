import { referencesOf } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import type { Draft, Origin } from './change-set.ts'
import { key } from './evidence.ts'
import { presentStates } from './history.ts'
import { laterChanges, mergersOf } from './log.ts'
import type { LoggedSet } from './log.ts'
import { differing } from './pieces.ts'
import { isNode } from './state.ts'
import type { LinkState, NodeState } from './state.ts'
import type { Kept, World } from './world.ts'

/** What somebody has given a merged node since it was merged: it stays with it. */
export async function addedSince(draft: Draft, group: readonly LoggedSet[], world: World): Promise<Kept[]> {
  const kept: Kept[] = []
  for (const { id, origin, seq } of group) {
    if (!MERGING.includes(origin)) continue
    for (const change of await mergersOf(draft.transaction, id)) {
      kept.push(...(await addedFromOtherEnds(draft, change.id, seq, world)))
      const now = world.present(change.id)
      const pieces = now === null || change.after === null ? [] : differing(draft.model, change.after, now)
      if (pieces.some(({ path }) => path === 'evidence'))
        kept.push(world.keptOf(change, 'ADDED_LATER', 'evidence', []))
    }
  }
  return kept
}

/** What kinds of work merge nodes: an undo does it where it takes back that they were taken apart. */
const MERGING: readonly Origin[] = ['MERGE', 'UNDO']

/** What leads to a node, belongs to it or quotes it, and did not after the set of a number. */
async function addedFromOtherEnds(draft: Draft, id: string, seq: number, world: World): Promise<Kept[]> {
  const later = await laterChanges(draft.transaction, [id], seq, 'otherEnd')
  // What was there at the merge, and has come and gone since, was not added.
  const firsts = new Map(
    [...later.values()]
      .flat()
      // What this undo itself brings back was there before.
      .filter((one) => one.seq < draft.seq)
      .toReversed()
      .map((one) => [one.id, one]),
  )
  const present = await presentStates(draft.transaction, draft.model, [...firsts.values()])
  return [...firsts.values()].flatMap((of) => {
    const then = partsAbout(draft.model, id, of.before)
    const added = [...partsAbout(draft.model, id, present.get(of.id) ?? null)].filter(
      ([part]) => !then.has(part),
    )
    // What was not there at all is told as a whole, quotations by what they were given to.
    const fields = added.map(([, field]) => (of.before === null && field !== 'evidence' ? null : field))
    return [...new Set(fields)].map((field) => world.keptOf(of, 'ADDED_LATER', field, [of.changeSetId]))
  })
}

/** Everything by which something leads to a node, belongs to it or quotes it, each with the field that says so. */
function partsAbout(model: Model, id: string, state: NodeState | LinkState | null): Map<string, string> {
  if (state === null) return new Map()
  const owners = isNode(state)
    ? referencesOf(model.kind(state.kind)).flatMap(([name]) => (state.fields[name] === id ? [name] : []))
    : (['from', 'to'] as const).filter((end) => state[end] === id)
  const quotations = state.evidence.filter(({ passageId }) => passageId === id).map(key)
  return new Map([
    ...owners.map((name) => [name, name] as const),
    ...quotations.map((said) => [said, 'evidence'] as const),
  ])
}
