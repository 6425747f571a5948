import type { Author } from '../curate/change-set.ts'
import type { Facts } from '../curate/facts.ts'
import type { Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import { Reading } from './reading.ts'
import { importReading } from './run.ts'

/**
 * Adds the facts that the graph does not have yet, as one change set; what is there is left as its editors made it.
 * @returns how many nodes and links were added.
 * @throws ClientError BAD_USER_INPUT when a fact does not fit the graph; nothing is written then.
 */
export async function importFacts(
  store: Store,
  model: Model,
  facts: Facts,
  author: Author,
): Promise<{ nodes: number; links: number }> {
  const reading = await readFacts(model, facts)
  try {
    const { outcome } = await importReading(store, reading, { author, doubtful: 'CREATE', present: 'LEAVE' })
    return { nodes: outcome.nodes.created, links: outcome.links.created }
  } finally {
    await reading.close()
  }
}

/** Facts as what was read; a problem is told by the id of the node, or by the ends of the link. */
async function readFacts(model: Model, { nodes, links }: Facts): Promise<Reading> {
  const reading = await Reading.begin(model)
  reading.files.push({ name: 'facts', naming: { name: (path, { at = [] }) => [...at, path].join('.') } })
  const where = (called: string) => ({ file: 0, line: 1, at: [called] })
  for (const { kind, id, fields, evidence } of nodes)
    reading.node({ where: where(id), kind, id, fields, evidence })
  for (const { type, from, to, id = null, note, confidence, status, evidence } of links)
    reading.link({
      where: where(`${from} ${type} ${to}`),
      type,
      id,
      from,
      to,
      properties: { note, confidence, status },
      evidence,
    })
  return reading
}
