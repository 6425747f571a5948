import { ClientError, badInput, shortened } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import { identifier, referenceType, referencesOf, uniqueFieldsOf } from '../model/index.ts'
import type { Kind } from '../model/index.ts'
import { ConstraintViolation } from '../store/driver-errors.ts'
import { instant, toProperties } from '../store/properties.ts'
import { nodeSearchTexts } from '../store/search-text.ts'
import type { Statement } from '../store/store.ts'
import type { Draft, Writing } from './change-set.ts'
import { endsOf, linkTitle } from './ends.ts'
import { checkEvidence } from './evidence.ts'
import type { EvidenceInput } from './facts.ts'
import { linksOf, nodeStates, titleOf } from './state.ts'
import { whereTo } from './merged.ts'
import type { NodeState } from './state.ts'
import { checkFields } from './validate.ts'
import type { Values } from './validate.ts'
import { keepIdentity, placeEvidence, refuseMoved, removeEvidence, writeEvidence } from './write-evidence.ts'

/** A node that was checked against its kind and is yet to be written. */
export interface NewNode {
  readonly kind: Kind
  readonly id: string
  readonly values: Values
  readonly evidence: readonly EvidenceInput[]
  /** Where it stands in the request, for the paths of problems. */
  readonly path: string
}

/**
 * Writes new nodes of any kinds, their references and their evidence.
 * @throws ClientError BAD_USER_INPUT when a reference or a passage does not exist.
 */
export async function createNodes(draft: Draft, nodes: readonly NewNode[]): Promise<void> {
  const { at, changes } = draft
  await writeUnique(draft, nodes, {
    text: CREATE_NODES,
    parameters: {
      rows: nodes.map(({ kind, id, values, evidence }) => ({
        kind: kind.name,
        properties: {
          ...toProperties(kind, values),
          ...nodeSearchTexts(kind, values, evidence),
          ...stamps(id, at),
        },
      })),
    },
  })
  for (const kind of new Set(nodes.map((node) => node.kind)))
    await writeReferences(
      draft,
      kind,
      nodes.filter((node) => node.kind === kind),
    )
  const placed = await placeEvidence(
    draft,
    nodes.map(({ id, path, evidence }) => ({ targetId: id, path: `${path}.evidence`, evidence })),
  )
  await writeEvidence(draft, placed)
  for (const { kind, id, values } of nodes)
    changes.push({
      subject: 'NODE',
      title: titleOf(kind, values),
      before: null,
      after: {
        kind: kind.name,
        id,
        version: 1,
        createdAt: at,
        updatedAt: at,
        fields: values,
        evidence: placed.get(id) ?? [],
      },
    })
}

export const CREATE_NODES = 'UNWIND $rows AS row CREATE (n:Entity:$(row.kind)) SET n = row.properties'

/**
 * Writes nodes by a statement.
 * @throws ClientError BAD_USER_INPUT when one is given a value that stands for another node already.
 */
export async function writeUnique(
  { transaction }: Writing,
  nodes: readonly Pick<NewNode, 'kind' | 'id' | 'values' | 'path'>[],
  statement: Statement,
): Promise<void> {
  try {
    await transaction.run(statement)
  } catch (error) {
    throw error instanceof ConstraintViolation ? taken(error, nodes) : error
  }
}

function taken(
  error: ConstraintViolation,
  nodes: readonly Pick<NewNode, 'kind' | 'id' | 'values' | 'path'>[],
): Error {
  const problems = nodes.flatMap(({ kind, values, path }): FieldProblem[] =>
    uniqueFieldsOf(kind).flatMap((name) => {
      const value = values[name]
      const isNamed =
        typeof value === 'string' &&
        ['`' + kind.name + '`', '`' + name + '`', `'${value}'`].every((part) => error.message.includes(part))
      return isNamed
        ? [{ path: `${path}.${name}`, reason: `another ${kind.name} has the ${name} ${value} already` }]
        : []
    }),
  )
  return problems.length > 0 ? badInput(problems) : error
}

export const stamps = (id: string, at: string) => ({
  id,
  version: 1n,
  createdAt: instant(at),
  updatedAt: instant(at),
})

export async function writeReferences(
  { transaction }: Writing,
  kind: Kind,
  nodes: readonly Pick<NewNode, 'id' | 'values' | 'path'>[],
): Promise<void> {
  for (const [name, field] of referencesOf(kind)) {
    const given = nodes.filter(({ values }) => name in values)
    if (given.length === 0) continue
    const type = identifier(referenceType(name))
    const rows = await transaction.run({
      text:
        `UNWIND $rows AS row MATCH (n:${identifier(kind.name)}) WHERE n.id = row.id ` +
        `MATCH (o:${identifier(field.to)}) WHERE o.id = row.to ` +
        `OPTIONAL MATCH (n)-[old:${type}]->() DELETE old CREATE (n)-[:${type}]->(o) RETURN row.id AS id`,
      parameters: { rows: given.map(({ id, values }) => ({ id, to: values[name] })) },
    })
    const written = new Set(rows.map((row) => row['id']))
    const problems = given
      .filter(({ id }) => !written.has(id))
      .map(({ path, values }): FieldProblem => ({
        path: `${path}.${name}`,
        reason: `no ${field.to} has the id ${String(values[name])}`,
      }))
    if (problems.length > 0) throw badInput(problems)
  }
}

/** A change to one node; fields and evidence that it does not name stay as they are. */
export interface NodePatch {
  readonly kind: Kind
  readonly id: string
  readonly expectedVersion: number
  readonly input: Values
  /** As the request gives it; undefined leaves the evidence alone, a list replaces it. */
  readonly evidence: unknown
  readonly path: string
}

