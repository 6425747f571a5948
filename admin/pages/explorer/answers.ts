import { upperSnake } from '../../../server/model/index.ts'
import type { Kind, Model, Relation, Words } from '../../../server/model/index.ts'
import { outgoing, proseOf } from './documents.ts'
import type { Canvas, GraphLink, GraphNode } from './graph.ts'

interface Titled {
  readonly id: string
  readonly title_vi: string
  readonly title_en: string
}
interface Ref {
  readonly id: string
}
interface AnyEntity extends Titled {
  readonly kind: string
}

/** A stretch of a text, marked where it is what was searched for. */
export interface SnippetPart {
  readonly text: string
  readonly marked: boolean
}

export interface SearchAnswer {
  readonly search: {
    readonly nodes: readonly {
      readonly entity: AnyEntity
      readonly field: string
      readonly snippet: readonly SnippetPart[]
    }[]
  }
}

export interface PathsAnswer {
  readonly paths: readonly {
    readonly nodes: readonly AnyEntity[]
    readonly links: readonly { id: string; type: string; from: Ref; to: Ref }[]
  }[]
}

export interface StatsAnswer {
  readonly stats: { readonly links: readonly { readonly type: string; readonly count: number }[] }
}

type Related =
  { readonly edges: readonly { readonly id: string; readonly version: number; readonly node: Ref }[] } | Ref
export type CanvasAnswer = Readonly<
  Record<
    string,
    { readonly nodes: readonly (Titled & { readonly version: number } & Readonly<Record<string, unknown>>)[] }
  >
>

export interface NodeAnswer {
  readonly node: (Titled & { readonly evidenceCount: number } & Readonly<Record<string, unknown>>) | null
}

type Neighbours = { readonly totalCount: number; readonly nodes: readonly Ref[] } | Ref
export interface NeighboursAnswer {
  readonly node: (Ref & Readonly<Record<string, unknown>>) | null
}

export type HubsAnswer = Readonly<
  Record<
    string,
    { readonly nodes: readonly (Titled & { readonly related_: { readonly totalCount: number } })[] }
  >
>

const titleOf = ({ title_vi, title_en }: Titled): Words => ({ vi: title_vi, en: title_en })

/** A node that was found, with the words that it was found by where its title does not show them. */
export interface FoundNode extends GraphNode {
  readonly snippet?: readonly SnippetPart[]
}

/** The nodes that a search found, the best first. */
export const readHits = (model: Model, { search }: SearchAnswer): FoundNode[] =>
  search.nodes.map(({ entity, field, snippet }) => {
    const node = readEntity(model, entity)
    const { titledBy } = model.kind(node.kind)
    return 'field' in titledBy && field === upperSnake(titledBy.field) ? node : { ...node, snippet }
  })

/** A node of any kind; the API names the kind as GraphQL's enums do. */
export function readEntity(model: Model, entity: AnyEntity): GraphNode {
  const kind = model.kinds.find(({ name }) => upperSnake(name) === entity.kind)
  if (kind === undefined) throw new Error(`No kind ${entity.kind} in the model`)
  return { id: entity.id, kind: kind.name, title: titleOf(entity) }
}

/** The canvas in the order in which its nodes were put there; ids that no node has any more are missing from it. */
export function readCanvas(model: Model, answer: CanvasAnswer, ids: readonly string[]): Canvas {
  const links: GraphLink[] = []
  const versions = new Map<string, number>()
  const nodes = model.kinds.flatMap((kind) =>
    (answer[kind.plural]?.nodes ?? []).map((row): GraphNode => {
      versions.set(row.id, row.version)
      for (const { name } of outgoing(model, kind.name)) {
        const related = row[name] as Related
        links.push(...linksOf(row.id, name, related))
        if ('edges' in related) for (const { id, version } of related.edges) versions.set(id, version)
      }
      return { id: row.id, kind: kind.name, title: titleOf(row) }
    }),
  )
  const place = new Map(ids.map((id, index) => [id, index]))
  const order = (id: string) => place.get(id) ?? ids.length
  return {
    nodes: nodes.sort((a, b) => order(a.id) - order(b.id)),
    // A reference's end may be off the canvas; a link's never is.
    links: links.filter(({ to }) => place.has(to)),
    versions,
  }
}

function linksOf(from: string, name: string, related: Related): GraphLink[] {
  return 'edges' in related
    ? related.edges.map(({ id, node }) => ({ id, name, from, to: node.id }))
    : [{ id: `${from} ${name}`, name, from, to: related.id }]
}

/** What the panel tells of a node. */
export interface NodeDetails extends GraphNode {
  readonly evidenceCount: number
  readonly prose: readonly { readonly words: Words; readonly text: Words }[]
  /** How many neighbours each relation leads to; a relation without any is left out. */
  readonly relations: readonly { readonly relation: Relation; readonly count: number }[]
}

export function readDetails(model: Model, kind: Kind, { node }: NodeAnswer): NodeDetails | null {
  if (node === null) return null
  const text = (alias: string) => (typeof node[alias] === 'string' ? node[alias] : '')
  return {
    id: node.id,
    kind: kind.name,
    title: titleOf(node),
    evidenceCount: node.evidenceCount,
    prose: proseOf(kind)
      .map(([name, field]) => ({
        words: field.words,
        text:
          field.type === 'localized'
            ? { vi: text(`${name}_vi`), en: text(`${name}_en`) }
            : { vi: text(name), en: text(name) },
      }))
      .filter(({ text }) => text.vi !== ''),
    relations: model
      .relations(kind.name)
      .map((relation) => {
        const related = node[relation.name] as { totalCount: number } | Ref
        return { relation, count: 'totalCount' in related ? related.totalCount : 1 }
      })
      .filter(({ count }) => count > 0),
  }
}

/** New neighbours, and how many more there are than the page held. */
export interface NewNeighbours {
  readonly ids: readonly string[]
  readonly left: number
}

/** At most `room` of the neighbours that came back, each once. */
export function readNeighbours(
  relations: readonly Relation[],
  { node }: NeighboursAnswer,
  known: ReadonlySet<string>,
  room: number,
): NewNeighbours {
  const found = new Set<string>()
  let beyond = 0
  for (const { name } of node === null ? [] : relations) {
    const related = node?.[name] as Neighbours
    if ('nodes' in related) {
      for (const { id } of related.nodes) found.add(id)
      beyond += related.totalCount - related.nodes.length
    } else if (!known.has(related.id)) found.add(related.id)
  }
  const ids = [...found].slice(0, Math.max(0, room))
  return { ids, left: beyond + found.size - ids.length }
}

/** A node to begin with, and what speaks for it. */
export interface Hub {
  readonly relation: Relation
  readonly nodes: readonly { readonly node: GraphNode; readonly count: number }[]
}

export function readHubs(relations: readonly Relation[], answer: HubsAnswer): Hub[] {
  return relations
    .map((relation, index) => ({
      relation,
      nodes: (answer[`hubs_${index}`]?.nodes ?? [])
        .map((row) => ({
          node: { id: row.id, kind: relation.from, title: titleOf(row) },
          count: row.related_.totalCount,
        }))
        .filter(({ count }) => count > 0),
    }))
    .filter(({ nodes }) => nodes.length > 0)
}
