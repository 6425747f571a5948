import { badInput, shortened } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import { END_SEPARATOR, identifier, linkKeys } from '../model/index.ts'
import type { Link, Model } from '../model/index.ts'
import { ConstraintViolation } from '../store/driver-errors.ts'
import { foldedTwins, instant } from '../store/properties.ts'
import { linkSearchTexts } from '../store/search-text.ts'
import type { Draft, Writing } from './change-set.ts'
import { checkEvidence } from './evidence.ts'
import type { EvidenceInput } from './facts.ts'
import { checkLinkProperties } from './link-properties.ts'
import type { LinkProperties } from './link-properties.ts'
import { endsOf, linkTitle } from './ends.ts'
import type { End } from './ends.ts'
import { conflict, notFound, same, stamps } from './nodes.ts'
import { linkState } from './state.ts'
import type { LinkState } from './state.ts'
import type { Values } from './validate.ts'
import { keepIdentity, placeEvidence, removeEvidence, writeEvidence } from './write-evidence.ts'

/** A link that was checked by itself and is yet to be written. */
export interface NewLink {
  readonly id: string
  readonly type: string
  readonly from: string
  readonly to: string
  readonly properties: LinkProperties
  readonly evidence: readonly EvidenceInput[]
  readonly path: string
}

/**
 * Writes new links and their evidence.
 * @throws ClientError BAD_USER_INPUT when an end is missing or does not fit, when the link is there already, or when it
 * would close a circle.
 */
export async function createLinks(draft: Draft, links: readonly NewLink[]): Promise<void> {
  const { transaction, at, changes } = draft
  const ends = await endsOf(draft, links)
  const declared = declarations(draft.model, links, ends)
  try {
    await transaction.run({
      text:
        'UNWIND $rows AS row MATCH (a:Entity) WHERE a.id = row.from MATCH (b:Entity) WHERE b.id = row.to ' +
        'CREATE (a)-[r:$(row.type)]->(b) SET r = row.properties',
      parameters: {
        rows: [...declared].map(([{ id, type, from, to, properties, evidence }, declaration]) => ({
          from,
          to,
          type,
          properties: {
            ...stored(properties),
            ...linkSearchTexts(properties.note, evidence),
            ...stamps(id, at),
            ...linkKeys(declaration, from, to),
          },
        })),
      },
    })
  } catch (error) {
    throw explained(error, declared)
  }
  for (const declaration of new Set(declared.values()))
    if (declaration.acyclic)
      await refuseCircles(
        draft,
        declaration,
        links.filter((link) => declared.get(link) === declaration),
      )
  const placed = await placeEvidence(
    draft,
    links.map(({ id, path, evidence }) => ({ targetId: id, path: `${path}.evidence`, evidence })),
  )
  await writeEvidence(draft, placed)
  for (const { id, type, from, to, properties } of links)
    changes.push({
      subject: 'LINK',
      title: linkTitle(ends, { from, to }),
      before: null,
      after: {
        type,
        id,
        from,
        to,
        version: 1,
        createdAt: at,
        updatedAt: at,
        ...properties,
        evidence: placed.get(id) ?? [],
      },
    })
}

export const stored = (properties: LinkProperties) => ({
  ...properties,
  ...foldedTwins({ note: properties.note }),
})

/** What says where a link leads, and where it stands in the request. */
export type LinkEnds = Pick<NewLink, 'id' | 'type' | 'from' | 'to' | 'path'>

/**
 * The declaration that each link falls under, by the kinds of its ends.
 * @throws ClientError BAD_USER_INPUT when an end is missing or does not fit.
 */
export function declarations<Ends extends LinkEnds>(
  model: Model,
  links: readonly Ends[],
  ends: ReadonlyMap<string, End>,
): Map<Ends, Link> {
  const problems: FieldProblem[] = []
  const found = new Map<Ends, Link>()
  for (const link of links) {
    const missing = (['from', 'to'] as const).filter((end) => !ends.has(link[end]))
    for (const end of missing)
      problems.push({
        path: `${link.path}.${end}`,
        reason: `no node has the id ${shortened(link[end])}`,
        rule: 'MISSING',
      })
    const from = ends.get(link.from)?.kind
    const to = ends.get(link.to)?.kind
    if (from === undefined || to === undefined) continue
    const declaration = model.linkBetween(link.type, from, to)
    if (declaration === undefined)
      problems.push({ path: `${link.path}.type`, reason: misfit(model, link.type, from, to), rule: 'MISFIT' })
    else if (link.from === link.to)
      problems.push({
        path: `${link.path}.to`,
        reason: 'must be another node: nothing is linked to itself',
        rule: 'ITSELF',
      })
    else found.set(link, declaration)
  }
  if (problems.length > 0) throw badInput(problems)
  return found
}

/** Why no link of a type leads between two kinds, and which do. */
export function misfit(model: Model, type: string, from: string, to: string): string {
  const fits = model.links.filter((link) => link.type === type).map((link) => `${link.from} to ${link.to}`)
  const others = model.links.filter((link) => link.from === from && link.to === to).map((link) => link.type)
  const between = others.length > 0 ? others.join(', ') : 'no link'
  return `goes from ${fits.join(' or from ')}, not from ${from} to ${to}; between these the model has ${between}`
}

