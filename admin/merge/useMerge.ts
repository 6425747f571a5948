import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Kind } from '../../server/model/index.ts'
import { request } from '../data/graphql.ts'
import { useApiLang } from '../links/language.ts'
import { mergeDocument, participantsDocument } from './documents.ts'
import type { MergeResult, Participant } from './documents.ts'

/** What merging some nodes would come to, as they are now. */
export interface Preview {
  readonly nodes: readonly Participant[]
  readonly result: MergeResult
}

export type Merging =
  | { readonly is: 'reading' }
  | { readonly is: 'failed'; readonly error: unknown }
  /** Some of the nodes are no longer there, so that there are not two to be merged. */
  | { readonly is: 'lacking' }
  | { readonly is: 'shown'; readonly preview: Preview; readonly busy: boolean; readonly error: unknown }

/** Reads what a merge would do, anew when another node is to stay, and does it. */
export function useMerge(kind: Kind, ids: readonly string[], into: string | undefined) {
  const lang = useApiLang()
  const [merging, setMerging] = useState<Merging>({ is: 'reading' })
  const [attempt, setAttempt] = useState(0)
  const document = useMemo(() => participantsDocument(kind), [kind])
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const read = async (): Promise<Merging> => {
      const { list } = await request(document, { ids, first: Math.max(1, ids.length), lang }, signal)
      const nodes = ids.flatMap((id) => list.nodes.find((node) => node.id === id) ?? [])
      if (into === undefined || nodes.length < 2 || !nodes.some(({ id }) => id === into))
        return { is: 'lacking' }
      const { merge } = await request(
        mergeDocument,
        { ...namesOf(nodes, into), choose: [], reason: null, dryRun: true, lang },
        signal,
      )
      return { is: 'shown', preview: { nodes, result: merge }, busy: false, error: undefined }
    }
    setMerging({ is: 'reading' })
    read().then(
      (found) => signal.aborted || setMerging(found),
      (error: unknown) => signal.aborted || setMerging({ is: 'failed', error }),
    )
    return () => controller.abort()
  }, [document, ids, into, lang, attempt])

  const perform = async (
    choice: Readonly<Record<string, string>>,
    reason: string,
  ): Promise<MergeResult | null> => {
    if (merging.is !== 'shown' || into === undefined) return null
    const { preview } = merging
    setMerging({ ...merging, busy: true, error: undefined })
    try {
      const { merge } = await request(mergeDocument, {
        ...namesOf(preview.nodes, into),
        // The page shows which value stands for every field that differs: just that is asked for.
        choose: preview.result.fields.map(({ field, chosen }) => ({ field, from: choice[field] ?? chosen })),
        reason: reason.trim() === '' ? null : reason.trim(),
        dryRun: false,
        lang,
      })
      return merge
    } catch (error) {
      setMerging({ ...merging, busy: false, error })
      return null
    }
  }
  return { merging, perform, read: useCallback(() => setAttempt((count) => count + 1), []) }
}

const namesOf = (nodes: readonly Participant[], into: string) => ({
  into,
  from: nodes.map(({ id }) => id).filter((id) => id !== into),
  versions: nodes.map(({ id, version }) => ({ id, version })),
})