/**
 * Changes a node, unless nothing would differ.
 * @throws ClientError NOT_FOUND, CONFLICT with the node as it is now, or BAD_USER_INPUT.
 */
export async function updateNode(draft: Draft, patch: NodePatch): Promise<void> {
  const { kind, id, path } = patch
  const before = await expected(draft, kind, id, patch.expectedVersion)
  const { values, problems } = checkFields(kind, patch.input, { path, current: before.fields })
  const checked = checkEvidence(patch.evidence, `${path}.evidence`)
  if (problems.length + checked.problems.length > 0) throw badInput([...problems, ...checked.problems])
  const evidence =
    patch.evidence === undefined
      ? before.evidence
      : await replaced(draft, before, checked.evidence, `${path}.evidence`)
  const fields = { ...before.fields, ...values }
  if (same(fields, before.fields) && same(evidence, before.evidence)) return
  const after: NodeState = { ...before, version: before.version + 1, updatedAt: draft.at, fields, evidence }
  await refuseMoved(draft, before, fields, path)
  await writeUnique(draft, [{ kind, id, values, path }], {
    text: `MATCH (n:${identifier(kind.name)}) WHERE n.id = $id SET n += $properties`,
    parameters: {
      id,
      properties: {
        ...toProperties(kind, values),
        ...nodeSearchTexts(kind, fields, evidence),
        version: BigInt(after.version),
        updatedAt: instant(draft.at),
      },
    },
  })
  await writeReferences(draft, kind, [{ id, values, path }])
  if (evidence !== before.evidence) {
    await removeEvidence(draft, [id])
    await writeEvidence(draft, new Map([[id, evidence]]))
  }
  draft.changes.push({ subject: 'NODE', title: titleOf(kind, fields), before, after })
}

async function replaced(draft: Draft, before: NodeState, evidence: readonly EvidenceInput[], path: string) {
  const placed = await placeEvidence(draft, [{ targetId: before.id, path, evidence }])
  return keepIdentity(before.evidence, placed.get(before.id) ?? [])
}

export const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * Deletes a node with its links and all their evidence.
 * @throws ClientError NOT_FOUND, CONFLICT, or BAD_USER_INPUT when others cannot be without it.
 */
export async function deleteNode(
  draft: Draft,
  kind: Kind,
  id: string,
  expectedVersion: number,
): Promise<{ links: number }> {
  const { transaction, model, changes } = draft
  const before = await expected(draft, kind, id, expectedVersion)
  await refuseIfNeeded(draft, kind, id)
  const links = await linksOf(transaction, model, [id])
  const ends = await endsOf(draft, links)
  await removeEvidence(draft, [id, ...links.map((link) => link.id)])
  await transaction.run({
    text: `MATCH (n:${identifier(kind.name)}) WHERE n.id = $id DETACH DELETE n`,
    parameters: { id },
  })
  for (const link of links)
    changes.push({ subject: 'LINK', title: linkTitle(ends, link), before: link, after: null })
  changes.push({ subject: 'NODE', title: titleOf(kind, before.fields), before, after: null })
  return { links: links.length }
}

/** A node that others belong to, or that evidence rests on, is not taken from under them. */
async function refuseIfNeeded({ transaction, model }: Draft, kind: Kind, id: string): Promise<void> {
  const owning = model
    .relations(kind.name)
    .filter((relation) => relation.direction === 'in' && !relation.link)
  const counts = [
    ...owning.map((relation) => ({
      what: `${model.kind(relation.to).pluralWords.en.toLowerCase()} belong to it`,
      count: `COUNT { (n)<-[:${identifier(relation.type)}]-(:${identifier(relation.to)}) }`,
    })),
    { what: 'pieces of evidence rest on it', count: 'COUNT { (n)<-[:QUOTES]-() }' },
  ]
  const [row] = await transaction.run({
    text: `MATCH (n:${identifier(kind.name)}) WHERE n.id = $id RETURN [${counts.map(({ count }) => count).join(', ')}] AS counts`,
    parameters: { id },
  })
  const found = (row?.['counts'] ?? []) as readonly number[]
  const problems = counts.flatMap(({ what }, index): FieldProblem[] => {
    const count = found[index] ?? 0
    return count === 0 ? [] : [{ path: 'id', reason: `${count} ${what}; remove them first` }]
  })
  if (problems.length > 0) throw badInput(problems)
}

/** The node as it is, if it is what the caller last saw. */
async function expected(
  { transaction, model }: Draft,
  kind: Kind,
  id: string,
  version: number,
): Promise<NodeState> {
  const state = (await nodeStates(transaction, model, [id])).get(id)
  if (state === undefined || state.kind !== kind.name)
    throw notFound(kind.name, id, 'id', await whereTo(transaction, id))
  if (state.version !== version) throw conflict(state, version)
  return state
}

/** @param more what is known of the id beside that. */
export const notFound = (what: string, id: string, path = 'id', more = ''): ClientError => {
  const reason = `no ${what} has the id ${shortened(id)}${more}`
  return new ClientError('NOT_FOUND', reason, { fields: [{ path, reason }] })
}

export const conflict = (current: { readonly version: number }, expectedVersion: number): ClientError =>
  new ClientError(
    'CONFLICT',
    `It was changed in the meantime: version ${expectedVersion} was expected, it is at ${current.version}`,
    {
      fields: [
        { path: 'expectedVersion', reason: `is ${expectedVersion}, the version now is ${current.version}` },
      ],
      current,
    },
  )
