import { makeLinks, makeNodes } from '../curate/transitions.ts'
import { writeEvidence } from '../curate/write-evidence.ts'
import type { LinkState, NodeState } from '../curate/state.ts'
import type { Model } from '../model/index.ts'
import { StartError } from '../start-error.ts'
import { prepare } from '../store/constraints.ts'
import type { Store } from '../store/store.ts'
import type { Counts, Line } from './file.ts'
import { RESTORING } from './labels.ts'
import { isBeingRestored } from './mark.ts'
import { createOthersWriter } from './make-others.ts'
import { thingsIn } from './read.ts'
import type { Verified } from './read.ts'

/** Things of one transaction. */
const TOGETHER = 1_000
/** Nodes that are taken away in one transaction. */
const TAKEN_TOGETHER = 5_000
/** Longest that one transaction may take, in milliseconds. */
const BATCH_TIMEOUT_MS = 300_000

export interface Restoring {
  readonly store: Store
  readonly model: Model
  readonly file: string
  readonly verified: Verified
  /** Whether a graph that is there may be lost. */
  readonly overwrite: boolean
  /** Gives it up; the graph is unusable then until it is restored again. */
  readonly signal: AbortSignal
  /** Told how many things were written so far. */
  readonly onProgress: (written: number) => void
}

/**
 * Puts a verified backup in the place of what the database holds. That takes more than one transaction, and so the graph is
 * marked first, and without its clock: until all of it is there, no service starts on it and none writes to it.
 * @throws StartError when there is a graph which must not be lost.
 */
export async function restore(restoring: Restoring): Promise<void> {
  const { store, model, file, verified, overwrite } = restoring
  if (!overwrite && !(await isBeingRestored(store)) && (await isInUse(store)))
    throw new StartError(
      'The graph is not empty. To lose all that is in it, and its history, say --overwrite; back it up first.',
    )
  await prepare(store, model)
  await run(store, `CREATE (:${RESTORING} { file: $file, startedAt: datetime() })`, { file })
  await empty(restoring)
  await fill(restoring)
  await hold(store, verified.counts)
  await run(
    store,
    `MERGE (c:Clock { id: 'graph' }) SET c.seq = $seq WITH c MATCH (r:${RESTORING}) DELETE r`,
    { seq: BigInt(verified.header.seq) },
  )
  await run(store, 'CALL db.awaitIndexes(600)', {})
}

async function isInUse(store: Store): Promise<boolean> {
  const [found] = await store.read({
    text: 'RETURN EXISTS { MATCH (n) WHERE NOT n:Clock } AS value',
    parameters: {},
  })
  return found === true
}

async function empty({ store, signal }: Restoring): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const [row] = await run(
      store,
      `MATCH (n) WHERE NOT n:${RESTORING} WITH n LIMIT ${TAKEN_TOGETHER} DETACH DELETE n RETURN count(*) AS count`,
      {},
    )
    if (Number(row?.['count']) === 0) return
  }
}

async function fill(restoring: Restoring): Promise<void> {
  const { store, model, signal, onProgress } = restoring
  const others = createOthersWriter()
  let written = 0
  const inBatches = async <T>(pick: (line: Line) => T | null, write: (things: T[]) => Promise<void>) => {
    let waiting: T[] = []
    const flush = async () => {
      signal.throwIfAborted()
      await write(waiting)
      written += waiting.length
      onProgress(written)
      waiting = []
    }
    for await (const line of thingsIn(restoring.file)) {
      const thing = pick(line)
      if (thing !== null && waiting.push(thing) === TOGETHER) await flush()
    }
    if (waiting.length > 0) await flush()
  }
  const writing = (work: (transaction: Parameters<Parameters<Store['write']>[0]>[0]) => Promise<void>) =>
    store.write(work, BATCH_TIMEOUT_MS)

  await inBatches<NodeState>(
    (line) => ('node' in line ? line.node : null),
    (nodes) => writing((transaction) => makeNodes({ transaction, model }, nodes)),
  )
  // Once every passage is there.
  await inBatches<NodeState | LinkState>(
    (line) =>
      'link' in line ? line.link : 'node' in line && line.node.evidence.length > 0 ? line.node : null,
    (states) =>
      writing(async (transaction) => {
        await makeLinks(
          { transaction, model },
          states.filter((state): state is LinkState => 'type' in state),
        )
        await writeEvidence({ transaction, model }, new Map(states.map(({ id, evidence }) => [id, evidence])))
      }),
  )
  await inBatches(
    (line) => ('other' in line ? line.other : null),
    (some) => writing((transaction) => others.write(transaction, some)),
  )
  await writing((transaction) => others.end(transaction))
}

/** What was written is what the backup holds, or the restoring has failed. */
async function hold(store: Store, { nodes, links, evidence, others }: Counts): Promise<void> {
  const [found] = await store.read({
    text:
      'RETURN [COUNT { (:Entity) }, COUNT { (:Entity)-[r]->(:Entity) WHERE r.id IS NOT NULL }, COUNT { (:Evidence) }, ' +
      `COUNT { MATCH (n) WHERE NOT n:Entity|Evidence|Clock|${RESTORING} }] AS value`,
    parameters: {},
  })
  const wanted = [nodes, links, evidence, others]
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new StartError(
      `The graph was not restored: it holds ${JSON.stringify(found)} where the backup has ${JSON.stringify(wanted)}.`,
    )
}

const run = (store: Store, text: string, parameters: Readonly<Record<string, unknown>>) =>
  store.write((transaction) => transaction.run({ text, parameters }), BATCH_TIMEOUT_MS)
