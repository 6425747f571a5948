import type { UndoMode, UndoResult } from './types.ts'

/** What an answer to "what would undoing do?" means for who asked. */
export type Prospect =
  /** It can be done as it is. */
  | 'free'
  /** Later changes stand in the way: the person decides what becomes of them. */
  | 'blocked'
  /** Nothing would change: it was taken back already, or nothing of it can be. */
  | 'nothing'

export function prospectOf(mode: UndoMode, { undone, blockedBy, kept }: UndoResult): Prospect {
  if (mode === 'REFUSE' && (blockedBy.length > 0 || (undone === 0 && kept.length > 0))) return 'blocked'
  return undone === 0 ? 'nothing' : 'free'
}

/** The ways to go on where something stands in the way: later sets can be taken back only where there are some. */
export const waysOn = ({ blockedBy }: Pick<UndoResult, 'blockedBy'>): UndoMode[] =>
  blockedBy.length > 0 ? ['WITH_LATER', 'ONLY_FREE'] : ['ONLY_FREE']
