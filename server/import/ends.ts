import type { End } from '../curate/ends.ts'
import { fold, uniqueFieldsOf } from '../model/index.ts'
import type { EndReference, LinkItem } from './items.ts'
import { isLeftOut } from './grounds.ts'
import type { Job } from './job.ts'
import { endOf, ofGraph } from './known.ts'
import { leadOn } from './merged.ts'

/** An end of a link that is there or is to be. */
export interface FoundEnd extends End {
  readonly id: string
  /** Whether the import makes it, so that no link can lead to it yet. */
  readonly isNew: boolean
  /** Whether the file names a node that was merged into it. */
  readonly wasMerged: boolean
}

/** Why an end cannot be had: it is left out, with its links, or nothing is it; the reason says which. */
export type MissingEnd = { readonly leftOut: 'DOUBTFUL' | 'FAULTY' } | { readonly reason: string }

export type Ends = (end: EndReference) => FoundEnd | MissingEnd

/** Finds what the links of a batch lead from and to, asking the graph once. */
export async function endsOf(job: Job, links: readonly LinkItem[]): Promise<Ends> {
  const references = links.flatMap(({ from, to }) => [from, to])
  const called = references.flatMap((end) => (typeof end === 'string' ? [] : [end]))
  const ids = references.map((end) => (typeof end === 'string' ? end : end.called))
  const others = await job.graph.nodes(ids.filter((id) => job.known.get(id) === undefined))
  await leadOn(
    job,
    links.flatMap(({ from, to, where }) =>
      [from, to].flatMap((end) => {
        const id = typeof end === 'string' ? end : end.called
        return others.has(id) ? [] : [{ id, where }]
      }),
    ),
  )
  const names = await namedIn(job, called)
  const byId = (id: string): FoundEnd | MissingEnd | undefined => {
    const own = job.known.get(id)
    if (own !== undefined)
      return isLeftOut(job, id)
        ? { leftOut: own.standing === 'DOUBTFUL' ? 'DOUBTFUL' : 'FAULTY' }
        : { id: own.id, isNew: own.standing === 'NEW', wasMerged: job.known.isLedOn(id), ...endOf(own) }
    const found = others.get(id)
    return found && { id, isNew: false, wasMerged: false, ...found }
  }
  return (end) => {
    if (typeof end === 'string') return byId(end) ?? { reason: `no node has the id ${end}` }
    const one = byId(end.called)
    if (one !== undefined) return one
    const found = names(end)
    const [only] = found
    if (only === undefined)
      return { reason: `no ${end.kinds.join(' or ')} has the id, the external id or the title ${end.called}` }
    if (found.length > 1)
      return { reason: `${end.called} is the title of several: ${found.join(', ')}; give the id of one` }
    return byId(only) ?? { reason: `no node has the id ${only}` }
  }
}

/** Finds ids by what other systems call nodes, else by their whole titles. */
async function namedIn(
  job: Job,
  called: readonly Exclude<EndReference, string>[],
): Promise<(end: Exclude<EndReference, string>) => string[]> {
  const { reading, known, graph } = job
  const uniques = new Map<string, string>()
  const titles = new Map<string, { id: string; vi: string | null }[]>()
  for (const name of new Set(called.flatMap(({ kinds }) => kinds))) {
    const kind = reading.model.kind(name)
    const own = called.filter(({ kinds }) => kinds.includes(name)).map((end) => end.called)
    for (const field of uniqueFieldsOf(kind))
      for (const [value, id] of await graph.byUnique(kind, field, own)) uniques.set(`${name} ${value}`, id)
    for (const [title, twins] of await graph.byTitle(kind, own.map(fold)))
      titles.set(
        `${name} ${title}`,
        twins.map(({ id, title: { vi } }) => ({ id, vi })),
      )
  }
  const result = (end: Exclude<EndReference, string>): string[] => {
    const byUnique = end.kinds.flatMap((name) => {
      const fields = uniqueFieldsOf(reading.model.kind(name))
      const own = fields.flatMap((field) => known.unique(name, field, end.called)?.id ?? [])
      return [...own, uniques.get(`${name} ${end.called}`) ?? []].flat()
    })
    if (byUnique.length > 0) return [...new Set(byUnique)]
    const byTitle = end.kinds.flatMap((name) => [
      ...known.titled(name, end.called).map(({ id, title: { vi } }) => ({ id, vi })),
      ...(titles.get(`${name} ${fold(end.called)}`) ?? []),
    ])
    // Where one is written just so, it is meant rather than one that differs in accents.
    const exact = byTitle.filter(({ vi }) => vi === end.called)
    return [...new Set((exact.length > 0 ? exact : byTitle).map(({ id }) => id))]
  }
  // What the graph has is under its id where no file speaks of it.
  const ids = called.flatMap(result).filter((id) => known.get(id) === undefined)
  const found = await graph.nodes(ids)
  for (const [id, { kind, title }] of found) known.called(id, ofGraph(reading.model.kind(kind), id, title))
  return result
}
