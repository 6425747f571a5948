import type { LinkRelation } from './relations.ts'
import type { GroupsAnswer, LinkAnswer, LinkEdge, LinkPage } from './types.ts'

/** The links of one relation that are on the screen. */
export interface Group {
  readonly relation: LinkRelation
  /** All links of the group. */
  readonly totalCount: number
  /** What a person looks for among them; empty for nothing. */
  readonly search: string
  /** How many of them the search finds: all, where there is none. */
  readonly matching: number
  readonly edges: readonly LinkEdge[]
  /** Where the next page begins; null when all are here. */
  readonly next: string | null
}

/** The groups of a node, in the model's order. */
export const groupsOf = (relations: readonly LinkRelation[], answer: GroupsAnswer): Group[] =>
  relations.flatMap((relation) => {
    const page = answer[relation.name]
    if (page === undefined || typeof page === 'string') return []
    const empty = { relation, totalCount: 0, search: '', matching: 0, edges: [], next: null }
    return [withFirstPage(empty, '', page)]
  })

/** A group begun anew with what a search finds, or with all of it. */
export const withFirstPage = (group: Group, search: string, page: LinkPage): Group => ({
  ...group,
  search,
  totalCount: search === '' ? page.totalCount : group.totalCount,
  matching: page.totalCount,
  edges: page.edges,
  next: nextOf(page),
})

/** A group with one more page; a link that is there already, because it was just made, is not shown twice. */
export const withPage = (group: Group, page: LinkPage): Group => {
  const known = new Set(group.edges.map(({ id }) => id))
  return {
    ...group,
    matching: page.totalCount,
    edges: [...group.edges, ...page.edges.filter(({ id }) => !known.has(id))],
    next: nextOf(page),
  }
}

const nextOf = ({ pageInfo }: LinkPage) => (pageInfo.hasNextPage ? pageInfo.endCursor : null)

/** A link as the node at one of its ends reads it. */
export const edgeOf = ({ from, to, ...link }: LinkAnswer, relation: LinkRelation): LinkEdge => ({
  ...link,
  node: relation.direction === 'out' ? to : from,
})

/** A new link stands first in its group, wherever the order would put it: that is where its maker looks for it. */
export const withNew = (groups: readonly Group[], name: string, edge: LinkEdge): Group[] =>
  groups.map((group) =>
    group.relation.name === name ? { ...counted(group, 1), edges: [edge, ...group.edges] } : group,
  )

export const withChanged = (groups: readonly Group[], edge: LinkEdge): Group[] =>
  groups.map((group) => ({ ...group, edges: group.edges.map((one) => (one.id === edge.id ? edge : one)) }))

export const without = (groups: readonly Group[], id: string): Group[] =>
  groups.map((group) =>
    group.edges.some((edge) => edge.id === id)
      ? { ...counted(group, -1), edges: group.edges.filter((edge) => edge.id !== id) }
      : group,
  )

const counted = (group: Group, by: 1 | -1): Group => ({
  ...group,
  totalCount: group.totalCount + by,
  matching: group.matching + by,
})
