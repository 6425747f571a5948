import type { Operation } from '../../data/graphql.ts'
import { lowerFirst, upperSnake } from '../../../server/model/index.ts'
import type { Field, Kind, Model, Relation } from '../../../server/model/index.ts'
import type {
  CanvasAnswer,
  HubsAnswer,
  NeighboursAnswer,
  NodeAnswer,
  PathsAnswer,
  SearchAnswer,
  StatsAnswer,
} from './answers.ts'

// Names of the model hold no underscore, so that these aliases never meet one.
const titled = 'id title_vi: title(lang: VI) title_en: title(lang: EN)'

/** Nodes by what somebody types, with or without accents; kinds are named so that no link is found beside its node. */
export const searchDocument: Operation<
  SearchAnswer,
  { text: string; first: number; kinds: readonly string[] }
> = `query ExplorerSearch($text: String!, $first: Int!, $kinds: [EntityKind!]!) {
  search(text: $text, first: $first, kinds: $kinds) {
    nodes { entity { kind ${titled} } field snippet { text marked } }
  }
}`

/** The shortest ways between two nodes. */
export const pathsDocument: Operation<PathsAnswer, { from: string; to: string; steps: number }> =
  `query ExplorerPaths($from: ID!, $to: ID!, $steps: Int!) {
  paths(from: $from, to: $to, maxLength: $steps, limit: 5) {
    nodes { kind ${titled} }
    links { id type from { id } to { id } }
  }
}`

/** How many links of each type there are: what to begin with depends on it. */
export const statsDocument: Operation<
  StatsAnswer,
  Record<string, never>
> = 'query ExplorerStats { stats { links { type count } } }'

/** Whatever has one of some ids, of whichever kind, and the links among these nodes alone. */
export function canvasDocument(
  model: Model,
): Operation<CanvasAnswer, { ids: readonly string[]; nodes: number; links: number }> {
  const among = 'filter: { id: { in: $ids } }'
  const lists = model.kinds.map((kind) => {
    const links = outgoing(model, kind.name).map((relation) =>
      relation.single
        ? `${relation.name} { id }`
        : `${relation.name}(${among}, first: $links) { edges { id version node { id } } }`,
    )
    return `  ${kind.plural}(${among}, first: $nodes) { nodes { ${[titled, 'version', ...links].join(' ')} } }`
  })
  return `query ExplorerCanvas($ids: [ID!]!, $nodes: Int!, $links: Int!) {\n${lists.join('\n')}\n}`
}

/** Where the ids `i0`, `i1`, ... lead: what was merged answers to its old id. */
export const successorsDocument = (
  count: number,
): Operation<Readonly<Record<string, { readonly id: string } | null>>, Readonly<Record<string, string>>> => {
  const each = Array.from({ length: count }, (_, index) => index)
  return `query Successors(${each.map((index) => `$i${index}: ID!`).join(', ')}) {
${each.map((index) => `  n${index}: entity(id: $i${index}) { id }`).join('\n')}
}`
}

const MAX_ROWS = 200_000
const MAX_PAGE = 200

/** The sizes of the pages of `canvasDocument`, so that all of them full stay within what the API reads at once. */
export function canvasPages(model: Model, ids: readonly string[]): { nodes: number; links: number } {
  const nodes = Math.max(1, Math.min(ids.length, MAX_PAGE))
  const widest = Math.max(1, ...model.kinds.map((kind) => outgoing(model, kind.name).length))
  return { nodes, links: Math.max(1, Math.min(nodes, Math.floor(MAX_ROWS / (nodes * widest)))) }
}

/** One node with what it says and how many links of each type it has. */
export function nodeDocument(model: Model, kind: Kind): Operation<NodeAnswer, { id: string }> {
  const fields = [
    titled,
    'evidenceCount',
    ...proseOf(kind).map(([name, field]) =>
      field.type === 'localized' ? `${name}_vi: ${name}(lang: VI) ${name}_en: ${name}(lang: EN)` : name,
    ),
    ...model
      .relations(kind.name)
      .map((relation) => `${relation.name} { ${relation.single ? 'id' : 'totalCount'} }`),
  ]
  return `query ExplorerNode($id: ID!) { node: ${lowerFirst(kind.name)}(id: $id) { ${fields.join(' ')} } }`
}

/** The next neighbours of a node by some of its relations: those that are not known yet. */
export function neighboursDocument(
  kind: Kind,
  relations: readonly Relation[],
): Operation<NeighboursAnswer, { id: string; known: readonly string[]; first: number }> {
  const fields = relations.map((relation) =>
    relation.single
      ? `${relation.name} { id }`
      : `${relation.name}(filter: { not: { id: { in: $known } } }, first: $first) { totalCount nodes { id } }`,
  )
  const takes = relations.every((relation) => relation.single)
    ? '$id: ID!'
    : '$id: ID!, $known: [ID!]!, $first: Int!'
  return `query ExplorerNeighbours(${takes}) {
  node: ${lowerFirst(kind.name)}(id: $id) { id ${fields.join(' ')} }
}`
}

/** For each relation, the nodes that have the most links by it. */
export function hubsDocument(
  model: Model,
  hubs: readonly Relation[],
): Operation<HubsAnswer, { first: number }> {
  const lists = hubs.map(
    ({ from, name }, index) =>
      `  hubs_${index}: ${model.kind(from).plural}(sort: [{ field: ${upperSnake(name)}_COUNT, direction: DESC }], ` +
      `first: $first) { nodes { ${titled} related_: ${name} { totalCount } } }`,
  )
  return `query ExplorerHubs($first: Int!) {\n${lists.join('\n')}\n}`
}

/** The relations that a kind's own links and references make: each link of the graph is one of exactly one node. */
export const outgoing = (model: Model, kind: string): readonly Relation[] =>
  model.relations(kind).filter((relation) => relation.direction === 'out')

/** The fields that are read as running text. */
export const proseOf = (kind: Kind): [string, Field][] =>
  Object.entries(kind.fields).filter(
    ([, field]) => (field.type === 'text' || field.type === 'localized') && field.multiline,
  )
