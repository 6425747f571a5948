import { parseArgs } from 'node:util'
import { SYSTEMS, workloads } from './workloads/index.ts'
import type { SystemName, Workload } from './workloads/index.ts'

/** A size as it is written, and the nodes that it means. */
export interface Size {
  readonly label: string
  readonly nodes: number
}

const sizes: readonly Size[] = [
  { label: '1k', nodes: 1_000 },
  { label: '10k', nodes: 10_000 },
  { label: '100k', nodes: 100_000 },
  { label: '1m', nodes: 1_000_000 },
]

/** What one run of the benchmark measures. */
export interface Options {
  readonly sizes: readonly Size[]
  readonly workloads: readonly Workload[]
  readonly systems: readonly SystemName[]
  /** Of each measured window; its warm-up comes before it. */
  readonly seconds: number
  readonly rounds: number
  /** Where the results go, from the project's folder. */
  readonly out: string
  readonly command: string
}

export const usage = `npm run bench -- [options]
  --sizes ${sizes.map(({ label }) => label).join(',')}          which graphs; all without it
  --workloads ${workloads.map(({ name }) => name).join(',')}
  --systems ${SYSTEMS.join(',')}
  --seconds N        of each measured window (2)
  --rounds N         of which the median counts (3)
  --out FILE         where the results go (tests/bench/RESULTS.md)
  --quick            the smallest graph and short windows, written nowhere unless --out says so`

/** A mistake in how the benchmark was called. */
export class UsageError extends Error {}

/** @throws UsageError saying what is wrong. */
export function optionsFrom(args: readonly string[]): Options {
  const { values } = parsed(args)
  const quick = values.quick === true
  return {
    sizes: chosen('sizes', values.sizes ?? (quick ? '1k' : undefined), sizes, ({ label }) => label),
    workloads: chosen('workloads', values.workloads, workloads, ({ name }) => name),
    systems: chosen('systems', values.systems, SYSTEMS, (name) => name),
    seconds: positive('seconds', values.seconds ?? (quick ? '0.5' : '2')),
    rounds: positive('rounds', values.rounds ?? (quick ? '1' : '3')),
    out: values.out ?? (quick ? '' : 'tests/bench/RESULTS.md'),
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        sizes: { type: 'string' },
        workloads: { type: 'string' },
        systems: { type: 'string' },
        seconds: { type: 'string' },
        rounds: { type: 'string' },
        out: { type: 'string' },
        quick: { type: 'boolean' },
      },
    })
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

/** The things that a list of names names, in their own order. */
function chosen<T>(
  option: string,
  given: string | undefined,
  all: readonly T[],
  nameOf: (one: T) => string,
): readonly T[] {
  if (given === undefined) return all
  const names = given.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !all.some((one) => nameOf(one) === name))
  if (unknown.length > 0)
    throw new UsageError(
      `--${option}: there is no ${unknown.join(', ')}; choose from ${all.map(nameOf).join(', ')}`,
    )
  return all.filter((one) => names.includes(nameOf(one)))
}

function positive(option: string, given: string): number {
  const value = Number(given)
  if (!(value > 0)) throw new UsageError(`--${option}: ${given} is no number above 0`)
  return value
}
