import { isDeepStrictEqual } from 'node:util'
import type { EvidenceInput } from '../curate/facts.ts'
import { titleOf } from '../curate/state.ts'
import type { EvidenceState, NodeState } from '../curate/state.ts'
import type { Transition } from '../curate/transitions.ts'
import { checkFields } from '../curate/validate.ts'
import type { Values } from '../curate/validate.ts'
import { keepIdentity, movedProblem } from '../curate/write-evidence.ts'
import type { PassageRow } from '../curate/write-evidence.ts'
import { referencesOf } from '../model/index.ts'
import { isLeftOut, passagesFor, placedEvidence, statedEvidence } from './grounds.ts'
import type { NodeItem } from './items.ts'
import { TOGETHER, note } from './job.ts'
import type { Job } from './job.ts'
import type { KnownNode } from './known.ts'
import { leadOn } from './merged.ts'

interface Planned {
  readonly item: NodeItem
  readonly node: KnownNode
  readonly place: number
  readonly before: NodeState | null
  readonly fields: Values
  readonly evidence: readonly EvidenceInput[] | undefined
}

const none = new Map<string, never>()

/** Looks at the nodes of the files and has written what is new or changed, what others belong to first. */
export async function planNodes(job: Job): Promise<void> {
  const later: { state: NodeState; planned: Planned }[] = []
  for (const [stage, spill] of job.reading.nodes.entries()) {
    const known = job.known.stages[stage] ?? []
    let index = 0
    for await (const batch of spill.batches(TOGETHER)) {
      const items = batch.flatMap(({ item, place }) => {
        const node = known[index]
        index += 1
        return node === undefined ? [] : [{ item, node, place }]
      })
      const transitions = await planBatch(job, stage, items, later)
      await job.write(transitions, none)
      job.looked(batch.length)
    }
    await job.settle()
  }
  await ground(job, later)
}

async function planBatch(
  job: Job,
  stage: number,
  items: readonly Pick<Planned, 'item' | 'node' | 'place'>[],
  later: { state: NodeState; planned: Planned }[],
): Promise<Transition[]> {
  const present = items.filter(({ node }) => node.standing === 'PRESENT')
  const leave = job.present === 'LEAVE'
  const states = leave ? none : await job.graph.nodeStates(present.map(({ node }) => node.id))
  if (leave) {
    job.outcome.nodes.unchanged += present.length
    const ends = await job.graph.nodes(present.map(({ node }) => node.id))
    for (const { node } of present) node.title = ends.get(node.id)?.title ?? node.title
    // What rests on passages that are there is held against the graph's own.
  }
  const checked = items.flatMap((one) =>
    one.node.standing === 'NEW' || (one.node.standing === 'PRESENT' && !leave)
      ? check(job, one, states.get(one.node.id) ?? null)
      : [],
  )
  const sound = await withOwners(job, checked)
  const isEarly = stage < job.reading.grounded
  const passages = isEarly ? new Map<string, PassageRow>() : await passagesFor(job, sound.map(grounded))
  const transitions: Transition[] = []
  for (const one of sound) {
    const waits = isEarly && one.evidence !== undefined && one.evidence.length > 0
    const evidence = isEarly ? (waits ? undefined : one.evidence) : one.evidence
    const placed =
      evidence === undefined ? undefined : placedEvidence(job, one.item.where, evidence, passages)
    if (placed === null) {
      one.node.standing = 'FAULTY'
      continue
    }
    const state = await planned(job, one, placed, transitions)
    shelve(job, stage, one, state)
    if (waits) later.push({ state, planned: one })
  }
  return transitions
}

/** Checks the fields of a node by themselves; what is wrong is reported, and the node left out. */
function check(
  job: Job,
  one: Pick<Planned, 'item' | 'node' | 'place'>,
  before: NodeState | null,
): Planned | [] {
  const { item, node } = one
  const { values, problems } = checkFields(node.kind, item.fields, {
    path: '',
    ...(before === null ? {} : { current: before.fields }),
  })
  job.reading.reportFields(item.where, node.kind.name, problems)
  const { evidence, isSound } = statedEvidence(job, item)
  if (problems.length > 0 || !isSound) {
    node.standing = 'FAULTY'
    return []
  }
  return { ...one, before, fields: { ...before?.fields, ...values }, evidence }
}

const grounded = ({ item: { where }, evidence }: Planned) => ({ where, evidence })

