import type { Store, Transaction } from '../store/store.ts'

/**
 * Writes about people, sessions and keys one after another, whichever instance they come from: that one administrator
 * is left, for one, no constraint can hold.
 */
export const inTurn = <T>(store: Store, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
  store.write(async (transaction) => {
    await transaction.run({
      text: "MERGE (t:AccessTurn { id: 'access' }) SET t.taken = coalesce(t.taken, 0) + 1",
      parameters: {},
    })
    return work(transaction)
  })
