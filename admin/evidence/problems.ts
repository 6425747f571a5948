import type { EvidenceDraft } from './types.ts'

/** The inputs of one piece of evidence, and the piece as a whole. */
export type PieceField = 'passageId' | 'mention' | 'start' | 'note' | 'piece'

/** What is wrong with each piece, by its place in the list: the key of a sentence for each input. */
export interface EvidenceProblems {
  readonly pieces: ReadonlyMap<number, Partial<Record<PieceField, string>>>
  /** The key of a sentence about the list as a whole. */
  readonly whole?: string
}

export const noProblems: EvidenceProblems = { pieces: new Map() }

export const hasProblems = ({ pieces, whole }: EvidenceProblems): boolean =>
  pieces.size > 0 || whole !== undefined

/** The most pieces that the service keeps for one claim. */
export const MAX_PIECES = 100

/** What can be told before anything is sent. */
export function draftProblems(drafts: readonly EvidenceDraft[]): EvidenceProblems {
  const pieces = new Map<number, Partial<Record<PieceField, string>>>()
  for (const [index, draft] of drafts.entries()) {
    const found: Partial<Record<PieceField, string>> = {}
    if (draft.passageId === null) found.passageId = 'evidence.problem.passageMissing'
    if (draft.mention.trim() === '') found.mention = 'evidence.problem.mentionMissing'
    if (Object.keys(found).length > 0) pieces.set(index, found)
  }
  return drafts.length > MAX_PIECES ? { pieces, whole: 'evidence.problem.whole' } : { pieces }
}

/** Sorts the service's problems with a list of evidence, whose paths begin with `prefix`, to its inputs. */
export function serverProblems(paths: readonly string[], prefix: string): EvidenceProblems {
  const pieces = new Map<number, Partial<Record<PieceField, string>>>()
  let whole: string | undefined
  for (const path of paths) {
    if (path !== prefix && !path.startsWith(`${prefix}.`)) continue
    const [position, name = 'piece'] = path.slice(prefix.length + 1).split('.')
    const index = Number(position)
    if (position === '' || !Number.isSafeInteger(index)) {
      whole = 'evidence.problem.whole'
      continue
    }
    const field = pieceFields.find((one) => one === name) ?? 'piece'
    pieces.set(index, { ...pieces.get(index), [field]: `evidence.problem.${field}` })
  }
  return whole === undefined ? { pieces } : { pieces, whole }
}

const pieceFields: readonly PieceField[] = ['passageId', 'mention', 'start', 'note', 'piece']

/**
 * What a react-admin form knows to be wrong with its evidence: what the service refused, by piece and input; otherwise
 * what is missing in what was entered.
 */
export function formProblems(error: unknown, drafts: readonly EvidenceDraft[]): EvidenceProblems {
  if (typeof error !== 'object' || error === null) return noProblems
  if ('message' in error && typeof error.message === 'string') {
    const found = draftProblems(drafts)
    return hasProblems(found) ? found : { pieces: new Map(), whole: error.message }
  }
  const paths = Object.entries(error).flatMap(([position, piece]: [string, unknown]) =>
    typeof piece !== 'object' || piece === null
      ? []
      : 'message' in piece && typeof piece.message === 'string'
        ? [`evidence.${position}`]
        : Object.keys(piece).map((name) => `evidence.${position}.${name}`),
  )
  return serverProblems(paths, 'evidence')
}
