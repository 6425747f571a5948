import type { Measured } from '../measure/series.ts'
import type { Mode } from '../measure/modes.ts'
import type { Options } from '../options.ts'
import type { SystemName } from '../workloads/index.ts'
import type { Machine } from './machine.ts'

/** What one system did with one workload under one load, on the graph of one size. */
export interface Result extends Measured {
  readonly size: string
  readonly workload: string
  readonly mode: Mode
  readonly system: SystemName
}

/** All that one run of the benchmark found. */
export interface Run {
  readonly results: readonly Result[]
  /** The most memory that this service's process had resident, by size of the graph. */
  readonly memory: readonly { readonly size: string; readonly bytes: number | null }[]
  /** Workloads that were left out, and why. */
  readonly left: readonly string[]
  /** Requests a second that the load alone reaches. */
  readonly ceiling: number
  readonly machine: Machine
  readonly options: Options
  readonly minutes: number
}
