import { identifier } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import { commit } from './change-set.ts'
import type { Author, Draft } from './change-set.ts'
import { titled } from './ends.ts'
import type { Facts, LinkFact } from './facts.ts'
import { createLinks } from './links.ts'
import { createNodes } from './nodes.ts'

/** Longest that an import may take, in milliseconds: it is one transaction, however many facts there are. */
const IMPORT_TIMEOUT_MS = 600_000

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
  const added = { nodes: 0, links: 0 }
  await commit(
    store,
    model,
    author,
    async (draft) => {
      const known = await titled(
        draft,
        facts.nodes.map((node) => node.id),
      )
      const nodes = facts.nodes
        .filter((node) => !known.has(node.id))
        .map(({ kind, id, fields, evidence }) => ({
          kind: model.kind(kind),
          id,
          values: fields,
          evidence,
          path: id,
        }))
      await createNodes(draft, nodes)
      // Where no node was there, no link between the nodes can be.
      const present = known.size === 0 ? new Set<string>() : await presentLinks(draft, facts.links)
      const links = facts.links
        .filter((link) => !present.has(keyOf(link)))
        .map(({ type, from, to, note, confidence, status, evidence, id = linkId({ type, from, to }) }) => {
          return { id, type, from, to, properties: { note, confidence, status }, evidence, path: id }
        })
      await createLinks(draft, links)
      added.nodes = nodes.length
      added.links = links.length
    },
    { timeoutMs: IMPORT_TIMEOUT_MS },
  )
  return added
}

type Ends = Pick<LinkFact, 'type' | 'from' | 'to'>

/** A link that comes from a file has a readable id: `lesson-1.cites.directive-05`. */
const linkId = ({ type, from, to }: Ends): string =>
  `${from}.${type.toLowerCase().replaceAll('_', '-')}.${to}`

const keyOf = ({ type, from, to }: Ends): string => `${type} ${from}|${to}`

async function presentLinks({ transaction, model }: Draft, links: readonly Ends[]): Promise<Set<string>> {
  const present = new Set<string>()
  for (const type of model.linkTypes) {
    const ends = links.filter((link) => link.type === type).map(({ from, to }) => `${from}|${to}`)
    if (ends.length === 0) continue
    const rows = await transaction.run({
      text: `UNWIND $ends AS ends MATCH ()-[r:${identifier(type)}]->() WHERE r.ends = ends RETURN r.ends AS ends`,
      parameters: { ends },
    })
    for (const row of rows) present.add(`${type} ${String(row['ends'])}`)
  }
  return present
}
