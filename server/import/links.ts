import { isDeepStrictEqual } from 'node:util'
import { uuidv7 } from 'uuidv7'
import { linkTitle } from '../curate/ends.ts'
import type { End } from '../curate/ends.ts'
import { checkLinkProperties } from '../curate/link-properties.ts'
import type { LinkProperties } from '../curate/link-properties.ts'
import { misfit } from '../curate/links.ts'
import type { LinkState } from '../curate/state.ts'
import type { Transition } from '../curate/transitions.ts'
import { byType } from '../curate/transitions.ts'
import { keepIdentity } from '../curate/write-evidence.ts'
import { shortened } from '../errors.ts'
import { END_SEPARATOR, linkKeys } from '../model/index.ts'
import type { Link } from '../model/index.ts'
import { reportCircles } from './circles.ts'
import type { Step } from './circles.ts'
import { endsOf } from './ends.ts'
import type { Ends, FoundEnd } from './ends.ts'
import { passagesFor, placedEvidence, statedEvidence } from './grounds.ts'
import type { LinkItem, Where } from './items.ts'
import { TOGETHER, note } from './job.ts'
import type { Job } from './job.ts'
import { Spill } from './spill.ts'

/** A link between two ends that fit. */
interface Fitting {
  readonly item: LinkItem
  readonly type: string
  readonly declaration: Link
  readonly from: FoundEnd
  readonly to: FoundEnd
  readonly keys: { readonly ends: string; readonly single: string | null }
  /** The one that the file names, or one that can be read. */
  readonly id: string
}

/** What only shows over all links of the files together: where each stands first, and nothing more of it. */
interface Seen {
  readonly ids: Map<string, Where>
  readonly ends: Map<string, Where>
  readonly single: Map<string, Where>
  readonly steps: Map<string, Step[]>
}

/** Looks at the links of the files and has written what is new or changed. */
export async function planLinks(job: Job): Promise<void> {
  const seen: Seen = { ids: new Map(), ends: new Map(), single: new Map(), steps: new Map() }
  // What the files say of a link under the ids of its own ends counts before what they say under those of merged ones.
  const later = await Spill.open<LinkItem>()
  try {
    for await (const batch of job.reading.links.batches(TOGETHER)) {
      const items = batch.map(({ item }) => item)
      const ends = await endsOf(job, items)
      const led = new Set(items.filter(({ from, to }) => wasMerged(ends(from)) || wasMerged(ends(to))))
      for (const item of led) later.add(item)
      await later.flush()
      await planBatch(
        job,
        items.filter((item) => !led.has(item)),
        ends,
        seen,
      )
      job.looked(batch.length)
    }
    for await (const batch of later.batches(TOGETHER)) {
      const items = batch.map(({ item }) => item)
      await planBatch(job, items, await endsOf(job, items), seen)
      job.looked(0)
    }
  } finally {
    await later.close()
  }
  for (const [type, steps] of seen.steps) await reportCircles(job, type, steps)
  await job.settle()
}

const wasMerged = (end: ReturnType<Ends>): boolean => 'wasMerged' in end && end.wasMerged

async function planBatch(job: Job, items: readonly LinkItem[], ends: Ends, seen: Seen): Promise<void> {
  const free = await withFreeIds(job, items)
  const fitting = free.flatMap((item) => fit(job, item, ends(item.from), ends(item.to), seen))
  const standing = await standingOf(job, fitting)
  const checked = fitting.flatMap((one) => {
    const before = standing.present(one)
    if (before === 'TAKEN') return []
    if (before !== null && job.present === 'LEAVE') {
      job.outcome.links.unchanged += 1
      return []
    }
    if (before === null && standing.isFull(one)) {
      if (isOfMerged(one)) return setAside(job)
      job.reading.report(
        one.item.where,
        'to',
        `${one.from.id} has its one link ${one.type} to a ${one.declaration.to} already; delete that one first`,
        'AT_MOST_ONE',
      )
      return []
    }
    const { properties, problems } = checkLinkProperties(one.item.properties, '', before ?? undefined)
    for (const { path, reason } of problems)
      job.reading.report(one.item.where, path.slice(1), reason, 'FIELD', one.type)
    const { evidence, isSound } = statedEvidence(job, one.item)
    return problems.length === 0 && isSound ? [{ one, before, properties, evidence }] : []
  })
  const passages = await passagesFor(
    job,
    checked.map(({ one, evidence }) => ({ where: one.item.where, evidence })),
  )
  const transitions: Transition[] = []
  const around = new Map<string, End>()
  for (const { one, before, properties, evidence } of checked) {
    const placed = evidence && placedEvidence(job, one.item.where, evidence, passages)
    if (placed === null) continue
    around.set(one.from.id, one.from).set(one.to.id, one.to)
    const id = before?.id ?? (standing.isFree(one) ? one.id : uuidv7())
    plan(job, { ...one, id }, before, { properties, placed }, around, seen, transitions)
  }
  await job.write(transitions, around)
}

