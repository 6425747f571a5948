import { END_SEPARATOR, endsProperty, identifier } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import { foldedTwins, fromProperties } from './properties.ts'
import { linkSearchTexts, nodeSearchTexts } from './search-text.ts'
import type { Store } from './store.ts'

/** Nodes, links or pieces of evidence of one transaction. */
const BATCH = 1_000
const TIMEOUT_MS = 120_000

type Values = Readonly<Record<string, unknown>>

const evidenceOf = (target: string): string =>
  `COLLECT { MATCH (e:Evidence) WHERE e.targetId = ${target}.id RETURN { mention: e.mention, note: e.note } } AS evidence`

/**
 * Writes anew what follows from what people wrote: what the search finds nodes and links by, what `matches` compares,
 * and what pages of links are read from. So after a change to the model, and where an older service wrote the graph;
 * versions stay as they are.
 */
export async function refill(store: Store, model: Model): Promise<void> {
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
      `MATCH (a)-[r:${type}]->(b) WHERE r.id > $after WITH a, r, b ORDER BY r.id LIMIT ${BATCH} ` +
        `RETURN r.id AS id, { note: r.note, from: a.id, to: b.id } AS properties, ${evidenceOf('r')}`,
      `UNWIND $rows AS row MATCH ()-[r:${type}]->() WHERE r.id = row.id SET r += row.texts`,
      ({ note, from, to }, evidence) => ({
        ...foldedTwins({ note: textOf(note) }),
        ...linkSearchTexts(textOf(note), evidence),
        [endsProperty('in')]: `${String(to)}${END_SEPARATOR}${String(from)}`,
      }),
    )
  await inBatches(
    store,
    `MATCH (e:Evidence) WHERE e.id > $after WITH e ORDER BY e.id LIMIT ${BATCH} ` +
      'RETURN e.id AS id, { mention: e.mention, note: e.note } AS properties, [] AS evidence',
    'UNWIND $rows AS row MATCH (e:Evidence) WHERE e.id = row.id SET e += row.texts',
    ({ mention, note }) => foldedTwins({ mention: textOf(mention), note: textOf(note) }),
  )
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

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
