import { checkEvidence, key } from '../curate/evidence.ts'
import type { EvidenceInput } from '../curate/facts.ts'
import type { EvidenceState } from '../curate/state.ts'
import { placedIn } from '../curate/write-evidence.ts'
import type { PassageRow } from '../curate/write-evidence.ts'
import type { Where } from './items.ts'
import type { Job } from './job.ts'
import { leadOn } from './merged.ts'

/** The evidence that an item states, checked as far as it can be by itself; undefined where it states none. */
export function statedEvidence(
  job: Job,
  { where, evidence: given }: { readonly where: Where; readonly evidence?: unknown },
): { readonly evidence: readonly EvidenceInput[] | undefined; readonly isSound: boolean } {
  if (given === undefined) return { evidence: undefined, isSound: true }
  const { evidence, problems } = checkEvidence(given, 'evidence')
  for (const { path, reason } of problems) job.reading.report(where, named(path), reason, 'EVIDENCE')
  return {
    // What a file calls a passage can be called otherwise in the graph; where a merge has made it so, two may be one.
    evidence: evidence.map((piece) => {
      const { passageId: id } = piece
      return { ...piece, passageId: job.known.isLedOn(id) ? id : (job.known.get(id)?.id ?? id) }
    }),
    isSound: problems.length === 0,
  }
}

/** The passages that evidence names, by the ids that it names and by their own: those of merged ones lead to what they are. */
export async function passagesFor(
  job: Job,
  grounded: readonly { readonly where: Where; readonly evidence: readonly EvidenceInput[] | undefined }[],
): Promise<Map<string, PassageRow>> {
  const named = grounded.flatMap(({ where, evidence }) =>
    (evidence ?? []).map(({ passageId: id }) => ({ id, where })),
  )
  const found = await job.shelf.take(named.map(({ id }) => id))
  const missing = named.filter(({ id }) => !found.has(id))
  if (missing.length === 0) return found
  await leadOn(job, missing)
  const led = missing.flatMap(({ id }) => {
    const into = job.known.isLedOn(id) ? job.known.get(id) : undefined
    return into === undefined ? [] : [{ id, into: into.id }]
  })
  const rows = await job.shelf.take(led.map(({ into }) => into))
  for (const { id, into } of led) {
    const row = rows.get(into)
    if (row !== undefined) found.set(id, row).set(into, row)
  }
  return found
}

/** Evidence as it stands in its passages; null when something does not hold, which is reported. */
export function placedEvidence(
  job: Job,
  where: Where,
  evidence: readonly EvidenceInput[],
  passages: ReadonlyMap<string, PassageRow>,
): EvidenceState[] | null {
  const led = ledOn(evidence, passages)
  const { pieces, problems } = placedIn(passages, { path: 'evidence', evidence: led })
  // Of a passage that cannot be itself, enough was said.
  const own = problems.filter(({ path }) => {
    const [, index] = path.split('.')
    const id = led[Number(index)]?.passageId
    return id === undefined || passages.has(id) || !isLeftOut(job, id)
  })
  for (const { path, reason } of own) job.reading.report(where, named(path), reason, 'EVIDENCE')
  return problems.length === 0 ? pieces : null
}

/** Evidence by the ids that its passages have now; what says the same then as another piece is that one. */
function ledOn(
  evidence: readonly EvidenceInput[],
  passages: ReadonlyMap<string, PassageRow>,
): readonly EvidenceInput[] {
  if (evidence.every(({ passageId: id }) => (passages.get(id)?.id ?? id) === id)) return evidence
  const said = new Set(evidence.map(key))
  return evidence.flatMap((piece) => {
    const passageId = passages.get(piece.passageId)?.id ?? piece.passageId
    if (passageId === piece.passageId) return [piece]
    const led = { ...piece, passageId }
    if (said.has(key(led))) return []
    said.add(key(led))
    return [led]
  })
}

export const isLeftOut = ({ known }: Job, id: string): boolean => {
  const standing = known.get(id)?.standing
  return standing === 'FAULTY' || standing === 'DOUBTFUL'
}

/** Files name the passage where the graph has its id. */
const named = (path: string): string => path.replace(/\.passageId$/, '.passage')
