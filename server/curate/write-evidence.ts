import { uuidv7 } from 'uuidv7'
import { badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Draft } from './change-set.ts'
import { key } from './evidence.ts'
import type { EvidenceInput } from './facts.ts'
import type { EvidenceState } from './state.ts'

/** Evidence to be written, where it stands in the request, and what it supports. */
export interface Grounding {
  readonly targetId: string
  readonly path: string
  readonly evidence: readonly EvidenceInput[]
}

interface PassageRow {
  readonly id: string
  readonly length: number
  readonly text: string | null
}

/**
 * Holds evidence against its passages: they exist, and the mention stands where it is said to stand.
 * @throws ClientError BAD_USER_INPUT naming each piece that does not hold.
 */
export async function placeEvidence(
  { transaction }: Draft,
  groundings: readonly Grounding[],
): Promise<Map<string, EvidenceState[]>> {
  const ids = new Set(groundings.flatMap(({ evidence }) => evidence.map((item) => item.passageId)))
  const rows =
    ids.size === 0
      ? []
      : await transaction.run({
          text: 'UNWIND $ids AS id MATCH (p:Passage) WHERE p.id = id RETURN p.id AS id, p.length AS length, p.text AS text',
          parameters: { ids: [...ids] },
        })
  const passages = new Map((rows as unknown as readonly PassageRow[]).map((row) => [row.id, row]))
  const problems: FieldProblem[] = []
  const placed = new Map<string, EvidenceState[]>()
  for (const { targetId, path, evidence } of groundings)
    placed.set(
      targetId,
      evidence.map((item, index) => {
        const start = placeOf(item, passages.get(item.passageId), (name, reason) =>
          problems.push({ path: `${path}.${index}.${name}`, reason }),
        )
        const { passageId, mention, note } = item
        const end = start === null ? null : start + mention.length
        return { id: uuidv7(), passageId, mention, start, end, note }
      }),
    )
  if (problems.length > 0) throw badInput(problems)
  return placed
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
  { transaction }: Draft,
  placed: ReadonlyMap<string, readonly EvidenceState[]>,
): Promise<void> {
  const rows = [...placed].flatMap(([targetId, evidence]) =>
    evidence.map(({ passageId, start, end, ...item }) => ({
      passageId,
      properties: { ...item, targetId, start: whole(start), end: whole(end) },
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
export async function removeEvidence({ transaction }: Draft, targetIds: readonly string[]): Promise<void> {
  await transaction.run({
    text: 'UNWIND $targetIds AS id MATCH (e:Evidence) WHERE e.targetId = id DETACH DELETE e',
    parameters: { targetIds },
  })
}

const whole = (value: number | null): bigint | null => (value === null ? null : BigInt(value))
