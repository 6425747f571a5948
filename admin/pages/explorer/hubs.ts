import type { Model, Relation } from '../../../server/model/index.ts'

const MAX_HUBS = 4

/**
 * Where to begin looking: the commonest types of link, each read from the end where many of them meet, and no kind twice.
 */
export function hubRelations(
  model: Model,
  counts: readonly { readonly type: string; readonly count: number }[],
): Relation[] {
  const inward = model.kinds
    .flatMap((kind) => model.relations(kind.name))
    .filter(({ link, direction }) => link !== undefined && direction === 'in')
  const hubs: Relation[] = []
  for (const { type } of counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)) {
    const hub = inward.find((one) => one.type === type && !hubs.some(({ from }) => from === one.from))
    if (hub !== undefined) hubs.push(hub)
  }
  return hubs.slice(0, MAX_HUBS)
}
