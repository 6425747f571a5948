import { writeFileSync } from 'node:fs'
import type { Progress } from '../../server/progress.ts'
import { compareAnswers } from './compare.ts'
import { openLoaded } from './load/database.ts'
import type { LoadedDatabase } from './load/database.ts'
import { ceilingOf } from './measure/ceiling.ts'
import { startLoad } from './measure/load.ts'
import type { Load } from './measure/load.ts'
import { MANY_COLD, MANY_HOT, ONE_COLD, ONE_HOT, nameOf } from './measure/modes.ts'
import type { Mode } from './measure/modes.ts'
import { misfitOf } from './misfit.ts'
import { measureSeries, warmUp } from './measure/series.ts'
import type { Options, Size } from './options.ts'
import { machine } from './report/machine.ts'
import { reportOf } from './report/report.ts'
import type { Result, Run } from './report/results.ts'
import { seriesLines } from './report/lines.ts'
import { ask, inProject, peakMemory, requestForm, startSystem } from './systems/system.ts'
import type { System } from './systems/system.ts'
import type { Parameters, SystemName, Workload } from './workloads/index.ts'

/** The most requests of one pool: as many as the quickest system answers cold in all its windows, or nearly. */
const POOL = 40_000

/** Where everything that is measured with all loads is measured; graphs of other sizes show how reading grows. */
const MAIN_SIZE = '100k'

type Say = (line: string) => void

/** Loads the graphs, compares the answers, measures, and writes what came of it. */
export async function runBenchmark(options: Options, progress: Progress, say: Say): Promise<void> {
  const began = Date.now()
  const results: Result[] = []
  const memory: { readonly size: string; readonly bytes: number | null }[] = []
  const left: string[] = []
  let stale: () => Promise<void> = () => Promise.resolve()
  const load = startLoad(() => stale())
  try {
    const ceiling = await ceilingOf(load)
    say(
      `The load alone reaches ${Math.round(ceiling.perSecond)} requests a second against a server that does nothing.`,
    )
    for (const size of options.sizes) {
      const database = await openLoaded(size.nodes, size.label, progress)
      try {
        stale = () => advanceClock(database)
        const bytes = await measureSize({ options, size, database, load, say, results, left })
        memory.push({ size: size.label, bytes })
      } finally {
        await database.stop()
      }
    }
    const run: Run = {
      results,
      memory,
      left,
      ceiling: ceiling.perSecond,
      machine: await machine(),
      options,
      minutes: (Date.now() - began) / 60_000,
    }
    const report = reportOf(run)
    for (const line of report.summary) say(line)
    if (options.out !== '') {
      writeFileSync(inProject(options.out), report.markdown)
      say(`Written to ${options.out}.`)
    }
  } finally {
    load.stop()
  }
}

interface Measuring {
  readonly options: Options
  readonly size: Size
  readonly database: LoadedDatabase
  readonly load: Load
  readonly say: Say
  readonly results: Result[]
  readonly left: string[]
}

/** @returns the most memory that this service had resident. */
async function measureSize(measuring: Measuring): Promise<number | null> {
  const { options, size, database, say } = measuring
  const systems: System[] = []
  try {
    for (const name of options.systems) systems.push(await startSystem(name, database.connection))
    say(`\n${size.label}: ${systems.map(({ name }) => name).join(', ')}`)
    for (const workload of options.workloads) await measureWorkload(measuring, workload, systems)
    const ours = systems.find(({ name }) => name === 'ours')
    return ours === undefined ? null : peakMemory(ours.pid)
  } finally {
    for (const system of systems) await system.stop()
  }
}

async function measureWorkload(
  { options, size, database, load, say, results, left }: Measuring,
  workload: Workload,
  all: readonly System[],
): Promise<void> {
  const systems = all.filter(({ name }) => requestForm(name, workload) !== null)
  const ours = systems.find(({ name }) => name === 'ours')
  const problem = ours === undefined ? null : misfitOf(workload)
  if (problem !== null) {
    const line = `${workload.name} is left out: ${problem}`
    if (!left.includes(line)) left.push(line)
    say(line)
    return
  }
  const parameters = await workload.parameters(
    {
      shape: database.shape,
      store: database.store,
      ask:
        ours &&
        ((document, variables) =>
          ask(
            ours.port,
            { path: '/graphql', head: `{"query":${JSON.stringify(document)},"variables":`, tail: '}' },
            variables,
          )),
    },
    POOL,
  )
  await compareAnswers(workload, systems, parameters)
  say(`\n${size.label}, ${workload.name}: ${workload.title}`)
  // One pool a system: the requests of the workload before make room.
  const poolOf = (system: SystemName): string => system
  for (const { name } of systems) prepare(load, poolOf(name), name, workload, parameters)
  // The first workload finds a database that has just been started.
  await warmUp(load, systems, poolOf, workload === options.workloads[0] ? 3 : 1)
  for (const mode of modesOf(options, size, workload)) {
    const { measured, failures } = await measureSeries(load, systems, poolOf, mode, options)
    for (const [system, one] of measured)
      results.push({ size: size.label, workload: workload.name, mode, system, ...one })
    for (const line of seriesLines(nameOf(mode), measured)) say(line)
    for (const [system, reason] of failures) {
      const line = `${size.label}, ${workload.name}, ${nameOf(mode)}: ${system} failed: ${reason}`
      left.push(line)
      say(`    ${line}`)
      process.exitCode = 1
    }
  }
}

function prepare(
  load: Load,
  pool: string,
  name: SystemName,
  workload: Workload,
  parameters: readonly Parameters[],
) {
  const form = requestForm(name, workload)
  if (form === null) return
  load.prepare({ pool, ...form, variables: parameters.map((one) => JSON.stringify(one)) })
}

/** All loads on the main graph; on the others one client shows what a request costs. */
function modesOf({ sizes }: Options, { label }: Size, { onlyOneClient }: Workload): readonly Mode[] {
  const main = sizes.find((size) => size.label === MAIN_SIZE) ?? sizes.at(-1)
  if (label !== main?.label || onlyOneClient === true) return [ONE_COLD]
  return [ONE_COLD, ONE_HOT, MANY_COLD, MANY_HOT]
}

/** What a write of somebody else does to whoever remembers answers: nothing that was read before is known to hold. */
async function advanceClock({ store }: LoadedDatabase): Promise<void> {
  await store.write((transaction) =>
    transaction.run({ text: "MATCH (c:Clock { id: 'graph' }) SET c.seq = c.seq + 1", parameters: {} }),
  )
}
