import { writeEvidence } from '../../../server/curate/write-evidence.ts'
import type { EvidenceState } from '../../../server/curate/state.ts'
import { identifier, referenceType, referencesOf } from '../../../server/model/index.ts'
import type { Kind, Link } from '../../../server/model/index.ts'
import type { Step } from '../../../server/progress.ts'
import { prepare } from '../../../server/store/constraints.ts'
import { searchIndexes } from '../../../server/store/search-index.ts'
import type { Store } from '../../../server/store/store.ts'
import { linkEvidence, nodeEvidence } from '../generate/evidence.ts'
import { generateLinks } from '../generate/links.ts'
import type { GeneratedLink } from '../generate/links.ts'
import { referredTo } from '../generate/nodes.ts'
import type { Shape } from '../generate/shape.ts'
import { linkProperties, nodeWriter } from './properties.ts'

/** Rows of one transaction: more make neither side faster, and all must fit the heap. */
const BATCH = 5_000
/** Longest that one batch may take, in milliseconds. */
const TIMEOUT_MS = 120_000

type GroundedLink = GeneratedLink & { readonly evidence: EvidenceState[] }

interface Pair {
  readonly from: number
  readonly to: number
}

/** What a load works with; the numbers count what was written. */
interface Loading {
  readonly store: Store
  readonly shape: Shape
  readonly step: Step
  /** Neo4j's own numbers of a kind's nodes, by place: while no index is there, the quickest way to find one again. */
  readonly internal: Map<string, number[]>
  nodes: number
  links: number
  evidence: number
}

/**
 * Writes the graph of a shape into an empty database: nodes, then links, then the constraints and indexes of the service
 * at once, which is quicker than to keep them while writing, then the evidence.
 */
export async function load(store: Store, shape: Shape, step: Step) {
  const loading: Loading = { store, shape, step, internal: new Map(), nodes: 0, links: 0, evidence: 0 }
  for (const kind of shape.model.kinds) await loadNodes(loading, kind)
  for (const kind of shape.model.kinds) await loadReferences(loading, kind)
  for (const link of shape.model.links) await loadLinks(loading, link)
  step.note('filling constraints and indexes')
  // Made first: where they are missing, the service takes it that what they hold has to be written anew.
  for (const { statement } of Object.values(searchIndexes(shape.model)))
    await store.write((transaction) => transaction.run({ text: statement, parameters: {} }))
  await prepare(store, shape.model)
  await loadEvidence(loading)
  const { nodes, links, evidence } = loading
  return { nodes, links, evidence }
}

async function loadNodes(loading: Loading, kind: Kind): Promise<void> {
  const { shape, step } = loading
  const internal: number[] = []
  const properties = nodeWriter(kind)
  const count = shape.count(kind.name)
  await inBatches(places(count), async (batch) => {
    const [row] = await write(
      loading,
      `UNWIND $rows AS row CREATE (n:Entity:${identifier(kind.name)}) SET n = row RETURN collect(id(n)) AS ids`,
      { rows: batch.map((place) => properties(shape, place, nodeEvidence(shape, kind, place))) },
    )
    for (const id of (row?.['ids'] ?? []) as number[]) internal.push(id)
    loading.nodes += batch.length
    step.note(`${loading.nodes} nodes`)
  })
  loading.internal.set(kind.name, internal)
}

async function loadReferences(loading: Loading, kind: Kind): Promise<void> {
  const { shape } = loading
  for (const [name, field] of referencesOf(kind))
    await inBatches(places(shape.count(kind.name)), async (batch) => {
      const pairs = batch.map((from) => ({ from, to: referredTo(shape, kind, field, from) }))
      await write(loading, `${ends} CREATE (a)-[:${identifier(referenceType(name))}]->(b)`, {
        rows: pairs.map((pair) => internalEnds(loading, kind.name, field.to, pair)),
      })
    })
}

async function loadLinks(loading: Loading, link: Link): Promise<void> {
  const { shape, step } = loading
  await inBatches(linksOf(shape, link), async (batch) => {
    await write(loading, `${ends} CREATE (a)-[r:${identifier(link.type)}]->(b) SET r = row[2]`, {
      rows: batch.map((one) => [
        ...internalEnds(loading, link.from, link.to, one),
        linkProperties(link, one, shape.id(link.from, one.from), shape.id(link.to, one.to), one.evidence),
      ]),
    })
    loading.links += batch.length
    step.note(`${loading.links} links`)
  })
}

const ends = 'UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] MATCH (b) WHERE id(b) = row[1]'

function internalEnds({ internal }: Loading, fromKind: string, toKind: string, { from, to }: Pair): bigint[] {
  const [a, b] = [internal.get(fromKind)?.[from], internal.get(toKind)?.[to]]
  if (a === undefined || b === undefined)
    throw new Error(`No ${fromKind} ${from} or ${toKind} ${to} was written`)
  return [BigInt(a), BigInt(b)]
}

async function loadEvidence(loading: Loading): Promise<void> {
  const { store, shape, step } = loading
  await inBatches(groundings(shape), async (batch) => {
    await store.write(
      (transaction) => writeEvidence({ transaction, model: shape.model }, new Map(batch)),
      TIMEOUT_MS,
    )
    loading.evidence += batch.length
    step.note(`${loading.evidence} pieces of evidence`)
  })
}

function* groundings(shape: Shape): Generator<[string, EvidenceState[]]> {
  for (const kind of shape.model.kinds)
    for (const place of places(shape.count(kind.name))) {
      const evidence = nodeEvidence(shape, kind, place)
      if (evidence.length > 0) yield [shape.id(kind.name, place), evidence]
    }
  for (const link of shape.model.links)
    for (const { id, evidence } of linksOf(shape, link)) if (evidence.length > 0) yield [id, evidence]
}

function* linksOf(shape: Shape, link: Link): Generator<GroundedLink> {
  for (const from of places(shape.count(link.from)))
    for (const [which, one] of generateLinks(shape, link, from).entries())
      yield { ...one, evidence: linkEvidence(shape, link, from, which) }
}

function* places(count: number): Generator<number> {
  for (let place = 0; place < count; place += 1) yield place
}

/** Runs work on batch after batch; the next one is generated while Neo4j writes the one before. */
async function inBatches<T>(items: Iterable<T>, work: (batch: T[]) => Promise<void>): Promise<void> {
  let batch: T[] = []
  let writing = Promise.resolve()
  const flush = async () => {
    const next = batch
    batch = []
    await writing
    writing = work(next)
    // Handled when it is awaited, a batch later.
    writing.catch(() => undefined)
  }
  for (const item of items) {
    batch.push(item)
    if (batch.length === BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  await writing
}

const write = ({ store }: Loading, text: string, parameters: Record<string, unknown>) =>
  store.write((transaction) => transaction.run({ text, parameters }), TIMEOUT_MS)
