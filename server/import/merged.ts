import type { Where } from './items.ts'
import type { Job } from './job.ts'
import { ofGraph } from './known.ts'
import type { KnownNode } from './known.ts'
import type { MergedItem } from './outcome.ts'

/**
 * Has ids of nodes that were merged away mean those that they were merged into, wherever files name them; each is noted
 * once, where it is named first.
 * @param named ids that are none of the graph's.
 */
export async function leadOn(
  job: Job,
  named: readonly { readonly id: string; readonly where: Where }[],
): Promise<void> {
  const { known, graph, reading } = job
  const unknown = named.filter(({ id }) => known.get(id) === undefined)
  const merged = await graph.merged(unknown.map(({ id }) => id))
  if (merged.size === 0) return
  const found = await graph.nodes([...merged.values()].filter((id) => known.get(id) === undefined))
  for (const { id, where } of unknown) {
    const to = merged.get(id)
    if (to === undefined || known.isLedOn(id)) continue
    const end = found.get(to)
    const into = known.get(to) ?? (end && ofGraph(reading.model.kind(end.kind), to, end.title))
    // What it was merged into may have been deleted since.
    if (into !== undefined) noteMerged(job, where, { id, into, title: into.title, isSetAside: false })
  }
}

/** Has an id mean what it was merged into, and notes it. */
export function noteMerged(
  { known, outcome, reading }: Job,
  where: Where,
  {
    id,
    into,
    title,
    isSetAside,
  }: Pick<MergedItem, 'id' | 'title' | 'isSetAside'> & { readonly into: KnownNode },
): void {
  known.ledOn(id, into)
  outcome.merged.add({
    id,
    into: into.id,
    kind: into.kind.name,
    title,
    isSetAside,
    file: reading.files[where.file]?.name ?? '',
    line: where.line,
  })
}
