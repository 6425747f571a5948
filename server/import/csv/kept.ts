import type { Store, Transaction } from '../../store/store.ts'
import { instant } from '../../store/properties.ts'
import type { CsvMapping } from './mapping.ts'

/** The mapping that was last used for a header; undefined when there was none. */
export async function keptMapping(store: Store, signature: string): Promise<CsvMapping | undefined> {
  const [found] = await store.read({
    text: 'MATCH (m:ImportMapping) WHERE m.signature = $signature RETURN m.mapping AS value',
    parameters: { signature },
  })
  // Written below, from this type.
  return typeof found === 'string' ? (JSON.parse(found) as CsvMapping) : undefined
}

/** Keeps mappings by the signatures of their headers, in the place of those that were kept for them. */
export async function keepMappings(
  transaction: Transaction,
  mappings: ReadonlyMap<string, CsvMapping>,
): Promise<void> {
  if (mappings.size === 0) return
  const rows = [...mappings].map(([signature, mapping]) => ({ signature, mapping: JSON.stringify(mapping) }))
  await transaction.run({
    text:
      'UNWIND $rows AS row MERGE (m:ImportMapping { signature: row.signature }) ' +
      'SET m.mapping = row.mapping, m.usedAt = $at',
    parameters: { rows, at: instant(new Date().toISOString()) },
  })
}
