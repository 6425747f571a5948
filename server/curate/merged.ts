import type { Store, Transaction } from '../store/store.ts'

/**
 * The node that one was merged into, and so on to the last; undefined for an id that was not merged away.
 * @param until the number of the last change set that counts; all of them without it.
 */
export async function mergedInto(
  store: Pick<Store, 'read'>,
  id: string,
  until?: number,
): Promise<string | undefined> {
  const seen = new Set([id])
  let into: string | undefined
  for (;;) {
    const [next] = await store.read({
      text:
        'MATCH (c:Change) WHERE c.targetId = $id AND c.seq <= $until ' +
        'WITH c ORDER BY c.seq DESC LIMIT 1 RETURN c.into AS value',
      parameters: { id: into ?? id, until: BigInt(until ?? Number.MAX_SAFE_INTEGER) },
    })
    if (typeof next !== 'string' || seen.has(next)) return into
    seen.add(next)
    into = next
  }
}

/** The same within a transaction, as what is said of an id that stands for no node any more; empty for any other. */
export async function whereTo(transaction: Transaction, id: string): Promise<string> {
  const read: Store['read'] = async (statement) =>
    (await transaction.run(statement)).map(({ value }) => value)
  const into = await mergedInto({ read }, id)
  return into === undefined ? '' : `; it was merged into ${into}`
}
