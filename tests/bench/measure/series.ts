import type { SystemName } from '../workloads/index.ts'
import type { System } from '../systems/system.ts'
import type { Load } from './load.ts'
import type { Outcome } from './messages.ts'
import { HOT_REQUESTS } from './modes.ts'
import type { Mode } from './modes.ts'

/** How long windows are and how many count. */
export interface Schedule {
  readonly seconds: number
  readonly rounds: number
}

/** What part of a window is run before it without being counted. */
const WARMUP = 0.25
/** Java compiles what it runs often: so long, in seconds, each system answers a workload before any of it counts. */
const WARMUP_SECONDS = 2
const WARMUP_CLIENTS = 16

/** The median of a system's windows; each number is the median of its own. */
export type Measured = Omit<Outcome, 'requests'>

/** Lets all systems answer a workload until the database and they have compiled what it takes. */
export async function warmUp(
  load: Load,
  systems: readonly System[],
  poolOf: (system: SystemName) => string,
  scale: number,
): Promise<void> {
  for (const { name, port } of systems)
    await load.run({
      pool: poolOf(name),
      port,
      clients: WARMUP_CLIENTS,
      hot: null,
      warmupSeconds: 0,
      seconds: WARMUP_SECONDS * scale,
    })
}

/** What came of one workload under one load. */
export interface Series {
  readonly measured: ReadonlyMap<SystemName, Measured>
  /** Why a system has no numbers: the first error that it answered. */
  readonly failures: ReadonlyMap<SystemName, string>
}

/**
 * Measures one workload under one load: window by window in turn, A B C D A B C D, so that whatever else the machine does
 * meanwhile falls on all alike.
 */
export async function measureSeries(
  load: Load,
  systems: readonly System[],
  poolOf: (system: SystemName) => string,
  mode: Mode,
  { seconds, rounds }: Schedule,
): Promise<Series> {
  const outcomes = new Map<SystemName, Outcome[]>(systems.map(({ name }) => [name, []]))
  const failures = new Map<SystemName, string>()
  for (let round = 0; round < rounds; round += 1)
    for (const { name, port } of systems) {
      if (failures.has(name)) continue
      try {
        const outcome = await load.run({
          pool: poolOf(name),
          port,
          clients: mode.clients,
          hot: mode.hot ? HOT_REQUESTS : null,
          // What is asked again and again is met a few times before it is known.
          warmupSeconds: seconds * (mode.hot && round === 0 ? 1 : WARMUP),
          seconds,
        })
        outcomes.get(name)?.push(outcome)
      } catch (error) {
        // One that fails under load does not take half an hour of the others' measurements with it.
        failures.set(name, error instanceof Error ? error.message : String(error))
        outcomes.delete(name)
      }
    }
  return { measured: new Map([...outcomes].map(([name, all]) => [name, medianOf(all)])), failures }
}

const medianOf = (outcomes: readonly Outcome[]): Measured => ({
  perSecond: median(outcomes.map(({ perSecond }) => perSecond)),
  p50: median(outcomes.map(({ p50 }) => p50)),
  p99: median(outcomes.map(({ p99 }) => p99)),
  meanBytes: median(outcomes.map(({ meanBytes }) => meanBytes)),
})

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ]
  return ((low ?? NaN) + (high ?? NaN)) / 2
}
