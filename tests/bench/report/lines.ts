import type { Measured } from '../measure/series.ts'
import type { SystemName } from '../workloads/index.ts'

/** One load's outcome as lines for a terminal. */
export const seriesLines = (mode: string, measured: ReadonlyMap<SystemName, Measured>): string[] => [
  `  ${mode}`,
  ...[...measured].map(
    ([system, one]) =>
      `    ${system.padEnd(14)} ${number(one.perSecond).padStart(8)} a second  p50 ${milliseconds(one.p50).padStart(8)}  ` +
      `p99 ${milliseconds(one.p99).padStart(8)}  ${number(one.meanBytes)} bytes`,
  ),
]

/** As many digits as mean something. */
export const number = (value: number): string =>
  value >= 100 ? Math.round(value).toString() : value.toPrecision(3)

export const milliseconds = (value: number): string => `${number(value)} ms`
