import { checkEvidence } from '../curate/evidence.ts'
import type { EvidenceInput } from '../curate/facts.ts'
import type { EvidenceState } from '../curate/state.ts'
import { placedIn } from '../curate/write-evidence.ts'
import type { PassageRow } from '../curate/write-evidence.ts'
import type { Where } from './items.ts'
import type { Job } from './job.ts'

/** The evidence that an item states, checked as far as it can be by itself; undefined where it states none. */
export function statedEvidence(
  job: Job,
  { where, evidence: given }: { readonly where: Where; readonly evidence?: unknown },
): { readonly evidence: readonly EvidenceInput[] | undefined; readonly isSound: boolean } {
  if (given === undefined) return { evidence: undefined, isSound: true }
  const { evidence, problems } = checkEvidence(given, 'evidence')
  for (const { path, reason } of problems) job.reading.report(where, named(path), reason, 'EVIDENCE')
  return {
    // What a file calls a passage can be called otherwise in the graph.
    evidence: evidence.map((piece) => ({
      ...piece,
      passageId: job.known.get(piece.passageId)?.id ?? piece.passageId,
    })),
    isSound: problems.length === 0,
  }
}

/** Evidence as it stands in its passages; null when something does not hold, which is reported. */
export function placedEvidence(
  job: Job,
  where: Where,
  evidence: readonly EvidenceInput[],
  passages: ReadonlyMap<string, PassageRow>,
): EvidenceState[] | null {
  const { pieces, problems } = placedIn(passages, { path: 'evidence', evidence })
  // Of a passage that cannot be itself, enough was said.
  const own = problems.filter(({ path }) => {
    const [, index] = path.split('.')
    const id = evidence[Number(index)]?.passageId
    return id === undefined || passages.has(id) || !isLeftOut(job, id)
  })
  for (const { path, reason } of own) job.reading.report(where, named(path), reason, 'EVIDENCE')
  return problems.length === 0 ? pieces : null
}

export const isLeftOut = ({ known }: Job, id: string): boolean => {
  const standing = known.get(id)?.standing
  return standing === 'FAULTY' || standing === 'DOUBTFUL'
}

/** Files name the passage where the graph has its id. */
const named = (path: string): string => path.replace(/\.passageId$/, '.passage')
