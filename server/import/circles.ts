import type { Where } from './items.ts'
import { TOGETHER } from './job.ts'
import type { Job } from './job.ts'

/** A new link of a type that never goes in a circle. */
export interface Step {
  readonly from: string
  readonly to: string
  readonly where: Where
}

/** Reports each new link that would lie on a circle, of such links and those that the graph has. */
export async function reportCircles(job: Job, type: string, steps: readonly Step[]): Promise<void> {
  const next = new Map<string, string[]>()
  const lead = (from: string, to: string) => {
    const known = next.get(from)
    if (known === undefined) next.set(from, [to])
    else known.push(to)
  }
  for (const { from, to } of steps) lead(from, to)
  await follow(job, type, steps, lead)
  const circles = circularIn(next)
  for (const { from, to, where } of steps)
    if (circles.get(from) !== undefined && circles.get(from) === circles.get(to))
      job.reading.report(where, 'to', `would lead back to ${from}: ${type} never goes in a circle`, 'CIRCLE')
}

/** Takes in where the graph leads to from what the new links lead to. */
async function follow(
  job: Job,
  type: string,
  steps: readonly Step[],
  lead: (from: string, to: string) => void,
): Promise<void> {
  const seen = new Set(steps.map(({ to }) => to))
  let frontier = [...seen]
  while (frontier.length > 0) {
    const further = new Set<string>()
    for (let at = 0; at < frontier.length; at += TOGETHER)
      for (const [from, to] of await job.graph.steps(type, frontier.slice(at, at + TOGETHER))) {
        lead(from, to)
        if (!seen.has(to)) further.add(to)
      }
    for (const id of further) seen.add(id)
    // Where the new links lead on from there was begun with.
    frontier = [...further]
  }
}

/**
 * The nodes on circles, by the number of the circles that hang together (Tarjan's strongly connected components, without
 * recursion).
 */
function circularIn(next: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const isOpen = new Set<string>()
  const circles = new Map<string, number>()
  const lower = (id: string, to: number) => low.set(id, Math.min(low.get(id) ?? to, to))
  for (const root of next.keys()) {
    if (index.has(root)) continue
    const path: { id: string; at: number }[] = [{ id: root, at: 0 }]
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { id, at } = top
      if (at === 0) {
        index.set(id, index.size)
        lower(id, index.size - 1)
        open.push(id)
        isOpen.add(id)
      }
      const to = next.get(id)?.[at]
      top.at += 1
      if (to !== undefined) {
        if (!index.has(to)) path.push({ id: to, at: 0 })
        else if (isOpen.has(to)) lower(id, index.get(to) ?? 0)
        continue
      }
      path.pop()
      const parent = path.at(-1)
      if (parent !== undefined) lower(parent.id, low.get(id) ?? 0)
      if (low.get(id) !== index.get(id)) continue
      const component = open.splice(open.lastIndexOf(id))
      for (const one of component) isOpen.delete(one)
      if (component.length > 1) for (const one of component) circles.set(one, index.get(id) ?? 0)
    }
  }
  return circles
}
