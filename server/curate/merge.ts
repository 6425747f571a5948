import { isDeepStrictEqual } from 'node:util'
import { ClientError, badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import { identifier, referenceType, referencesOf } from '../model/index.ts'
import type { Kind } from '../model/index.ts'
import { whereTo } from './merged.ts'
import { record } from './change-set.ts'
import type { Draft } from './change-set.ts'
import { endsOf, linkTitle } from './ends.ts'
import { MAX_EVIDENCE, key } from './evidence.ts'
import { presentStates } from './history.ts'
import { conflict, notFound } from './nodes.ts'
import { linksOf, nodeStates } from './state.ts'
import type { EvidenceState, LinkState, NodeState } from './state.ts'
import { applyTransitions, batches } from './transitions.ts'
import type { Transition } from './transitions.ts'
import { checkFields, isDerived } from './validate.ts'
import type { LocalizedText } from './validate.ts'
import { refuseMoved } from './write-evidence.ts'

/** The most nodes that are merged at once, and the most links that they may have together. */
const MAX_MERGED = 20
const MAX_MERGED_LINKS = 10_000

export interface MergeRequest {
  readonly into: string
  readonly from: readonly string[]
  /** Whose value a field takes, where they differ: by path (`title.vi`, `form`), the id of a node. */
  readonly choose: ReadonlyMap<string, string>
  /** The versions that were last seen, by id; a node that is not named may be of any. */
  readonly expectedVersions: ReadonlyMap<string, number>
}

/** A field on which the nodes differ. */
export interface MergedField {
  readonly field: string
  readonly values: readonly { readonly id: string; readonly value: unknown }[]
  /** The node whose value it takes. */
  readonly chosen: string
}

/** What becomes of a link of a node that is merged away. */
export interface MergedLink {
  readonly id: string
  readonly type: string
  readonly title: LocalizedText
  /** It leads to or from the merged node; or it was one with another; or it could not be kept beside what is there. */
  readonly outcome: 'MOVED' | 'JOINED' | 'DROPPED'
}

export interface MergeOutcome {
  readonly fields: readonly MergedField[]
  readonly links: readonly MergedLink[]
  /** How many pieces of evidence the merged node rests on. */
  readonly evidence: number
  readonly version: number
}

/**
 * Makes several nodes of one kind into one, as part of a change set: it takes the chosen values, all evidence and all
 * links; what the others were is in the log, by which their ids lead to it, and which can be undone.
 * @throws ClientError NOT_FOUND, CONFLICT with a node as it is now, BAD_USER_INPUT, or TOO_COMPLEX.
 */
export async function merge(draft: Draft, request: MergeRequest): Promise<MergeOutcome> {
  const [into, ...from] = await participants(draft, request)
  if (into === undefined) throw new Error('A merge has a node to merge into')
  const kind = draft.model.kind(into.kind)
  const { values, fields } = chosenFields(kind, [into, ...from], request.choose)
  await refuseMoved(draft, into, values, 'choose')
  const evidence = joined([into, ...from].map((node) => node.evidence))
  refuseCrowd(into.id, evidence)
  const merged: NodeState = {
    ...into,
    version: into.version + 1,
    updatedAt: draft.at,
    fields: values,
    evidence,
  }
  const { links, transitions } = await linksMoved(draft, merged, from)
  await moveOwned(draft, kind, merged, from)
  await moveQuotes(draft, kind, merged, from)
  await applyTransitions(draft, [
    ...transitions,
    ...from.map((node): Transition => ({ subject: 'NODE', before: node, after: null, into: into.id })),
    { subject: 'NODE', before: into, after: merged },
  ])
  return { fields, links, evidence: evidence.length, version: merged.version }
}

/** The nodes, the one that stays first. */
async function participants(draft: Draft, request: MergeRequest): Promise<NodeState[]> {
  const { into, from, expectedVersions } = request
  if (from.length === 0 || from.length > MAX_MERGED)
    throw badInput([{ path: 'from', reason: `must hold from 1 to ${MAX_MERGED} ids` }])
  const problems: FieldProblem[] = from.flatMap((id, index) =>
    id === into || from.indexOf(id) !== index
      ? [
          {
            path: `from.${index}`,
            reason: id === into ? 'is the node that all are merged into' : 'stands twice',
          },
        ]
      : [],
  )
  if (problems.length > 0) throw badInput(problems)
  const states = await nodeStates(draft.transaction, draft.model, [into, ...from])
  const nodes: NodeState[] = []
  for (const [index, id] of [into, ...from].entries()) {
    const path = index === 0 ? 'into' : `from.${index - 1}`
    const state = states.get(id)
    if (state === undefined) throw notFound('node', id, path, await whereTo(draft.transaction, id))
    const expected = expectedVersions.get(id)
    if (expected !== undefined && expected !== state.version) throw conflict(state, expected)
    nodes.push(state)
  }
  const kind = nodes[0]?.kind
  for (const [index, node] of nodes.entries())
    if (node.kind !== kind)
      throw badInput([
        {
          path: `from.${index - 1}`,
          reason: `is a ${node.kind}, and only a ${String(kind)} can be merged here`,
        },
      ])
  return nodes
}

/** Each field's value: the chosen one, else that of the first node that has one. */
function chosenFields(kind: Kind, nodes: readonly NodeState[], choose: ReadonlyMap<string, string>) {
  const fields: MergedField[] = []
  const problems: FieldProblem[] = []
  const paths = new Set<string>()
  const pick = (path: string, of: (node: NodeState) => unknown): unknown => {
    paths.add(path)
    const given = nodes.flatMap((node) => {
      const value = of(node) ?? null
      return value === null ? [] : [{ id: node.id, value }]
    })
    const wanted = choose.get(path)
    const owner = wanted === undefined ? (given[0]?.id ?? nodes[0]?.id) : wanted
    const node = nodes.find(({ id }) => id === owner)
    if (node === undefined) {
      problems.push({ path: `choose.${path}`, reason: `${String(owner)} is none of the merged nodes` })
      return null
    }
    if (given.some(({ value }) => !isDeepStrictEqual(value, given[0]?.value)))
      fields.push({ field: path, values: given, chosen: node.id })
    return of(node) ?? null
  }
  const input: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(kind.fields)) {
    // What follows from a text follows from the one that is chosen.
    if (isDerived(field)) continue
    if (field.type !== 'localized') input[name] = pick(name, (node) => node.fields[name])
    else
      input[name] = Object.fromEntries(
        (['vi', 'en'] as const).map((lang) => [
          lang,
          pick(`${name}.${lang}`, (node) => (node.fields[name] as LocalizedText | null)?.[lang]),
        ]),
      )
  }
  for (const path of choose.keys())
    if (!paths.has(path))
      problems.push({
        path: `choose.${path}`,
        reason: `is no field of ${kind.name}; choose from ${[...paths].join(', ')}`,
      })
  for (const [name, field] of Object.entries(kind.fields))
    if (isDerived(field)) Object.assign(input, derivedFrom(kind, name, nodes, input))
  const checked = checkFields(kind, emptied(kind, input), { path: 'choose' })
  if (problems.length + checked.problems.length > 0) throw badInput([...problems, ...checked.problems])
  return { values: checked.values, fields }
}

