import { identifier } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import { fromProperties } from './properties.ts'
import { linkSearchTexts, nodeSearchTexts } from './search-text.ts'
import type { Store } from './store.ts'

/** Nodes or links of one transaction. */
const BATCH = 1_000
const TIMEOUT_MS = 120_000

type Values = Readonly<Record<string, unknown>>

const evidenceOf = (target: string): string =>
  `COLLECT { MATCH (e:Evidence) WHERE e.targetId = ${target}.id RETURN { mention: e.mention, note: e.note } } AS evidence`

/** Writes anew what the search finds all nodes and links by, as after a change to the model; versions stay as they are. */
export async function refillSearchTexts(store: Store, model: Model): Promise<void> {
  for (const kind of model.kinds)
    await inBatches(
      store,
      `MATCH (n:${identifier(kind.name)}) WHERE n.id > $after WITH n ORDER BY n.id LIMIT ${BATCH} ` +
        `RETURN n.id AS id, properties(n) AS properties, ${evidenceOf('n')}`,
      `UNWIND $rows AS row MATCH (n:${identifier(kind.name)}) WHERE n.id = row.id SET n += row.texts`,
      (properties, evidence) => nodeSearchTexts(kind, fromProperties(kind, properties), evidence),
    )
  for (const type of model.linkTypes.map(identifier))
    await inBatches(
      store,
      `MATCH ()-[r:${type}]->() WHERE r.id > $after WITH r ORDER BY r.id LIMIT ${BATCH} ` +
        `RETURN r.id AS id, { note: r.note } AS properties, ${evidenceOf('r')}`,
      `UNWIND $rows AS row MATCH ()-[r:${type}]->() WHERE r.id = row.id SET r += row.texts`,
      ({ note }, evidence) => linkSearchTexts((note ?? null) as string | null, evidence),
    )
}

type Evidence = readonly { readonly mention: string; readonly note: string | null }[]

async function inBatches(
  store: Store,
  read: string,
  write: string,
  textsOf: (properties: Values, evidence: Evidence) => Record<string, unknown>,
): Promise<void> {
  let after: unknown = ''
  while (after !== null)
    after = await store.write(async (transaction) => {
      const found = await transaction.run({ text: read, parameters: { after } })
      const rows = found.map(({ id, properties, evidence }) => ({
        id,
        texts: textsOf(properties as Values, evidence as Evidence),
      }))
      if (rows.length > 0) await transaction.run({ text: write, parameters: { rows } })
      return rows.length < BATCH ? null : rows.at(-1)?.id
    }, TIMEOUT_MS)
}
