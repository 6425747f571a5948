import { uuidv7 } from 'uuidv7'
import { badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import { foldedTwins } from '../store/properties.ts'
import type { Transaction } from '../store/store.ts'
import type { Writing } from './change-set.ts'
import { key } from './evidence.ts'
import type { EvidenceInput } from './facts.ts'
import type { EvidenceState, NodeState } from './state.ts'
import type { Values } from './validate.ts'

/** Evidence to be written, where it stands in the request, and what it supports. */
export interface Grounding {
  readonly targetId: string
  readonly path: string
  readonly evidence: readonly EvidenceInput[]
}

/** What evidence is held against. */
export interface PassageRow {
  readonly id: string
  /** In UTF-16 code units. */
  readonly length: number
  /** Null where the text is not kept. */
  readonly text: string | null
}

/** Passages by their ids. */
export async function passagesOf(
  transaction: Transaction,
  ids: readonly string[],
): Promise<Map<string, PassageRow>> {
  if (ids.length === 0) return new Map()
  const rows = await transaction.run({
    text: 'UNWIND $ids AS id MATCH (p:Passage) WHERE p.id = id RETURN p.id AS id, p.length AS length, p.text AS text',
    parameters: { ids },
  })
  return new Map((rows as unknown as readonly PassageRow[]).map((row) => [row.id, row]))
}

/**
 * Holds evidence against its passages in the graph: they exist, and the mention stands where it is said to stand.
 * @throws ClientError BAD_USER_INPUT naming each piece that does not hold.
 */
export async function placeEvidence(
  { transaction }: Writing,
  groundings: readonly Grounding[],
): Promise<Map<string, EvidenceState[]>> {
  const ids = new Set(groundings.flatMap(({ evidence }) => evidence.map((item) => item.passageId)))
  const passages = await passagesOf(transaction, [...ids])
  const problems: FieldProblem[] = []
  const placed = new Map<string, EvidenceState[]>()
  for (const grounding of groundings) {
    const found = placedIn(passages, grounding)
    placed.set(grounding.targetId, found.pieces)
    problems.push(...found.problems)
  }
  if (problems.length > 0) throw badInput(problems)
  return placed
}

/** Where the pieces of evidence of one node or link stand in their passages, and what does not hold. */
export function placedIn(
  passages: ReadonlyMap<string, PassageRow>,
  { path, evidence }: Pick<Grounding, 'path' | 'evidence'>,
): { pieces: EvidenceState[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const seen = new Set<string>()
  const pieces = evidence.map((item, index): EvidenceState => {
    const { passageId, mention, note } = item
    const at = `${path}.${index}`
    const start = placeOf(item, passages.get(passageId), (name, reason) =>
      problems.push({ path: `${at}.${name}`, reason }),
    )
    // Compared where they were found to stand: one piece may say its place and the other leave it out.
    const said = key({ passageId, mention, start })
    if (seen.has(said)) problems.push({ path: at, reason: 'says the same as an earlier piece' })
    seen.add(said)
    const end = start === null ? null : start + mention.length
    return { id: uuidv7(), passageId, mention, start, end, note }
  })
  return { pieces, problems }
}

function placeOf(
  { passageId, mention, start }: EvidenceInput,
  passage: PassageRow | undefined,
  report: (name: string, reason: string) => void,
): number | null {
  if (passage === undefined) {
    report('passageId', `no Passage has the id ${passageId}`)
    return null
  }
  if (mention.length > passage.length || (start !== null && start + mention.length > passage.length)) {
    report(
      start === null ? 'mention' : 'start',
      `goes beyond the passage, which has ${passage.length} characters`,
    )
    return start
  }
  if (passage.text === null) return start
  const found = start ?? passage.text.indexOf(mention)
  if (found === -1 || !passage.text.startsWith(mention, found))
    report(
      'mention',
      start === null ? 'does not stand in the passage' : `does not stand at ${start} in the passage`,
    )
  return found
}

/**
 * A passage whose text changes must still hold what is quoted from it, where it is quoted from.
 * @throws ClientError BAD_USER_INPUT with the count of the pieces that would stand no longer.
 */
export async function refuseMoved(
  writing: Writing,
  before: NodeState,
  fields: Values,
  path: string,
): Promise<void> {
  const problem = await movedProblem(writing, before, fields)
  if (problem !== null) throw badInput([{ ...problem, path: `${path}.${problem.path}` }])
}

/** The words of a piece of evidence; `start` counts UTF-16 code units of the passage's text. */
export type Quote = Pick<EvidenceState, 'mention' | 'start'>

/** Whether a passage of these fields holds what is quoted from it; of a text that is not kept only the length is known. */
export const holds = ({ text, length }: Values, { mention, start }: Quote): boolean =>
  typeof text === 'string'
    ? start === null
      ? text.includes(mention)
      : text.startsWith(mention, start)
    : (start ?? 0) + mention.length <= Number(length)

/** What a change to a passage would take from under what is quoted from it; null for nothing. */
export async function movedProblem(
  { transaction }: Writing,
  before: NodeState,
  fields: Values,
): Promise<FieldProblem | null> {
  if (before.kind !== 'Passage') return null
  const { text, length } = fields
  if (text === before.fields['text'] && length === before.fields['length']) return null
  const quoted = await transaction.run({
    text:
      'MATCH (e:Evidence)-[:QUOTES]->(p:Passage) WHERE p.id = $id ' +
      'RETURN e.mention AS mention, e.start AS start',
    parameters: { id: before.id },
  })
  const lost = quoted.filter((row) => !holds(fields, row as unknown as Quote)).length
  if (lost === 0) return null
  return {
    path: 'text',
    reason: `no longer holds the words of ${lost} pieces of evidence; change those first`,
  }
}

/** Keeps the identity of pieces that say the same as before, so that replacing a list changes only what differs. */
export function keepIdentity(
  before: readonly EvidenceState[],
  after: readonly EvidenceState[],
): EvidenceState[] {
  const known = new Map(before.map((item) => [key(item), item]))
  return after
    .map((item) => {
      const same = known.get(key(item))
      return same === undefined ? item : { ...item, id: same.id }
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Writes evidence that was placed. */
export async function writeEvidence(
  { transaction }: Writing,
  placed: ReadonlyMap<string, readonly EvidenceState[]>,
): Promise<void> {
  const rows = [...placed].flatMap(([targetId, evidence]) =>
    evidence.map(({ id, passageId, mention, start, end, note }) => ({
      passageId,
      properties: {
        id,
        targetId,
        mention,
        start: whole(start),
        end: whole(end),
        note,
        ...foldedTwins({ mention, note }),
      },
    })),
  )
  if (rows.length === 0) return
  await transaction.run({
    text:
      'UNWIND $rows AS row MATCH (p:Passage) WHERE p.id = row.passageId ' +
      'CREATE (e:Evidence)-[:QUOTES]->(p) SET e = row.properties',
    parameters: { rows },
  })
}

/** Takes away all evidence of these nodes and links. */
export async function removeEvidence({ transaction }: Writing, targetIds: readonly string[]): Promise<void> {
  await transaction.run({
    text: 'UNWIND $targetIds AS id MATCH (e:Evidence) WHERE e.targetId = id DETACH DELETE e',
    parameters: { targetIds },
  })
}

const whole = (value: number | null): bigint | null => (value === null ? null : BigInt(value))
