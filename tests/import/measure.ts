import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commit } from '../../server/curate/change-set.ts'
import { undo } from '../../server/curate/undo.ts'
import { importFiles } from '../../server/import/run.ts'
import type { ImportFile } from '../../server/import/sources.ts'
import { model } from '../../server/model/index.ts'
import { silent } from '../../server/progress.ts'
import { prepare } from '../../server/store/constraints.ts'
import { startLocalNeo4j } from '../../server/store/local/start.ts'
import { openStore } from '../../server/store/store.ts'
import type { Store } from '../../server/store/store.ts'
import { bareRows, loadBare } from './bare.ts'
import { writeLargeFile } from './large-file.ts'

// How long an import of a large file takes, and its undo, beside a bare load of the same nodes, links and evidence:
//   npx tsx tests/import/measure.ts [NODES]
// About five links and nodes come of each of NODES (20000).

const TIMEOUT_MS = 3_600_000
const author = { actor: 'measure', reason: null, origin: 'IMPORT' } as const

if (process.argv[2] === '--write') await writeLargeFile(String(process.argv[4]), Number(process.argv[3]))
else await measure(Number(process.argv[2] ?? 20_000))

async function measure(nodes: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lesson-graph-measure-'))
  const path = join(folder, 'large.json')
  // In a process of its own, whose memory is not this one's.
  execFileSync(process.execPath, [
    '--import',
    'tsx',
    fileURLToPath(import.meta.url),
    '--write',
    String(nodes),
    path,
  ])
  console.log(`${(statSync(path).size / 1e6).toFixed(1)} MB of JSON`)
  const file: ImportFile = { name: 'large.json', format: 'JSON', bytes: () => createReadStream(path) }
  try {
    const whole = await onEmptyGraph(folder, async (store, timed) => {
      const [dry] = await timed('dry run', () => importFiles(store, model, [file], { author, dryRun: true }))
      console.log(dry.outcome.nodes, dry.outcome.links, dry.outcome.problems.first.slice(0, 3))
      const [{ changeSetId }, seconds] = await timed('import', () =>
        importFiles(store, model, [file], { author }),
      )
      const [, again] = await timed('import again: nothing changes', () =>
        importFiles(store, model, [file], { author }),
      )
      const [, undone] = await timed('undo', () =>
        commit(
          store,
          model,
          { ...author, origin: 'UNDO' },
          async (draft) => {
            const { undone: count, kept } = await undo(draft, changeSetId ?? '', 'REFUSE')
            console.log(`${count} taken back, ${kept.length} kept`)
          },
          { timeoutMs: TIMEOUT_MS },
        ),
      )
      return { seconds, again, undone }
    })
    const rows = bareRows(path)
    const bare = await onEmptyGraph(folder, async (store, timed) => {
      const [, seconds] = await timed('bare load', () => loadBare(store, rows))
      return seconds
    })
    console.log(
      `import at ${(bare / whole.seconds).toFixed(2)} of the speed of the bare load, undo at ${(bare / whole.undone).toFixed(2)}`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Timed = <T>(what: string, work: () => Promise<T>) => Promise<[T, number]>

async function onEmptyGraph<T>(folder: string, work: (store: Store, timed: Timed) => Promise<T>): Promise<T> {
  const dataDir = join(folder, 'data')
  const neo4j = await startLocalNeo4j({ dataDir, progress: silent })
  const store = await openStore({ ...neo4j, database: 'neo4j' })
  const java = readFileSync(join(dataDir, 'neo4j', 'pids'), 'utf8')
    .trim()
    .split('\n')
    .map(Number)
  try {
    await prepare(store, model)
    return await work(store, async (what, run) => {
      for (const pid of [...java, process.pid]) writeFileSync(`/proc/${pid}/clear_refs`, '5')
      const transaction = largestTransaction(store)
      const begun = performance.now()
      const result = await run()
      const seconds = (performance.now() - begun) / 1000
      const largest = await transaction.end()
      const jvm = Math.max(...java.map(peak))
      console.log(
        `${what}: ${seconds.toFixed(1)} s, at most ${peak(process.pid)} MB here and ${jvm} MB in Neo4j, of which ${largest} MB for one transaction`,
      )
      return [result, seconds]
    })
  } finally {
    await store.close()
    await neo4j.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Watches what Neo4j reckons the largest of its transactions to hold, in MB. */
function largestTransaction(store: Store): { end(): Promise<number> } {
  let largest = 0
  const over = new AbortController()
  const watching = (async () => {
    while (!over.signal.aborted) {
      const [bytes] = await store.read({
        text: 'SHOW TRANSACTIONS YIELD estimatedUsedHeapMemory AS bytes RETURN max(bytes) AS value',
        parameters: {},
      })
      largest = Math.max(largest, Number(bytes))
      await new Promise((fulfil) => setTimeout(fulfil, 250))
    }
  })()
  return {
    async end() {
      over.abort()
      await watching
      return Math.round(largest / 1e6)
    },
  }
}

/** The most memory that a process had resident since that was last cleared, in MB. */
function peak(pid: number): number {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1000)
}
