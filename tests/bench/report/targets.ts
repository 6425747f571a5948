import { MANY_COLD, MANY_HOT, ONE_COLD } from '../measure/modes.ts'
import type { Mode } from '../measure/modes.ts'
import type { SystemName } from '../workloads/index.ts'
import type { Result, Run } from './results.ts'

/** One thing that the service is to reach, and what this run found. */
export interface Target {
  readonly what: string
  readonly target: string
  /** The number as it is read, such as `4.1 times`; null when the run did not measure it. */
  readonly measured: string | null
  readonly reached: boolean | null
}

/** Where a workload is measured with all loads, unless the run was asked for another graph. */
const MAIN = '100k'
const MB = 1_000_000

/** What the section "To reach" asks of reading, held against a run. */
export function targetsOf(run: Run): Target[] {
  const main = run.results.some(({ size }) => size === MAIN) ? MAIN : (run.results.at(-1)?.size ?? MAIN)
  const find = (size: string, workload: string, mode: Mode, system: SystemName): Result | undefined =>
    run.results.find(
      (one) =>
        one.size === size &&
        one.workload === workload &&
        one.system === system &&
        one.mode.clients === mode.clients &&
        one.mode.hot === mode.hot,
    )
  const faster = (what: string, workload: string, mode: Mode, than: SystemName, times: number): Target =>
    atLeast(
      what,
      times,
      ratio(find(main, workload, mode, 'ours')?.perSecond, find(main, workload, mode, than)?.perSecond),
    )
  const p50 = (size: string, workload: string, system: SystemName = 'ours') =>
    find(size, workload, ONE_COLD, system)?.p50
  const largest = run.results.some(({ size }) => size === '1m') ? '1m' : undefined
  const growth = (what: string, workload: string): Target =>
    atMost(
      `1k to 1M nodes: p50 of ${what}`,
      1.3,
      largest === undefined ? undefined : ratio(p50(largest, workload), p50('1k', workload)),
    )
  const hubSize = largest ?? main
  const searched = largest === undefined ? undefined : p50(largest, 'search')
  const memory = run.memory.flatMap(({ bytes }) => (bytes === null ? [] : [bytes / MB]))
  const most = memory.length === 0 ? undefined : Math.max(...memory)
  return [
    faster('by id, 16 clients, cold: against @neo4j/graphql', 'by-id', MANY_COLD, 'neo4j-graphql', 5),
    faster('by id, 16 clients, cold: against the hand-written endpoint', 'by-id', MANY_COLD, 'hand', 1.4),
    faster('by id, 16 clients, hot: against @neo4j/graphql', 'by-id', MANY_HOT, 'neo4j-graphql', 20),
    faster('nested page, 16 clients, cold: against @neo4j/graphql', 'page', MANY_COLD, 'neo4j-graphql', 2.5),
    faster(
      'nested page, 16 clients, cold: against the hand-written endpoint',
      'page',
      MANY_COLD,
      'hand',
      1.1,
    ),
    atMost(
      'by id, 1 client, cold: p50 against the hand-written endpoint',
      1.2,
      ratio(p50(main, 'by-id'), p50(main, 'by-id', 'hand')),
    ),
    growth('by id', 'by-id'),
    growth('the nested page', 'page'),
    growth('the far page', 'far-page'),
    atMost(
      `first page of a hub against that of an ordinary node, ${hubSize}: p50`,
      1.5,
      ratio(p50(hubSize, 'hub'), p50(hubSize, 'ordinary')),
    ),
    held('search at 1M nodes, 1 client, cold: p50', 'under 30 ms', searched, 30, 'ms'),
    held('resident memory of the service at its highest', 'under 400 MB', most, 400, 'MB'),
  ]
}

const ratio = (one: number | undefined, other: number | undefined): number | undefined =>
  one === undefined || other === undefined ? undefined : one / other

const atLeast = (what: string, times: number, found: number | undefined): Target => ({
  what,
  target: `at least ${times} times`,
  measured: found === undefined ? null : `${found.toFixed(2)} times`,
  reached: found === undefined ? null : found >= times,
})

const atMost = (what: string, times: number, found: number | undefined): Target => ({
  what,
  target: `at most ${times} times`,
  measured: found === undefined ? null : `${found.toFixed(2)} times`,
  reached: found === undefined ? null : found <= times,
})

const held = (
  what: string,
  target: string,
  found: number | undefined,
  limit: number,
  unit: string,
): Target => ({
  what,
  target,
  measured: found === undefined ? null : `${found.toFixed(found < 100 ? 1 : 0)} ${unit}`,
  reached: found === undefined ? null : found < limit,
})
