import { identifier } from '../model/index.ts'
import { recordUnmade } from './change-set.ts'
import type { Draft } from './change-set.ts'
import { batches, byType } from './transitions.ts'
import type { Removal } from './world.ts'
import { removeEvidence } from './write-evidence.ts'

/**
 * Takes away nodes and links that are as the log left them, with their evidence, and records it. That nothing else hangs on
 * them was looked at before.
 * @param removals by their ids.
 */
export async function remove(draft: Draft, removals: ReadonlyMap<string, Removal>): Promise<void> {
  let underWay = Promise.resolve()
  for (const batch of batches([...removals.values()])) {
    // While Neo4j takes one away, the next one is on its way.
    const next = removeBatch(draft, batch, removals)
    await underWay
    underWay = next
  }
  await underWay
}

async function removeBatch(
  draft: Draft,
  batch: readonly Removal[],
  removals: ReadonlyMap<string, Removal>,
): Promise<void> {
  const { transaction } = draft
  const nodes = batch.flatMap(({ subject, id }) => (subject === 'NODE' ? [id] : []))
  // The others go with the nodes at their ends.
  const links = batch.flatMap(({ id, kind, ends }) =>
    ends === null || removals.has(ends.from) || removals.has(ends.to) ? [] : [{ id, type: kind }],
  )
  await Promise.all([
    recordUnmade(draft, batch),
    removeEvidence(
      draft,
      batch.map(({ id }) => id),
    ),
    ...[...byType(links)].map(([type, some]) =>
      transaction.run({
        text: `UNWIND $ids AS id MATCH ()-[r:${identifier(type)}]->() WHERE r.id = id DELETE r`,
        parameters: { ids: some.map(({ id }) => id) },
      }),
    ),
    ...(nodes.length === 0
      ? []
      : [
          transaction.run({
            text: 'UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id DETACH DELETE n',
            parameters: { ids: nodes },
          }),
        ]),
  ])
}
