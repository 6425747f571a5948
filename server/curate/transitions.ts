import { badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import { identifier, linkKeys, referenceType, referencesOf, uniqueFieldsOf } from '../model/index.ts'
import type { Model } from '../model/index.ts'
import { instant, toProperties } from '../store/properties.ts'
import { linkSearchTexts, nodeSearchTexts } from '../store/search-text.ts'
import type { Transaction } from '../store/store.ts'
import { record } from './change-set.ts'
import type { Change, Draft, Writing } from './change-set.ts'
import { linkTitle, titled } from './ends.ts'
import type { End } from './ends.ts'
import { declarations, explained, refuseCircles, stored } from './links.ts'
import { CREATE_NODES, same, writeReferences, writeUnique } from './nodes.ts'
import { titleOf } from './state.ts'
import type { LinkState, NodeState } from './state.ts'
import { placeEvidence, removeEvidence, writeEvidence } from './write-evidence.ts'

/** One node or link on its way from one state to another; null is not being there. */
export type Transition =
  | {
      readonly subject: 'NODE'
      readonly before: NodeState | null
      readonly after: NodeState | null
      /** The node that this one is merged into. */
      readonly into?: string
    }
  | { readonly subject: 'LINK'; readonly before: LinkState | null; readonly after: LinkState | null }

/** Nodes or links that travel in one statement. */
const TOGETHER = 1_000

/**
 * Brings nodes and links from the states that they are in to others, as one part of a change set: with their references,
 * their evidence and the words that the search finds them by. States are written as they are given, versions and times
 * with them.
 * @throws ClientError BAD_USER_INPUT when the graph cannot hold what would come of it; each path is the id at fault.
 */
export async function applyTransitions(draft: Draft, transitions: readonly Transition[]): Promise<void> {
  const ends = await endsAround(draft, transitions)
  await writeStates(draft, transitions, ends)
  await placeEvidence(draft, transitions.flatMap(grounding))
  for (const batch of batches(transitions)) {
    for (const transition of batch) draft.changes.push(changeOf(draft.model, transition, ends))
    await record(draft)
  }
}

/**
 * The same for transitions of which everything was checked that the database does not hold by itself: that evidence
 * stands in its passages, and that no circle closes. They are recorded at once, so that several calls can be under way.
 * @param ends the nodes at the ends of links.
 */
export async function applyChecked(
  draft: Draft,
  transitions: readonly Transition[],
  ends: ReadonlyMap<string, End>,
): Promise<void> {
  for (const transition of transitions) draft.changes.push(changeOf(draft.model, transition, ends))
  await Promise.all([record(draft), writeStates(draft, transitions, ends, true)])
}

/** Evidence that is new is held against its passages as they are in the end. */
function grounding({ before, after }: Transition) {
  if (after === null) return []
  const known = new Set(before?.evidence.map(({ id }) => id))
  const fresh = after.evidence.filter(({ id }) => !known.has(id))
  return fresh.length === 0
    ? []
    : [{ targetId: after.id, path: `${after.id}.evidence`, evidence: after.evidence }]
}

/** What the ends of links are and are called, also of those that come or go. */
async function endsAround(
  draft: Writing,
  transitions: readonly Transition[],
): Promise<ReadonlyMap<string, End>> {
  const own = new Map<string, End>()
  for (const transition of transitions) {
    if (transition.subject === 'LINK') continue
    const state = transition.after ?? transition.before
    if (state === null) continue
    const kind = draft.model.kind(state.kind)
    own.set(state.id, { kind: kind.name, title: titleOf(kind, state.fields) })
  }
  const wanted = new Set<string>()
  for (const transition of transitions) {
    if (transition.subject === 'NODE') continue
    for (const state of [transition.before, transition.after])
      for (const id of state === null ? [] : [state.from, state.to]) if (!own.has(id)) wanted.add(id)
  }
  for (const ids of batches([...wanted])) for (const [id, end] of await titled(draft, ids)) own.set(id, end)
  return own
}

function changeOf(model: Model, transition: Transition, ends: ReadonlyMap<string, End>): Change {
  if (transition.subject === 'LINK') {
    const state = transition.after ?? transition.before
    if (state === null) throw new Error('A transition leads from nothing to nothing')
    return { ...transition, title: linkTitle(ends, state) }
  }
  const state = transition.after ?? transition.before
  if (state === null) throw new Error('A transition leads from nothing to nothing')
  return { ...transition, title: titleOf(model.kind(state.kind), state.fields) }
}

/**
 * Writes the states alone, whoever records what was changed.
 * @param areChecked whether circles were looked for already.
 * @throws ClientError BAD_USER_INPUT as applyTransitions does.
 */
export async function writeStates(
  draft: Writing,
  transitions: readonly Transition[],
  known?: ReadonlyMap<string, End>,
  areChecked = false,
): Promise<void> {
  const ends = known ?? (await endsAround(draft, transitions))
  const nodes = transitions.flatMap((one) => (one.subject === 'NODE' ? [one] : []))
  const links = transitions.flatMap((one) => (one.subject === 'LINK' ? [one] : []))
  const regrounded = transitions.filter(({ before, after }) => !same(before?.evidence, after?.evidence))
  for (const some of batches(regrounded.flatMap(({ before }) => (before === null ? [] : [before.id]))))
    await removeEvidence(draft, some)
  const moved = links.filter(({ before, after }) => before !== null && !sameEnds(before, after))
  await deleteLinks(
    draft.transaction,
    moved.flatMap(({ before }) => before ?? []),
  )
  const standing = nodes.flatMap(({ before, after }) => (after === null ? [] : [{ before, after }]))
  await release(draft, standing)
  await deleteNodes(
    draft,
    nodes.flatMap(({ before, after }) => (after === null && before !== null ? [before] : [])),
  )
  await writeNodes(draft, standing)
  await writeOwners(draft, standing)
  await updateLinks(
    draft.transaction,
    links.flatMap(({ before, after }) => (after !== null && sameEnds(before, after) ? [after] : [])),
  )
  await createLinks(
    draft,
    links.flatMap(({ before, after }) => (after !== null && !sameEnds(before, after) ? [after] : [])),
    ends,
    areChecked,
  )
  for (const some of batches(regrounded.flatMap(({ after }) => after ?? [])))
    await writeEvidence(draft, new Map(some.map(({ id, evidence }) => [id, evidence])))
}

const sameEnds = (before: LinkState | null, after: LinkState | null): boolean =>
  before !== null &&
  after !== null &&
  before.type === after.type &&
  before.from === after.from &&
  before.to === after.to

async function deleteLinks(transaction: Transaction, links: readonly LinkState[]): Promise<void> {
  for (const [type, some] of byType(links))
    for (const batch of batches(some))
      await transaction.run({
        text: `UNWIND $ids AS id MATCH ()-[r:${identifier(type)}]->() WHERE r.id = id DELETE r`,
        parameters: { ids: batch.map(({ id }) => id) },
      })
}

/**
 * Takes from nodes what they are to give to others or to lose: values that no two nodes may have, which Neo4j checks at
 * each write, and owners that may be about to go.
 */
async function release(
  { transaction, model }: Writing,
  nodes: readonly Standing<NodeState>[],
): Promise<void> {
  const differs = ({ before, after }: Standing<NodeState>, name: string): boolean =>
    (before?.fields[name] ?? null) !== null && before?.fields[name] !== after.fields[name]
  for (const kind of model.kinds) {
    const own = nodes.filter(({ after }) => after.kind === kind.name)
    const clauses = [
      ...uniqueFieldsOf(kind).map((name) => ({ name, clause: `REMOVE n.${identifier(name)}` })),
      ...referencesOf(kind).map(([name]) => ({
        name,
        clause: `WITH n MATCH (n)-[r:${identifier(referenceType(name))}]->() DELETE r`,
      })),
    ]
    for (const { name, clause } of own.length === 0 ? [] : clauses)
      for (const batch of batches(own.filter((one) => differs(one, name))))
        await transaction.run({
          text: `UNWIND $ids AS id MATCH (n:${identifier(kind.name)}) WHERE n.id = id ${clause}`,
          parameters: { ids: batch.map(({ after }) => after.id) },
        })
  }
}

/** Deletes nodes that nothing hangs on any more. @throws ClientError BAD_USER_INPUT naming those that are needed. */
async function deleteNodes({ transaction, model }: Writing, nodes: readonly NodeState[]): Promise<void> {
  const references = model.kinds.flatMap((kind) =>
    referencesOf(kind).map(([name]) => identifier(referenceType(name))),
  )
  const all = batches(nodes.map(({ id }) => id))
  // All of them first: a node and those that belong to it may go together.
  if (references.length > 0)
    for (const ids of all)
      await transaction.run({
        text:
          `UNWIND $ids AS id MATCH (n:Entity)-[r:${[...new Set(references)].join('|')}]->() ` +
          'WHERE n.id = id DELETE r',
        parameters: { ids },
      })
  for (const ids of all) {
    const needed = await transaction.run({
      text: 'UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id AND EXISTS { (n)--() } RETURN id',
      parameters: { ids },
    })
    if (needed.length > 0)
      throw badInput(
        needed.map((row): FieldProblem => ({
          path: String(row['id']),
          reason: 'links, nodes that belong to it or evidence still hang on it; remove them first',
        })),
      )
    await transaction.run({
      text: 'UNWIND $ids AS id MATCH (n:Entity) WHERE n.id = id DELETE n',
      parameters: { ids },
    })
  }
}

interface Standing<State> {
  readonly before: State | null
  readonly after: State
}

/**
 * Makes nodes that are not there as their states say, versions and times with them, and all but their evidence: the passages
 * that it quotes may still be to come.
 */
export async function makeNodes(writing: Writing, states: readonly NodeState[]): Promise<void> {
  const nodes = states.map((after) => ({ before: null, after }))
  await writeNodes(writing, nodes)
  await writeOwners(writing, nodes)
}

/** Makes links that are not there as their states say, which were checked when they were made first. */
export async function makeLinks(writing: Writing, states: readonly LinkState[]): Promise<void> {
  const links = states.map((after) => ({ subject: 'LINK', before: null, after }) as const)
  await createLinks(writing, states, await endsAround(writing, links), true)
}

async function writeNodes(draft: Writing, nodes: readonly Standing<NodeState>[]): Promise<void> {
  const { model } = draft
  const row = ({ after }: Standing<NodeState>) => {
    const kind = model.kind(after.kind)
    return {
      id: after.id,
      kind: after.kind,
      properties: {
        ...toProperties(kind, after.fields),
        ...nodeSearchTexts(kind, after.fields, after.evidence),
        ...stampsOf(after),
      },
    }
  }
  const write = (batch: readonly Standing<NodeState>[], text: string) =>
    writeUnique(
      draft,
      batch.map(({ after: { kind, id, fields } }) => ({
        kind: model.kind(kind),
        id,
        values: fields,
        path: id,
      })),
      { text, parameters: { rows: batch.map(row) } },
    )
  for (const batch of batches(nodes.filter(({ before }) => before === null))) await write(batch, CREATE_NODES)
  for (const batch of batches(nodes.filter(({ before }) => before !== null)))
    await write(batch, 'UNWIND $rows AS row MATCH (n:Entity) WHERE n.id = row.id SET n = row.properties')
}

const stampsOf = ({ id, version, createdAt, updatedAt }: NodeState | LinkState) => ({
  id,
  version: BigInt(version),
  createdAt: instant(createdAt),
  updatedAt: instant(updatedAt),
})

async function writeOwners(draft: Writing, nodes: readonly Standing<NodeState>[]): Promise<void> {
  for (const kind of draft.model.kinds) {
    const names = referencesOf(kind).map(([name]) => name)
    if (names.length === 0) continue
    const changed = nodes.flatMap(({ before, after }) => {
      if (after.kind !== kind.name) return []
      const values = Object.fromEntries(
        names.flatMap((name) =>
          before?.fields[name] === after.fields[name] ? [] : [[name, after.fields[name]]],
        ),
      )
      return Object.keys(values).length === 0 ? [] : [{ id: after.id, values, path: after.id }]
    })
    for (const batch of batches(changed)) await writeReferences(draft, kind, batch)
  }
}

async function updateLinks(transaction: Transaction, links: readonly LinkState[]): Promise<void> {
  for (const [type, some] of byType(links))
    for (const batch of batches(some))
      await transaction.run({
        text: `UNWIND $rows AS row MATCH ()-[r:${identifier(type)}]->() WHERE r.id = row.id SET r += row`,
        parameters: { rows: batch.map(linkProperties) },
      })
}

const linkProperties = (link: LinkState) => {
  const { note, confidence, status, evidence } = link
  return {
    ...stored({ note, confidence, status }),
    ...linkSearchTexts(note, evidence),
    ...stampsOf(link),
  }
}

async function createLinks(
  draft: Writing,
  links: readonly LinkState[],
  ends: ReadonlyMap<string, End>,
  areChecked: boolean,
): Promise<void> {
  const { transaction, model } = draft
  const declared = declarations(
    model,
    links.map((link) => ({ ...link, path: link.id })),
    ends,
  )
  for (const batch of batches([...declared]))
    try {
      await transaction.run({
        text:
          'UNWIND $rows AS row MATCH (a:Entity) WHERE a.id = row.from MATCH (b:Entity) WHERE b.id = row.to ' +
          'CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties',
        parameters: {
          rows: batch.map(([link, declaration]) => ({
            from: link.from,
            to: link.to,
            type: link.type,
            properties: { ...linkProperties(link), ...linkKeys(declaration, link.from, link.to) },
          })),
        },
      })
    } catch (error) {
      throw explained(error, new Map(batch))
    }
  if (areChecked) return
  for (const declaration of new Set(declared.values()))
    if (declaration.acyclic)
      for (const batch of batches([...declared].filter(([, one]) => one === declaration)))
        await refuseCircles(
          draft,
          declaration,
          batch.map(([link]) => link),
        )
}

/** Links by their types, each of which has an index of its own. */
export function byType<T extends { readonly type: string }>(links: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const link of links) {
    const group = groups.get(link.type)
    if (group === undefined) groups.set(link.type, [link])
    else group.push(link)
  }
  return groups
}

/** A list in parts that each make one statement. */
export function batches<T>(all: readonly T[], size = TOGETHER): T[][] {
  const parts: T[][] = []
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size))
  return parts
}
