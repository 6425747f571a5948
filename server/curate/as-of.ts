import type { Model } from '../model/index.ts'
import type { Statement, Store, Transaction } from '../store/store.ts'
import { rewind, sequence, sequenceAt } from './history.ts'
import type { Moment } from './history.ts'

/** How often a read is begun anew because somebody changed the graph meanwhile, before it makes writers wait. */
const ATTEMPTS = 3
/** Longest that taking changes back and reading may take, in milliseconds. */
const AS_OF_TIMEOUT_MS = 30_000

/** What was read of the past. */
export interface PastAnswer {
  /** The sequence number as of which it was read. */
  readonly seq: number
  /** The first column of the rows. */
  readonly values: readonly unknown[]
}

/** What a question about the past is asked of: the graph, or the log of its changes. */
export type Past = 'GRAPH' | 'LOG'

/**
 * Reads the graph as it was at a moment: inside a transaction that is taken back in the end, everything that was changed
 * since is put back to what it was then, and the question is asked of that. So every question that can be asked of the
 * present can be asked of the past, by the same statement. It costs as much as has changed since, and the nodes and links
 * concerned are locked meanwhile; nobody else sees any of it. Of the log, the change sets since are hidden in the same way.
 * @throws ClientError BAD_USER_INPUT for a moment that is still to come; TOO_COMPLEX when too much has changed since.
 */
export async function readAsOf(
  store: Store,
  model: Model,
  moment: Moment,
  statement: Statement,
  past: Past = 'GRAPH',
): Promise<PastAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await store.trial(async (transaction) => {
      // The lock of all writers: taken when they were too quick several times.
      if (attempt > ATTEMPTS)
        await transaction.run({
          text: "MATCH (c:Clock { id: 'graph' }) SET c.holder = randomUUID()",
          parameters: {},
        })
      const began = await sequence(transaction)
      const seq = await sequenceAt(transaction, moment, 'asOf')
      if (past === 'GRAPH') await rewind(transaction, model, seq)
      else await hideSince(transaction, seq)
      const rows = await transaction.run(statement)
      // What somebody committed meanwhile could be in the answer, and was not taken back.
      if ((await sequence(transaction)) !== began) return null
      return { seq, values: rows.map((row) => row['value']) }
    }, AS_OF_TIMEOUT_MS)
    if (answer !== null) return answer
  }
}

/** Takes the change sets after a number out of the log, inside a transaction that is to be taken back. */
async function hideSince(transaction: Transaction, seq: number): Promise<void> {
  await transaction.run({
    text:
      'MATCH (s:ChangeSet) WHERE s.seq > $seq OPTIONAL MATCH (s)-[u:UNDOES]->() ' +
      'DELETE u REMOVE s:ChangeSet',
    parameters: { seq: BigInt(seq) },
  })
}