/** Those of which everything is there that they belong to, by the ids that it has in the graph. */
async function withOwners(job: Job, all: readonly Planned[]): Promise<Planned[]> {
  const owners = (one: Planned) =>
    referencesOf(one.node.kind).map(([name, { to }]) => ({ name, to, id: String(one.fields[name]) }))
  const wanted = all.flatMap((one) => owners(one).filter(({ id }) => job.known.get(id) === undefined))
  const found = await job.graph.nodes(wanted.map(({ id }) => id))
  await leadOn(
    job,
    all.flatMap((one) =>
      owners(one).flatMap(({ id }) => (found.has(id) ? [] : [{ id, where: one.item.where }])),
    ),
  )
  return all.flatMap((one) => {
    const missing = owners(one).filter(({ name, to, id }) => {
      const own = job.known.get(id)
      if (own !== undefined && isLeftOut(job, id)) return true
      const kind = own?.kind.name ?? found.get(id)?.kind
      if (kind === to) return false
      job.reading.report(
        one.item.where,
        name,
        kind === undefined ? `no ${to} has the id ${id}` : `${id} is a ${kind}, not a ${to}`,
        'MISSING',
      )
      return true
    })
    if (missing.length === 0) {
      const own: Values = Object.fromEntries(
        owners(one).map(({ name, id }) => [name, job.known.get(id)?.id ?? id]),
      )
      return [{ ...one, fields: { ...one.fields, ...own } }]
    }
    one.node.standing = 'FAULTY'
    return []
  })
}

/** Adds what makes of a node what the file states, if anything does. @returns the node as it is afterwards. */
async function planned(
  job: Job,
  { item, node, before, fields }: Planned,
  placed: EvidenceState[] | undefined,
  transitions: Transition[],
): Promise<NodeState> {
  const { kind, id } = node
  node.title = titleOf(kind, fields)
  const state: NodeState = {
    kind: kind.name,
    id,
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? job.at,
    updatedAt: job.at,
    fields,
    evidence: placed === undefined ? (before?.evidence ?? []) : keepIdentity(before?.evidence ?? [], placed),
  }
  const told = { subject: 'NODE', kind: kind.name, id, title: node.title } as const
  if (before === null) {
    note(job, item.where, { ...told, fields: [] }, true)
    transitions.push({ subject: 'NODE', before: null, after: state })
    return state
  }
  const changed = Object.keys(fields).filter((name) => !isDeepStrictEqual(fields[name], before.fields[name]))
  if (!isDeepStrictEqual(state.evidence, before.evidence)) changed.push('evidence')
  if (changed.length === 0) {
    job.outcome.nodes.unchanged += 1
    return before
  }
  // Asked of passages alone: each question is a round trip.
  const moved =
    kind.name === 'Passage' ? await job.graph.told((writing) => movedProblem(writing, before, fields)) : null
  if (moved !== null) job.reading.report(item.where, moved.path, moved.reason, 'EVIDENCE')
  note(job, item.where, { ...told, fields: changed }, false)
  transitions.push({ subject: 'NODE', before, after: state })
  return state
}

/** Puts down a passage, for what rests on it. */
function shelve({ shelf, reading }: Job, stage: number, { item, place }: Planned, state: NodeState): void {
  const { text, length } = state.fields
  if (stage !== reading.grounded - 1 || typeof length !== 'number') return
  const spill = reading.nodes[stage]
  const isOwn = spill !== undefined && typeof item.fields['text'] === 'string'
  shelf.put(
    { id: state.id, length, text: typeof text === 'string' ? text : null },
    isOwn ? { spill, at: place } : null,
  )
}

/** Gives evidence to nodes that came before the passages: it makes a second change of each. */
async function ground(job: Job, later: readonly { state: NodeState; planned: Planned }[]): Promise<void> {
  for (let from = 0; from < later.length; from += TOGETHER) {
    const some = later.slice(from, from + TOGETHER)
    const passages = await passagesFor(
      job,
      some.map(({ planned }) => grounded(planned)),
    )
    const transitions = some.flatMap(({ state, planned: { item, evidence } }): Transition[] => {
      const pieces = placedEvidence(job, item.where, evidence ?? [], passages)
      if (pieces === null) return []
      const after = keepIdentity(state.evidence, pieces)
      if (isDeepStrictEqual(after, state.evidence)) return []
      return [
        { subject: 'NODE', before: state, after: { ...state, version: state.version + 1, evidence: after } },
      ]
    })
    await job.write(transitions, none)
  }
  await job.settle()
}
