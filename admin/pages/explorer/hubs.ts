import type { Model, Relation } from '../../../server/model/index.ts'

const MAX_HUBS = 4

/**
 * Where to begin looking: the relations by the commonest types of link, each read from the end where many of them meet,
 * and no kind twice.
 */
export function hubRelations(
  model: Model,
  counts: readonly { readonly type: string; readonly count: number }[],
): Relation[] {
  const hubs: Relation[] = []
  const all = model.kinds.flatMap((kind) => model.relations(kind.name))
  for (const { type, count } of [...counts].sort((a, b) => b.count - a.count)) {
    if (count === 0) continue
    const ends = all.filter((relation) => relation.type === type && relation.link && !relation.link.toOne)
    const inward = all.filter(
      (relation) => relation.type === type && relation.link && relation.direction === 'in',
    )
    const hub = [...inward, ...ends].find(({ from }) => !hubs.some((chosen) => chosen.from === from))
    if (hub !== undefined) hubs.push(hub)
    if (hubs.length === MAX_HUBS) break
  }
  return hubs
}
