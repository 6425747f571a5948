import { createHash } from 'node:crypto'
import { SEARCH, abbreviatingField, identifier, isSearched, scalarsOf } from '../model/index.ts'
import type { Model } from '../model/index.ts'

/** Raise it when words are cut, folded or put together otherwise: what graphs hold is then written anew. */
const VERSION = 3

/** A full-text index, and the statement that makes it. */
export interface SearchIndex {
  readonly name: string
  readonly statement: string
}

/** All full-text indexes of this service begin so. */
export const SEARCH_INDEX_PREFIX = 'search_'

/**
 * The two full-text indexes: of nodes, and of links that say something. Their analyzer only parts words at spaces, since
 * the texts are words in lower case already, so that what is searched and what is kept are cut by the same rule. Their
 * names stand for all that the texts follow from: another model has other indexes.
 */
export function searchIndexes(model: Model): { nodes: SearchIndex; links: SearchIndex } {
  const labels = model.kinds.map(({ name }) => identifier(name)).join('|')
  const types = model.linkTypes.map(identifier).join('|')
  const { kind, title, titleFolded, text, textFolded } = SEARCH
  return {
    nodes: indexOf(model, 'nodes', `(n:${labels})`, [kind, title, titleFolded, text, textFolded]),
    links: indexOf(model, 'links', `()-[n:${types}]-()`, [text, textFolded]),
  }
}

function indexOf(model: Model, of: string, target: string, properties: readonly string[]): SearchIndex {
  const body =
    `FOR ${target} ON EACH [${properties.map((property) => `n.${property}`).join(', ')}] ` +
    "OPTIONS { indexConfig: { `fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false } }"
  const searched = model.kinds.map((kind) => [
    kind.name,
    kind.titledBy,
    abbreviatingField(kind),
    scalarsOf(kind).flatMap(([name, field]) => (isSearched(field) ? [[name, field.searched]] : [])),
  ])
  const digest = createHash('sha256')
    .update(JSON.stringify([VERSION, body, searched]))
    .digest('hex')
  const name = `${SEARCH_INDEX_PREFIX}${of}_${digest.slice(0, 12)}`
  return { name, statement: `CREATE FULLTEXT INDEX ${name} IF NOT EXISTS ${body}` }
}