export function explained(error: unknown, declared: ReadonlyMap<LinkEnds, Link>): unknown {
  if (!(error instanceof ConstraintViolation)) return error
  const { message } = error
  const rule = message.includes('`ends`') ? 'TWICE' : 'AT_MOST_ONE'
  const culprits = [...declared].filter(
    ([{ type, from, to }, { to: kind }]) =>
      message.includes(`\`${type}\``) &&
      message.includes(`'${from}${END_SEPARATOR}${rule === 'TWICE' ? to : kind}'`),
  )
  return badInput(
    (culprits.length > 0 ? culprits : [...declared]).map(([{ path, type, from, to }, { to: kind }]) => ({
      path: `${path}.to`,
      rule,
      reason:
        rule === 'TWICE'
          ? `${from} already has a link ${type} to ${to}; change that one`
          : `${from} already has its one link ${type} to a ${kind}; delete that one first`,
    })),
  )
}

/** @throws ClientError BAD_USER_INPUT naming each link that closes a circle. */
export async function refuseCircles(
  { transaction }: Writing,
  declaration: Link,
  links: readonly LinkEnds[],
): Promise<void> {
  const rows = await transaction.run({
    text:
      `UNWIND $rows AS row MATCH (a:${identifier(declaration.from)}) WHERE a.id = row.from ` +
      `MATCH (b:${identifier(declaration.to)}) WHERE b.id = row.to ` +
      `MATCH SHORTEST 1 (b)-[:${identifier(declaration.type)}]->+(a) RETURN row.id AS id`,
    parameters: { rows: links.map(({ id, from, to }) => ({ id, from, to })) },
  })
  const circular = new Set(rows.map((row) => row['id']))
  const problems = links
    .filter((link) => circular.has(link.id))
    .map((link): FieldProblem => ({
      path: `${link.path}.to`,
      rule: 'CIRCLE',
      reason: `would lead back to ${link.from}: ${declaration.type} never goes in a circle`,
    }))
  if (problems.length > 0) throw badInput(problems)
}

/** A change to one link; its type and its ends stay what they are. */
export interface LinkPatch {
  readonly id: string
  readonly expectedVersion: number
  readonly input: Values
  readonly evidence: unknown
  readonly path: string
}

/** @throws ClientError NOT_FOUND, CONFLICT with the link as it is now, or BAD_USER_INPUT. */
export async function updateLink(draft: Draft, patch: LinkPatch): Promise<void> {
  const before = await expected(draft, patch.id, patch.expectedVersion)
  const { properties, problems } = checkLinkProperties(patch.input, patch.path, before)
  const checked = checkEvidence(patch.evidence, `${patch.path}.evidence`)
  if (problems.length + checked.problems.length > 0) throw badInput([...problems, ...checked.problems])
  const evidence =
    patch.evidence === undefined
      ? before.evidence
      : await replaced(draft, before, checked.evidence, patch.path)
  const after: LinkState = { ...before, ...properties, evidence }
  if (same(after, before)) return
  const stamped: LinkState = { ...after, version: before.version + 1, updatedAt: draft.at }
  await draft.transaction.run({
    text: `MATCH ()-[r:${identifier(before.type)}]->() WHERE r.id = $id SET r += $properties`,
    parameters: {
      id: before.id,
      properties: {
        ...stored(properties),
        ...linkSearchTexts(properties.note, evidence),
        version: BigInt(stamped.version),
        updatedAt: instant(draft.at),
      },
    },
  })
  if (evidence !== before.evidence) {
    await removeEvidence(draft, [before.id])
    await writeEvidence(draft, new Map([[before.id, evidence]]))
  }
  const title = linkTitle(await endsOf(draft, [before]), before)
  draft.changes.push({ subject: 'LINK', title, before, after: stamped })
}

async function replaced(draft: Draft, before: LinkState, evidence: readonly EvidenceInput[], path: string) {
  const placed = await placeEvidence(draft, [{ targetId: before.id, path: `${path}.evidence`, evidence }])
  return keepIdentity(before.evidence, placed.get(before.id) ?? [])
}

/** @throws ClientError NOT_FOUND or CONFLICT. */
export async function deleteLink(draft: Draft, id: string, expectedVersion: number): Promise<void> {
  const before = await expected(draft, id, expectedVersion)
  const title = linkTitle(await endsOf(draft, [before]), before)
  await removeEvidence(draft, [id])
  await draft.transaction.run({
    text: `MATCH ()-[r:${identifier(before.type)}]->() WHERE r.id = $id DELETE r`,
    parameters: { id },
  })
  draft.changes.push({ subject: 'LINK', title, before, after: null })
}

async function expected({ transaction, model }: Draft, id: string, version: number): Promise<LinkState> {
  const state = await linkState(transaction, model, id)
  if (state === undefined) throw notFound('link', id)
  if (state.version !== version) throw conflict(state, version)
  return state
}
