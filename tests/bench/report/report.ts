import { SYSTEMS, workloads } from '../workloads/index.ts'
import type { SystemName } from '../workloads/index.ts'
import { nameOf } from '../measure/modes.ts'
import { milliseconds, number } from './lines.ts'
import type { Result, Run } from './results.ts'
import { targetsOf } from './targets.ts'
import type { Target } from './targets.ts'

/** The results as a file, and the few lines of them that a person wants to see at the end of a run. */
export function reportOf(run: Run): { readonly summary: readonly string[]; readonly markdown: string } {
  const targets = targetsOf(run)
  return { summary: ['', 'To reach:', ...targets.map(summaryLine)], markdown: markdownOf(run, targets) }
}

const verdict = ({ reached }: Target): string =>
  reached === null ? 'not measured' : reached ? 'reached' : 'not reached'

const summaryLine = (target: Target): string =>
  `  ${target.what}: ${target.measured ?? '–'} (${target.target}) ${verdict(target)}`

const titles: Readonly<Record<SystemName, string>> = {
  ours: 'this service',
  'neo4j-graphql': '@neo4j/graphql',
  pothos: 'Pothos, a DataLoader a link',
  hand: 'hand-written endpoint',
}

function markdownOf(run: Run, targets: readonly Target[]): string {
  const { machine, options, memory } = run
  return [
    '# Results of the benchmark',
    '',
    `Written by \`${options.command}\` on ${new Date().toISOString().slice(0, 10)}, in ${run.minutes.toFixed(0)} minutes.`,
    '',
    `- Machine: ${machine.hardware}; ${machine.system}. The database, the systems and the load share it.`,
    `- ${machine.versions}.`,
    `- Measured: ${machine.service}; compared: ${machine.compared}.`,
    `- Each number is the median of ${options.rounds} windows of ${options.seconds} s, taken in turn with the other systems'.`,
    '- Cold: no question comes twice while the graph stays as it is. Hot: 100 questions again and again.',
    `- Against a server that does nothing the load reaches ${Math.round(run.ceiling)} requests a second.`,
    '',
    '## To reach',
    '',
    ...table(
      ['what', 'target', 'measured', ''],
      targets.map((target) => [target.what, target.target, target.measured ?? '–', verdict(target)]),
    ),
    ...run.left.flatMap((line) => ['', `Left out: ${line}`]),
    '',
    '## By size of the graph',
    '',
    'p50 of one client, cold, in milliseconds.',
    '',
    ...table(['workload', 'system', ...sizesOf(run)], growthRows(run)),
    '',
    'The most memory that the process of this service had resident, in MB: ' +
      `${memory.map(({ size, bytes }) => `${bytes === null ? '–' : Math.round(bytes / 1e6)} at ${size}`).join(', ')}.`,
    ...fullTables(run),
    '',
  ].join('\n')
}

const sizesOf = ({ results }: Run): string[] => [...new Set(results.map(({ size }) => size))]

function growthRows(run: Run): string[][] {
  return asked(run).flatMap(({ name }) =>
    SYSTEMS.filter((system) => run.results.some((one) => one.workload === name && one.system === system)).map(
      (system, index) => [
        index === 0 ? name : '',
        titles[system],
        ...sizesOf(run).map((size) => {
          const found = run.results.find(
            (one) =>
              one.size === size &&
              one.workload === name &&
              one.system === system &&
              one.mode.clients === 1 &&
              !one.mode.hot,
          )
          return found === undefined ? '–' : number(found.p50)
        }),
      ],
    ),
  )
}

/** For each workload that was measured under several loads a table of all of them. */
function fullTables(run: Run): string[] {
  return sizesOf(run).flatMap((size) =>
    asked(run).flatMap(({ name, title }) => {
      const results = run.results.filter((one) => one.size === size && one.workload === name)
      const modes = [...new Set(results.map(({ mode }) => nameOf(mode)))]
      if (modes.length < 2) return []
      return [
        '',
        `## ${size}: ${name}, ${title}`,
        '',
        'Requests a second, p50, p99.',
        '',
        ...table(
          ['', ...modes],
          SYSTEMS.filter((system) => run.options.systems.includes(system)).map((system) => [
            titles[system],
            ...modes.map((mode) =>
              cell(results.find((one) => one.system === system && nameOf(one.mode) === mode)),
            ),
          ]),
        ),
      ]
    }),
  )
}

const cell = (result: Result | undefined): string =>
  result === undefined
    ? '–'
    : `${number(result.perSecond)}, ${milliseconds(result.p50)}, ${milliseconds(result.p99)}`

const asked = ({ results }: Run) =>
  workloads.filter(({ name }) => results.some(({ workload }) => workload === name))

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => ' --- ').join('|')}|`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
]
