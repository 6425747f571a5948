import type { LinkEntry } from './links.ts'

/** What only shows over all links together: doubles, a second where one is allowed, circles. */
export function checkWhole(entries: readonly LinkEntry[]): void {
  const fresh = withoutDoubles(entries)
  oneAtMost(fresh)
  for (const link of new Set(fresh.map((entry) => entry.link)))
    if (link.acyclic) noCircle(fresh.filter((entry) => entry.link === link))
}

function withoutDoubles(entries: readonly LinkEntry[]): LinkEntry[] {
  const seen = new Map<string, LinkEntry>()
  for (const entry of entries) {
    const { type, from, to } = entry.fact
    const key = JSON.stringify([type, from, to])
    const first = seen.get(key)
    if (first === undefined) seen.set(key, entry)
    else entry.report('', `joins ${from} to ${to} a second time, first at ${first.at}`)
  }
  return [...seen.values()]
}

function oneAtMost(entries: readonly LinkEntry[]): void {
  const seen = new Map<string, LinkEntry>()
  for (const entry of entries) {
    const { link, fact, report } = entry
    if (!link.toOne) continue
    const key = JSON.stringify([link.type, link.to, fact.from])
    const first = seen.get(key)
    if (first === undefined) seen.set(key, entry)
    else report('to', `${fact.from} has one already, ${first.fact.to} at ${first.at}: at most one is allowed`)
  }
}

/** Adds the links one by one, and reports each that closes a circle with those before it. */
function noCircle(entries: readonly LinkEntry[]): void {
  const next = new Map<string, string[]>()
  for (const { fact, report } of entries) {
    const back = pathBetween(next, fact.to, fact.from)
    if (back === undefined) next.set(fact.from, [...(next.get(fact.from) ?? []), fact.to])
    else report('to', `leads back to its start: ${[fact.from, ...back].join(' > ')}`)
  }
}

function pathBetween(
  next: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
): string[] | undefined {
  const cameFrom = new Map<string, string | null>([[from, null]])
  const queue = [from]
  for (const id of queue) {
    if (id === to) return traced(cameFrom, id)
    for (const neighbour of next.get(id) ?? [])
      if (!cameFrom.has(neighbour)) {
        cameFrom.set(neighbour, id)
        queue.push(neighbour)
      }
  }
  return undefined
}

function traced(cameFrom: ReadonlyMap<string, string | null>, end: string): string[] {
  const path: string[] = []
  for (let id: string | null | undefined = end; typeof id === 'string'; id = cameFrom.get(id))
    path.unshift(id)
  return path
}
