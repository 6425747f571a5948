import { useCallback, useEffect, useState } from 'react'
import { request } from '../data/graphql.ts'
import { useApiLang } from '../links/language.ts'
import { undoDocument } from './documents.ts'
import type { UndoMode, UndoResult } from './types.ts'

export type Undoing =
  /** It is asked what would come of it. */
  | { readonly is: 'asking' }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'asked'; readonly result: UndoResult; readonly busy: boolean; readonly error: unknown }
  | { readonly is: 'done'; readonly result: UndoResult }

/** Asks what taking a change set back would do, each time that the way of doing it changes, and then does it. */
export function useUndo(id: string): {
  readonly mode: UndoMode
  readonly setMode: (mode: UndoMode) => void
  readonly undoing: Undoing
  readonly ask: () => void
  readonly perform: (reason: string) => Promise<UndoResult | null>
} {
  const lang = useApiLang()
  const [mode, setMode] = useState<UndoMode>('REFUSE')
  const [attempt, setAttempt] = useState(0)
  const [undoing, setUndoing] = useState<Undoing>({ is: 'asking' })
  useEffect(() => {
    const controller = new AbortController()
    setUndoing({ is: 'asking' })
    request(undoDocument, { id, mode, reason: null, dryRun: true, lang }, controller.signal).then(
      ({ undo }) =>
        controller.signal.aborted || setUndoing({ is: 'asked', result: undo, busy: false, error: undefined }),
      (error: unknown) => controller.signal.aborted || setUndoing({ is: 'failed', error }),
    )
    return () => controller.abort()
  }, [id, mode, lang, attempt])

  const perform = async (reason: string): Promise<UndoResult | null> => {
    if (undoing.is !== 'asked') return null
    setUndoing({ ...undoing, busy: true, error: undefined })
    const given = reason.trim() === '' ? null : reason.trim()
    try {
      const { undo } = await request(undoDocument, { id, mode, reason: given, dryRun: false, lang })
      // Somebody may have changed something since it was asked: then it says so again instead.
      setUndoing(
        undo.done
          ? { is: 'done', result: undo }
          : { is: 'asked', result: undo, busy: false, error: undefined },
      )
      return undo
    } catch (error) {
      setUndoing({ ...undoing, busy: false, error })
      return null
    }
  }
  return {
    mode,
    setMode,
    undoing,
    ask: useCallback(() => setAttempt((count) => count + 1), []),
    perform,
  }
}
