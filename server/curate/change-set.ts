import { uuidv7 } from 'uuidv7'
import type { Model } from '../model/index.ts'
import { instant } from '../store/properties.ts'
import type { Statement, Store, Transaction } from '../store/store.ts'
import type { LinkState, NodeState } from './state.ts'
import type { LocalizedText } from './validate.ts'

/** Who changes the graph, and why. */
export interface Author {
  readonly actor: string
  readonly reason: string | null
}

/** One touched node or link: its state before (null when created) and after (null when deleted). */
export type Change = { readonly title: LocalizedText } & (
  | { readonly subject: 'NODE'; readonly before: NodeState | null; readonly after: NodeState | null }
  | { readonly subject: 'LINK'; readonly before: LinkState | null; readonly after: LinkState | null }
)

/** A change set while it is being made: the transaction that it happens in, its instant, and what it has changed. */
export interface Draft {
  readonly transaction: Transaction
  readonly model: Model
  /** ISO instant that every node and link of the set is stamped with. */
  readonly at: string
  readonly changes: Change[]
}

/** What came of a change set. `seq` is the graph's sequence number afterwards. */
export interface Committed {
  readonly seq: number
  readonly changed: boolean
  /** The rows of the statement that was to be read in the same transaction. */
  readonly answer: readonly unknown[]
}

/**
 * Runs work as one change set: all of it is applied and recorded, or none of it.
 * The clock's lock, taken first, orders all writers, so that what the work reads stays true until it commits.
 */
export async function commit(
  store: Store,
  model: Model,
  author: Author,
  work: (draft: Draft) => Promise<void>,
  { answer, timeoutMs }: { answer?: Statement; timeoutMs?: number } = {},
): Promise<Committed> {
  return store.write(async (transaction) => {
    const [clock] = await transaction.run({
      // Written first and read after: what is read before the lock is held may be the seq of a writer before.
      text: "MATCH (c:Clock { id: 'graph' }) SET c.holder = randomUUID() WITH c RETURN c.seq AS seq",
      parameters: {},
    })
    if (clock === undefined) throw new Error('The graph has no clock: it was not prepared')
    const draft: Draft = { transaction, model, at: new Date().toISOString(), changes: [] }
    await work(draft)
    const seq = Number(clock['seq']) + (draft.changes.length > 0 ? 1 : 0)
    if (draft.changes.length > 0) await record(draft, author, seq)
    const rows = answer === undefined ? [] : await transaction.run(answer)
    return { seq, changed: draft.changes.length > 0, answer: rows.map((row) => row['value']) }
  }, timeoutMs)
}

async function record({ transaction, at, changes }: Draft, author: Author, seq: number): Promise<void> {
  await transaction.run({
    text:
      "MATCH (c:Clock { id: 'graph' }) SET c.seq = $seq " +
      'CREATE (s:ChangeSet) SET s = $set WITH s UNWIND $changes AS change CREATE (s)-[:INCLUDES]->(c:Change) SET c = change',
    parameters: {
      seq: BigInt(seq),
      set: { id: uuidv7(), seq: BigInt(seq), at: instant(at), actor: author.actor, reason: author.reason },
      changes: changes.map((change, ordinal) => ({
        id: uuidv7(),
        ordinal: BigInt(ordinal),
        subject: change.subject,
        action: change.before === null ? 'CREATED' : change.after === null ? 'DELETED' : 'UPDATED',
        targetId: change.after?.id ?? change.before?.id,
        kind: kindOf(change),
        title_vi: change.title.vi,
        title_en: change.title.en,
        before: change.before === null ? null : JSON.stringify(change.before),
        after: change.after === null ? null : JSON.stringify(change.after),
      })),
    },
  })
}

function kindOf(change: Change): string | undefined {
  if (change.subject === 'NODE') return (change.after ?? change.before)?.kind
  return (change.after ?? change.before)?.type
}
