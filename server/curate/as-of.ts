import type { Model } from '../model/index.ts'
import type { Statement, Store } from '../store/store.ts'
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

/**
 * Reads the graph as it was at a moment: inside a transaction that is taken back in the end, everything that was changed
 * since is put back to what it was then, and the question is asked of that. So every question that can be asked of the
 * present can be asked of the past, by the same statement. It costs as much as has changed since, and the nodes and links
 * concerned are locked meanwhile; nobody else sees any of it.
 * @throws ClientError BAD_USER_INPUT for a moment that is still to come; TOO_COMPLEX when too much has changed since.
 */
export async function readAsOf(
  store: Store,
  model: Model,
  moment: Moment,
  statement: Statement,
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
      await rewind(transaction, model, seq)
      const rows = await transaction.run(statement)
      // What somebody committed meanwhile could be in the answer, and was not taken back.
      if ((await sequence(transaction)) !== began) return null
      return { seq, values: rows.map((row) => row['value']) }
    }, AS_OF_TIMEOUT_MS)
    if (answer !== null) return answer
  }
}