/** Whether the files give a link ends that were merged away: a merge joins and drops links, which they need not know. */
const isOfMerged = ({ from, to }: Pick<Fitting, 'from' | 'to'>): boolean => from.wasMerged || to.wasMerged

function setAside({ outcome }: Job): [] {
  outcome.links.unchanged += 1
  return []
}

/**
 * Without those whose id is that of a node, or of a link of another type: evidence and history are kept by the id alone,
 * and one that two things have would mix them up.
 */
async function withFreeIds({ graph, known, reading }: Job, items: readonly LinkItem[]): Promise<LinkItem[]> {
  const ids = items.flatMap(({ id }) => id ?? [])
  const [nodes, types] = [await graph.nodes(ids), await graph.linkTypes(ids)]
  return items.filter(({ id, type, where }) => {
    if (id === null) return true
    const isNode = nodes.has(id) || known.get(id) !== undefined
    const other = types.get(id)
    if (!isNode && (other === undefined || other === type)) return true
    const what = isNode ? 'a node' : `a link ${String(other)}`
    reading.report(where, 'id', `${shortened(id)} is the id of ${what} already`, 'OTHERS')
    return false
  })
}

/** The link if its ends are there and fit, and no other of the files is the same. */
function fit(
  job: Job,
  item: LinkItem,
  from: ReturnType<Ends>,
  to: ReturnType<Ends>,
  seen: Seen,
): Fitting | [] {
  const { reading, outcome } = job
  const { where, type } = item
  for (const [path, end] of [['from', from] as const, ['to', to] as const])
    if ('reason' in end) reading.report(where, item.as ?? path, end.reason, 'MISSING')
  if ('leftOut' in from || 'leftOut' in to) {
    const isDoubtful = [from, to].some((end) => 'leftOut' in end && end.leftOut === 'DOUBTFUL')
    if (isDoubtful) outcome.links.doubtful += 1
    return []
  }
  if ('reason' in from || 'reason' in to) return []
  const declaration = reading.model.linkBetween(type, from.kind, to.kind)
  if (declaration === undefined) {
    reading.report(where, 'type', misfit(reading.model, type, from.kind, to.kind), 'MISFIT')
    return []
  }
  if (from.id === to.id) {
    if (isOfMerged({ from, to })) return setAside(job)
    reading.report(where, 'to', 'must be another node: nothing is linked to itself', 'ITSELF')
    return []
  }
  const { ends, single } = linkKeys(declaration, from.id, to.id) as Fitting['keys']
  const same = seen.ends.get(`${type} ${ends}`)
  if (same !== undefined && isOfMerged({ from, to })) return setAside(job)
  const first = same ?? (item.id === null ? undefined : seen.ids.get(item.id))
  if (first !== undefined) {
    reading.report(where, '', `is the same link as the one at ${reading.placeOf(first)}`, 'REPEATED')
    return []
  }
  const other = single === null ? undefined : seen.single.get(`${type} ${single}`)
  if (other !== undefined) {
    if (isOfMerged({ from, to })) return setAside(job)
    reading.report(
      where,
      'to',
      `${from.id} has its one link ${type} to a ${declaration.to} already, at ${reading.placeOf(other)}`,
      'AT_MOST_ONE',
    )
    return []
  }
  const place = { file: where.file, line: where.line }
  seen.ends.set(`${type} ${ends}`, place)
  if (single !== null) seen.single.set(`${type} ${single}`, place)
  const id = item.id ?? readableId(type, from.id, to.id)
  seen.ids.set(id, place)
  return { item, type, declaration, from, to, keys: { ends, single }, id }
}

