import type { Evidence } from '../evidence/types.ts'

export type LinkStatus = 'PROPOSED' | 'ACCEPTED' | 'DISPUTED'

/** In the order in which a claim grows up. */
export const linkStatuses: readonly LinkStatus[] = ['PROPOSED', 'ACCEPTED', 'DISPUTED']

/** A node as the end of a link; its kind as the API's `EntityKind` names it. */
export interface LinkEnd {
  readonly id: string
  readonly kind: string
  readonly title: string
}

/** The node whose links are looked at. */
export interface NodeAtHand {
  readonly id: string
  /** As the model names it, where the API's answers hold a value of `EntityKind`. */
  readonly kind: string
  readonly title: string
}

/** A link as one of its ends reads it: its own properties, and the node at the far end. */
export interface LinkEdge {
  readonly id: string
  readonly version: number
  readonly note: string | null
  readonly confidence: number | null
  readonly status: LinkStatus
  readonly evidenceCount: number
  readonly node: LinkEnd
}

export interface LinkPage {
  readonly edges: readonly LinkEdge[]
  readonly totalCount: number
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

/** A node with the first page of each of its relations, by the relation's name. */
export interface GroupsAnswer {
  readonly title: string
  readonly [relation: string]: LinkPage | string
}

/** A link read on its own. */
export interface LinkAnswer extends Omit<LinkEdge, 'node'> {
  readonly from: LinkEnd
  readonly to: LinkEnd
  readonly evidence: readonly Evidence[]
}
