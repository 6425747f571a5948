import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createWriteStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { verifyBackup } from '../../server/backup/read.ts'
import { restore } from '../../server/backup/restore.ts'
import { takeBackup } from '../../server/backup/write.ts'
import { graphDigest } from '../../server/curate/digest.ts'
import type { EvidenceInput, LinkFact, NodeFact } from '../../server/curate/facts.ts'
import { importFacts } from '../../server/import/facts.ts'
import { formats } from '../../server/export/formats.ts'
import { openExport } from '../../server/export/file.ts'
import { model } from '../../server/model/index.ts'
import { progressTo, silent } from '../../server/progress.ts'
import { prepare } from '../../server/store/constraints.ts'
import { startLocalNeo4j } from '../../server/store/local/start.ts'
import { openStore } from '../../server/store/store.ts'

// npx tsx tests/backup/measure.ts [NODES_AND_LINKS]: how long exports, a backup and a restoring take, and what memory.

const size = Number(process.argv[2] ?? 100_000)
const progress = progressTo(process.stderr)
/** Facts of one change set. */
const TOGETHER = 5_000

const passages = 100
const evidence = (index: number): EvidenceInput[] => [
  { passageId: `passage-${index % passages}`, mention: 'Chỉ thị', start: 0, note: null },
]
const source: NodeFact = {
  kind: 'Source',
  id: 'source',
  fields: { author: null, publishedAt: null, title: { vi: 'Nguồn', en: null }, summary: null },
  evidence: [],
}
const passage = (index: number): NodeFact => ({
  kind: 'Passage',
  id: `passage-${index}`,
  fields: { source: 'source', ordinal: index + 1, sha256: 'a'.repeat(64), length: 500, text: null },
  evidence: [],
})
const text = (index: number) => ({
  vi: `Việc thứ ${index}: nâng cao chất lượng cán bộ, công chức, viên chức ở cơ sở`,
  en: `Measure ${index}: better cadres, civil servants and public employees at the grass roots`,
})
const node = (index: number): NodeFact => ({
  kind: index % 2 === 0 ? 'Measure' : 'Outcome',
  id: `node-${index}`,
  fields:
    index % 2 === 0
      ? { title: text(index), statement: text(index) }
      : { figure: `${index} %`, title: text(index), statement: text(index) },
  evidence: evidence(index),
})
const nodes = Math.floor(size * 0.4)
const link = (index: number): LinkFact => {
  const from = (index * 2) % nodes
  const to = (from + 1 + 2 * Math.floor(index / (nodes / 2))) % nodes
  return {
    type: 'ACHIEVES',
    from: `node-${from}`,
    to: `node-${to}`,
    note: null,
    confidence: 0.5,
    status: 'ACCEPTED',
    evidence: evidence(index),
  }
}

const dataDir = mkdtempSync(join(tmpdir(), 'lesson-graph-measure-'))
const neo4j = await startLocalNeo4j({ dataDir, progress: silent })
const store = await openStore({ ...neo4j, database: 'neo4j' })

let peak = 0
const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50)
/** The largest that Neo4j has been, in MB. */
const peakOfNeo4j = (): number => {
  const pids = readFileSync(join(dataDir, 'neo4j', 'pids'), 'utf8')
    .trim()
    .split('\n')
  const peaks = pids.map((pid) =>
    Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
  )
  return Math.round(Math.max(...peaks) / 1024)
}
async function measured(what: string, work: () => Promise<unknown>): Promise<void> {
  peak = process.memoryUsage.rss()
  const began = performance.now()
  const bytes = await work()
  const seconds = (performance.now() - began) / 1000
  const written = typeof bytes === 'number' ? `, ${(bytes / 1e6).toFixed(1)} MB` : ''
  console.log(
    `${what.padEnd(16)} ${seconds.toFixed(1)} s${written}; peak of node ${Math.round(peak / 1e6)} MB, of Neo4j so far ${peakOfNeo4j()} MB`,
  )
}

try {
  await prepare(store, model)
  await measured('filling', async () => {
    const author = { actor: 'measure', reason: null, origin: 'IMPORT' } as const
    const first = [source, ...Array.from({ length: passages }, (_, index) => passage(index))]
    await importFacts(store, model, { nodes: first, links: [] }, author)
    const step = progress.begin('Filling')
    for (let from = 0; from < nodes; from += TOGETHER) {
      const count = Math.min(TOGETHER, nodes - from)
      await importFacts(
        store,
        model,
        { nodes: Array.from({ length: count }, (_, index) => node(from + index)), links: [] },
        author,
      )
      step.note(`${from} nodes`)
    }
    for (let from = 0; from < size - nodes; from += TOGETHER) {
      const count = Math.min(TOGETHER, size - nodes - from)
      await importFacts(
        store,
        model,
        { nodes: [], links: Array.from({ length: count }, (_, index) => link(from + index)) },
        author,
      )
      step.note(`${from} links`)
    }
    step.end()
  })
  const digest = await graphDigest(store, model)
  const reading = { store, model, selector: { ids: never, around: never } }
  for (const format of formats.filter(({ isOneTable }) => !isOneTable))
    await measured(`export ${format.name}`, async () => {
      let bytes = 0
      const asked = { format, scope: { of: 'graph' }, asOf: null, lang: null } as const
      const out = new Writable({
        write: (chunk: Buffer, _encoding, done) => {
          bytes += chunk.byteLength
          done()
        },
      })
      await pipeline((await openExport(reading, asked)).bytes, out)
      return bytes
    })
  const file = join(dataDir, 'backup.gz')
  await measured('backup', async () => {
    await pipeline((await takeBackup(store, model)).text, createGzip(), createWriteStream(file))
    return statSync(file).size
  })
  const verified = await verifyBackup(file, model)
  console.log(JSON.stringify(verified.counts))
  await measured('checking', async () => {
    await verifyBackup(file, model)
  })
  await measured('restore', () =>
    restore({
      store,
      model,
      file,
      verified,
      overwrite: true,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    }),
  )
  console.log(`digest ${(await graphDigest(store, model)) === digest ? 'equal' : 'DIFFERENT'}`)
} finally {
  clearInterval(watching)
  await store.close()
  await neo4j.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

function never(): never {
  throw new Error('The whole graph needs no selection')
}
