import type { Model } from '../../../server/model/index.ts'
import type { GraphNode } from './graph.ts'

/** Where a node's own page is. */
export const showPath = (model: Model, { kind, id }: Pick<GraphNode, 'kind' | 'id'>): string =>
  `/${model.kind(kind).plural}/${encodeURIComponent(id)}/show`
