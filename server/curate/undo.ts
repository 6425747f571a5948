import { ClientError } from '../errors.ts'
import type { Model } from '../model/index.ts'
import { addedSince } from './added-since.ts'
import { record } from './change-set.ts'
import type { Draft } from './change-set.ts'
import { changeSetsOf, laterChanges, loggedSet } from './log.ts'
import type { LoggedChange, LoggedSet } from './log.ts'
import { undoableChanges } from './logged-changes.ts'
import type { Undoable } from './logged-changes.ts'
import { sameContent } from './history.ts'
import { differing, isLocalized, language, sameIn } from './pieces.ts'
import type { Piece } from './pieces.ts'
import type { LinkState, NodeState } from './state.ts'
import { remove } from './removals.ts'
import { applyTransitions } from './transitions.ts'
import { settle, stamped } from './settle.ts'
import { World } from './world.ts'
import type { Cause, Conflict, Kept } from './world.ts'

/** What is to become of later changes that stand in the way. */
export type UndoMode = 'REFUSE' | 'WITH_LATER' | 'ONLY_FREE'

export interface UndoOutcome {
  /** How many nodes and links were taken back. */
  readonly undone: number
  /** The later change sets for which nothing was done. */
  readonly blockedBy: readonly LoggedSet[]
  /** What stays as it is, and why. */
  readonly kept: readonly Kept[]
}

/** The most change sets that are taken back together. */
const MAX_SETS = 1_000

/**
 * Takes a change set back, as part of a new one: every field, end, piece of evidence, node and link that it changed is
 * put back to what it was before, where nobody has changed the very same since. Where somebody has, the mode decides:
 * nothing is done and the later sets are named; or they are taken back too, the newest first; or only the rest is.
 * What cannot come back, such as a link whose other end is gone, is named.
 * @throws ClientError NOT_FOUND; BAD_USER_INPUT when the graph could not hold what would come of it; TOO_COMPLEX when more
 * than MAX_SETS later sets stand in the way.
 */
export async function undo(draft: Draft, changeSetId: string, mode: UndoMode): Promise<UndoOutcome> {
  const group = [await loggedSet(draft.transaction, changeSetId)]
  for (;;) {
    const world = new World()
    const conflicts: Conflict[] = []
    for (const { id, seq } of group)
      for await (const changes of undoableChanges(draft.transaction, id))
        conflicts.push(...(await takeBackAll(draft, world, seq, changes)))
    conflicts.push(...(await settle(draft, world)))
    const blocking = await blockersOf(draft, conflicts, group)
    if (mode === 'REFUSE' && conflicts.length > 0)
      return { undone: 0, blockedBy: blocking, kept: world.kept(conflicts, blocking) }
    if (mode === 'WITH_LATER' && blocking.length > 0) {
      if (group.length + blocking.length > MAX_SETS)
        throw new ClientError(
          'TOO_COMPLEX',
          `More than ${MAX_SETS} change sets would have to be taken back together; take back only what is free`,
        )
      group.push(...blocking)
      group.sort((one, other) => other.seq - one.seq)
      continue
    }
    await remove(draft, world.removals())
    const transitions = await stamped(draft, world)
    await applyTransitions(draft, transitions)
    await record(draft)
    const undone = world.removals().size + transitions.length
    if (undone > 0) await noteUndone(draft, group)
    return {
      undone,
      blockedBy: [],
      kept: [...world.kept(conflicts, blocking), ...(await addedSince(draft, group, world))],
    }
  }
}

/** Puts back in the world what a set of a number has changed. @returns what somebody has changed since. */
async function takeBackAll(
  draft: Draft,
  world: World,
  seq: number,
  all: readonly Undoable[],
): Promise<Conflict[]> {
  const changes = all.flatMap(({ change }) => change ?? [])
  for (const { made } of all) if (made !== null) world.remove({ ...made, seq })
  await world.load(draft, seq, changes)
  return takeBack(draft.model, world, seq, changes)
}

/** @param changes the last first. */
function takeBack(model: Model, world: World, seq: number, changes: readonly LoggedChange[]): Conflict[] {
  const conflicts: Conflict[] = []
  for (const change of changes) {
    const { id, before, after } = change
    const now = world.now(id)
    const conflict = (reason: Conflict['reason'], piece: Piece | null = null, cause = piece) =>
      conflicts.push({
        of: change,
        seq,
        reason,
        field: piece?.path ?? null,
        causes: [{ id, piece: cause }],
        blockers: new Set(),
      })
    if (before === null || after === null) {
      if (sameContent(now, before)) continue
      if (!sameContent(now, after))
        conflict(now === null ? 'DELETED_LATER' : after === null ? 'EXISTS' : 'CHANGED_LATER')
      else world.set(change, before)
      continue
    }
    if (now === null) {
      conflict('DELETED_LATER')
      continue
    }
    let restored = now
    for (const piece of differing(model, before, after))
      if (sameIn(piece, now, after)) restored = piece.copied(before, restored)
      else if (!sameIn(piece, now, before)) conflict('CHANGED_LATER', piece)
    for (const name of untranslated(restored)) {
      // Vietnamese stands in wherever English is missing; it is not taken from under English that was added since.
      const vietnamese = language(name, 'vi')
      conflict('CHANGED_LATER', vietnamese, language(name, 'en'))
      restored = vietnamese.copied(now, restored)
    }
    world.set(change, restored)
  }
  return conflicts
}

/** The fields of a state that say something in English alone. */
const untranslated = (state: NodeState | LinkState): string[] =>
  Object.entries('fields' in state ? state.fields : {}).flatMap(([name, value]) =>
    isLocalized(value) && value.vi === null ? [name] : [],
  )

/** The later change sets, beside those that are taken back, that brought conflicts about. */
async function blockersOf(
  { transaction }: Draft,
  conflicts: readonly Conflict[],
  group: readonly LoggedSet[],
): Promise<LoggedSet[]> {
  if (conflicts.length === 0) return []
  const seqs = new Set<number>()
  const oldest = Math.min(...conflicts.map(({ seq }) => seq))
  const causes = [...new Set(conflicts.flatMap((conflict) => conflict.causes.map(({ id }) => id)))]
  const later = await laterChanges(transaction, causes, oldest)
  for (const conflict of conflicts) {
    for (const cause of conflict.causes)
      for (const change of later.get(cause.id) ?? []) {
        if (change.seq <= conflict.seq || !concerns(change, cause)) continue
        seqs.add(change.seq)
        conflict.blockers.add(change.seq)
      }
  }
  for (const { seq } of group) seqs.delete(seq)
  return changeSetsOf(transaction, [...seqs])
}

/** Whether a later change touched what brought the conflict about, where that is one piece. */
const concerns = ({ before, after }: LoggedChange, { piece }: Cause): boolean =>
  piece === null || before === null || after === null || !sameIn(piece, before, after)

async function noteUndone({ transaction, id }: Draft, group: readonly LoggedSet[]): Promise<void> {
  await transaction.run({
    text:
      'MATCH (s:ChangeSet) WHERE s.id = $id UNWIND $undone AS one ' +
      'MATCH (u:ChangeSet) WHERE u.id = one CREATE (s)-[:UNDOES]->(u)',
    parameters: { id, undone: group.map((set) => set.id) },
  })
}