/** A field that follows from a text that is not kept here is taken from the node whose text would be. */
function derivedFrom(kind: Kind, name: string, nodes: readonly NodeState[], input: Record<string, unknown>) {
  const field = kind.fields[name]
  const of = field?.type === 'text' ? field.digestOf : field?.type === 'integer' ? field.lengthOf : undefined
  if (of === undefined || typeof input[of] === 'string') return {}
  return { [name]: nodes[0]?.fields[name] }
}

/** A text in two languages of which neither is there is none. */
const emptied = (kind: Kind, input: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      if (kind.fields[name]?.type !== 'localized') return [name, value]
      const { vi, en } = value as LocalizedText
      return [name, vi === null && en === null ? null : value]
    }),
  )

/** Pieces of evidence from several places, those that say the same once. */
function joined(lists: readonly (readonly EvidenceState[])[]): EvidenceState[] {
  const pieces = new Map<string, EvidenceState>()
  for (const item of lists.flat()) if (!pieces.has(key(item))) pieces.set(key(item), item)
  return [...pieces.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}

function refuseCrowd(id: string, evidence: readonly EvidenceState[]): void {
  if (evidence.length > MAX_EVIDENCE)
    throw badInput([
      {
        path: 'from',
        reason: `${id} would rest on ${evidence.length} pieces of evidence, at most ${MAX_EVIDENCE} are kept; take some away first`,
      },
    ])
}

async function linksMoved(draft: Draft, into: NodeState, from: readonly NodeState[]) {
  const { transaction, model } = draft
  const gone = new Set(from.map(({ id }) => id))
  const there = (id: string) => (gone.has(id) ? into.id : id)
  const all = await linksOf(transaction, model, [into.id, ...gone])
  if (all.length > MAX_MERGED_LINKS)
    throw new ClientError(
      'TOO_COMPLEX',
      `These nodes have ${all.length} links, nodes of at most ${MAX_MERGED_LINKS} are merged`,
    )
  const ends = await endsOf(draft, all)
  const kindOf = (id: string) => ends.get(id)?.kind ?? ''
  const endsKey = ({ type, from: one, to: other }: LinkState) => `${type} ${there(one)}|${there(other)}`
  // The one link of its type that may leave a node for a kind.
  const singleKey = (link: LinkState) =>
    model.linkBetween(link.type, kindOf(link.from), kindOf(link.to))?.toOne
      ? `${link.type} ${there(link.from)}>${kindOf(link.to)}`
      : null
  const isOwn = (link: LinkState) => !gone.has(link.from) && !gone.has(link.to)
  const standing = new Map<string, LinkState>()
  const singles = new Set<string>()
  const hold = (link: LinkState) => {
    standing.set(endsKey(link), link)
    const single = singleKey(link)
    if (single !== null) singles.add(single)
  }
  for (const link of all) if (isOwn(link)) hold(link)
  const links: MergedLink[] = []
  const present = new Map(all.map((link) => [link.id, link]))
  const wanted = new Map<string, LinkState | null>()
  for (const link of all) {
    if (isOwn(link)) continue
    const say = (outcome: MergedLink['outcome']) =>
      links.push({ id: link.id, type: link.type, title: linkTitle(ends, link), outcome })
    const twin = standing.get(endsKey(link))
    const single = singleKey(link)
    if (
      there(link.from) === there(link.to) ||
      (twin === undefined && single !== null && singles.has(single))
    ) {
      say('DROPPED')
      wanted.set(link.id, null)
    } else if (twin === undefined) {
      const moved = { ...link, from: there(link.from), to: there(link.to) }
      say('MOVED')
      wanted.set(link.id, moved)
      hold(moved)
    } else {
      say('JOINED')
      wanted.set(link.id, null)
      const both = wanted.get(twin.id) ?? twin
      const evidence = joined([both.evidence, link.evidence])
      refuseCrowd(twin.id, evidence)
      wanted.set(twin.id, {
        ...both,
        note: both.note ?? link.note,
        confidence: both.confidence ?? link.confidence,
        evidence,
      })
    }
  }
  const transitions = [...wanted].flatMap(([id, state]): Transition[] => {
    const before = present.get(id)
    if (before === undefined || isDeepStrictEqual(before, state)) return []
    const after = state && { ...state, version: before.version + 1, updatedAt: draft.at }
    return [{ subject: 'LINK', before, after }]
  })
  return { links, transitions }
}

/** Nodes that belong to one that is merged away belong to the merged one, however many they are. */
async function moveOwned(
  draft: Draft,
  kind: Kind,
  into: NodeState,
  from: readonly NodeState[],
): Promise<void> {
  const { transaction, model } = draft
  for (const owned of model.kinds)
    for (const [name, { to }] of referencesOf(owned)) {
      if (to !== kind.name) continue
      const rows = await transaction.run({
        text:
          `UNWIND $ids AS id MATCH (n:${identifier(kind.name)})<-[:${identifier(referenceType(name))}]-` +
          `(o:${identifier(owned.name)}) WHERE n.id = id RETURN o.id AS id`,
        parameters: { ids: from.map(({ id }) => id) },
      })
      for (const ids of batches(rows.map((row) => String(row['id'])))) {
        const states = await nodeStates(transaction, model, ids)
        await moveBatch(
          draft,
          [...states.values()].map((before) => ({
            subject: 'NODE',
            before,
            after: {
              ...before,
              version: before.version + 1,
              updatedAt: draft.at,
              fields: { ...before.fields, [name]: into.id },
            },
          })),
        )
      }
    }
}

/** What rests on a passage that is merged away rests on the merged one, if that has the very same words. */
async function moveQuotes(
  draft: Draft,
  kind: Kind,
  into: NodeState,
  from: readonly NodeState[],
): Promise<void> {
  if (kind.name !== 'Passage') return
  const gone = new Map(from.map((passage) => [passage.id, passage]))
  const rows = await draft.transaction.run({
    text:
      'UNWIND $ids AS id MATCH (p:Passage)<-[:QUOTES]-(e) WHERE p.id = id ' +
      'RETURN DISTINCT e.targetId AS id, p.id AS passage',
    parameters: { ids: [...gone.keys()] },
  })
  const different = rows.find(
    (row) => gone.get(String(row['passage']))?.fields['sha256'] !== into.fields['sha256'],
  )
  if (different !== undefined)
    throw badInput([
      {
        path: 'from',
        reason: `evidence rests on ${String(different['passage'])}, whose words are not those of ${into.id}`,
      },
    ])
  for (const ids of batches([...new Set(rows.map((row) => String(row['id'])))])) {
    const states = await presentStates(draft.transaction, draft.model, [
      ...ids.map((id) => ({ subject: 'NODE' as const, id, kind: '' })),
      ...draft.model.linkTypes.flatMap((type) =>
        ids.map((id) => ({ subject: 'LINK' as const, id, kind: type })),
      ),
    ])
    await moveBatch(
      draft,
      [...states.values()].map((before): Transition => {
        const evidence = joined([
          before.evidence.map((item) => (gone.has(item.passageId) ? { ...item, passageId: into.id } : item)),
        ])
        const after = { ...before, version: before.version + 1, updatedAt: draft.at, evidence }
        return { subject: 'fields' in before ? 'NODE' : 'LINK', before, after } as Transition
      }),
    )
  }
}

/** Writes and records some of what a merge moves, so that little of it is held at a time. */
async function moveBatch(draft: Draft, transitions: readonly Transition[]): Promise<void> {
  await applyTransitions(draft, transitions)
  await record(draft)
}
