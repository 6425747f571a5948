import { circularIn } from '../curate/circular.ts'
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