/** A link that comes from a file has a readable id: `lesson-1.cites.directive-05`. */
const readableId = (type: string, from: string, to: string): string =>
  `${from}.${type.toLowerCase().replaceAll('_', '-')}.${to}`

/** Which links of the graph stand where those of a batch are to stand. */
async function standingOf({ graph, reading }: Job, all: readonly Fitting[]) {
  const states = new Map<string, LinkState>()
  const byEnds = new Map<string, string>()
  const bySingle = new Map<string, string>()
  for (const [type, links] of byType(all)) {
    const old = links.filter(({ from, to }) => !from.isNew && !to.isNew)
    const ids = await graph.standing(
      type,
      'id',
      links.map(({ id }) => id),
    )
    const ends = await graph.standing(
      type,
      'ends',
      old.map(({ keys }) => keys.ends),
    )
    const single = await graph.standing(
      type,
      'single',
      links.flatMap(({ from, keys }) => (from.isNew || keys.single === null ? [] : [keys.single])),
    )
    for (const { key, id } of ends) byEnds.set(`${type} ${key}`, id)
    for (const { key, id } of single) bySingle.set(`${type} ${key}`, id)
    const found = await graph.linkStates(type, [...new Set([...ids, ...ends].map(({ id }) => id))])
    for (const [id, state] of found) states.set(`${type} ${id}`, state)
  }
  const byId = ({ type, id }: Fitting) => states.get(`${type} ${id}`)
  const isItself = ({ keys: { ends } }: Fitting, { from, to }: LinkState) =>
    ends === `${from}${END_SEPARATOR}${to}`
  return {
    /** The link of the graph that a link is; TAKEN when its id is that of another one, which is reported. */
    present(one: Fitting): LinkState | null | 'TAKEN' {
      const own = byId(one)
      if (own !== undefined && isItself(one, own)) return own
      if (own !== undefined && one.item.id !== null) {
        reading.report(one.item.where, 'id', `${one.id} is the link from ${own.from} to ${own.to}`, 'OTHERS')
        return 'TAKEN'
      }
      return states.get(`${one.type} ${byEnds.get(`${one.type} ${one.keys.ends}`) ?? ''}`) ?? null
    },
    isFull: ({ type, keys: { single } }: Fitting) => bySingle.has(`${type} ${single ?? ''}`),
    isFree: (one: Fitting) => byId(one) === undefined,
  }
}

function plan(
  job: Job,
  { item, type, declaration, from, to, id }: Fitting,
  before: LinkState | null,
  after: { readonly properties: LinkProperties; readonly placed: LinkState['evidence'] | undefined },
  around: ReadonlyMap<string, End>,
  seen: Seen,
  transitions: Transition[],
): void {
  const { properties, placed } = after
  const state: LinkState = {
    type,
    id,
    from: from.id,
    to: to.id,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? job.at,
    updatedAt: job.at,
    ...properties,
    evidence:
      placed === undefined ? (before?.evidence ?? []) : keepIdentity(before?.evidence ?? [], [...placed]),
  }
  const told = { subject: 'LINK', kind: type, id, title: linkTitle(around, state) } as const
  if (before === null) {
    note(job, item.where, { ...told, fields: [] }, true)
    transitions.push({ subject: 'LINK', before: null, after: state })
    if (!declaration.acyclic) return
    const steps = seen.steps.get(type) ?? []
    steps.push({ from: from.id, to: to.id, where: item.where })
    seen.steps.set(type, steps)
    return
  }
  const fields = (['note', 'confidence', 'status', 'evidence'] as const).filter(
    (name) => !isDeepStrictEqual(state[name], before[name]),
  )
  if (fields.length === 0) {
    job.outcome.links.unchanged += 1
    return
  }
  note(job, item.where, { ...told, fields }, false)
  transitions.push({ subject: 'LINK', before, after: state })
}
