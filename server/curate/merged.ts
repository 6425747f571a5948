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

/**
 * The nodes that several were merged into, each to the last, by the ids of those that are no more; an id that was not
 * merged away is not among them.
 */
export async function mergedAway(
  transaction: Transaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const next = new Map<string, string>()
  for (let asked = [...new Set(ids)]; asked.length > 0;) {
    const rows = await transaction.run({
      text:
        'UNWIND $ids AS id CALL (id) { MATCH (c:Change) WHERE c.targetId = id ' +
        'RETURN c.into AS into ORDER BY c.seq DESC LIMIT 1 } WITH id, into WHERE into IS NOT NULL RETURN id, into',
      parameters: { ids: asked },
    })
    for (const { id, into } of rows) next.set(String(id), String(into))
    asked = [...new Set(rows.map(({ into }) => String(into)).filter((into) => !next.has(into)))]
  }
  // Each merge is later than the one before it, so that no way leads back.
  const last = (id: string): string => {
    const into = next.get(id)
    return into === undefined ? id : last(into)
  }
  return new Map(ids.flatMap((id) => (next.has(id) ? [[id, last(id)]] : [])))
}

/** Where one was merged into, within a transaction, as what is said of an id that stands for no node any more; empty for any other. */
export async function whereTo(transaction: Transaction, id: string): Promise<string> {
  const read: Store['read'] = async (statement) =>
    (await transaction.run(statement)).map(({ value }) => value)
  const into = await mergedInto({ read }, id)
  return into === undefined ? '' : `; it was merged into ${into}`
}
