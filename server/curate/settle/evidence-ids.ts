import { uuidv7 } from 'uuidv7'
import type { Draft } from '../change-set.ts'
import { batches } from '../transitions.ts'
import type { World } from '../world.ts'

/**
 * Gives pieces of evidence that come back new ids where others have come to bear theirs: a merge hands pieces on, and
 * what was changed since stays where it was handed to.
 */
export async function separateEvidence(draft: Draft, world: World): Promise<void> {
  const borne = new Set<string>()
  const coming = [...world.entries()].flatMap(({ of, present, now }) => {
    if (now === null) return []
    const own = new Set(present?.evidence.map(({ id }) => id))
    const fresh = now.evidence.flatMap(({ id }) => (own.has(id) ? [] : [id]))
    for (const { id } of now.evidence) if (own.has(id)) borne.add(id)
    return fresh.length === 0 ? [] : [{ of, now, fresh: new Set(fresh) }]
  })
  for (const ids of batches(coming.flatMap(({ fresh }) => [...fresh]))) {
    const rows = await draft.transaction.run({
      text: 'UNWIND $ids AS id MATCH (e:Evidence) WHERE e.id = id RETURN id, e.targetId AS target',
      parameters: { ids },
    })
    for (const { id, target } of rows) if (!world.has(String(target))) borne.add(String(id))
  }
  for (const { of, now, fresh } of coming) {
    const evidence = now.evidence.map((item) =>
      fresh.has(item.id) && borne.has(item.id) ? { ...item, id: uuidv7() } : item,
    )
    for (const { id } of evidence) borne.add(id)
    world.set(of, { ...now, evidence: evidence.sort((one, other) => (one.id < other.id ? -1 : 1)) })
  }
}
