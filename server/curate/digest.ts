import { createHash } from 'node:crypto'
import type { Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import { key } from './evidence.ts'
import { contentOf } from './state.ts'
import type { LinkState, NodeState } from './state.ts'
import { openSnapshot } from './snapshot.ts'

/**
 * What the graph says as one number: SHA-256, in hexadecimal, over its nodes and links with their fields, ends and
 * evidence. Versions, times, history and the ids of pieces of evidence are left out, so that two graphs of equal digest
 * say the same.
 * @param at the sequence number; that of the present without it.
 */
export async function graphDigest(store: Store, model: Model, at?: number): Promise<string> {
  const hash = createHash('sha256')
  const snapshot = await openSnapshot(store, model, at)
  for await (const states of snapshot.nodes()) for (const state of states) hash.update(lineOf(state))
  for (const type of model.linkTypes)
    for await (const states of snapshot.links(type)) for (const state of states) hash.update(lineOf(state))
  return hash.digest('hex')
}

const lineOf = (state: NodeState | LinkState): string =>
  `${JSON.stringify(
    sorted({
      ...contentOf(state),
      evidence: state.evidence
        .map(({ passageId, mention, start, note }) => [key({ passageId, mention, start }), note])
        .sort(([one], [other]) => ((one ?? '') < (other ?? '') ? -1 : 1)),
    }),
  )}\n`

/** A value with all keys in one order, wherever it was written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, of]) => [name, sorted(of)]),
  )
}
