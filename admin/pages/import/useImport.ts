import { useRef, useState } from 'react'
import { postImport } from './post.ts'
import type { ImportRequest } from './post.ts'
import type { ImportProgress, ImportResult } from './types.ts'

/** Where an import stands: nothing was asked yet; it is looked at or done; it was looked at; it is done; or it failed. */
export type Importing =
  | { readonly is: 'idle' }
  | { readonly is: 'busy'; readonly dryRun: boolean; readonly progress: ImportProgress | null }
  | { readonly is: 'looked'; readonly result: ImportResult }
  | { readonly is: 'done'; readonly result: ImportResult }
  | { readonly is: 'failed'; readonly error: unknown }

/** Looks at what an import would do, and does it; to stop it leaves nothing behind. */
export function useImport(): {
  readonly importing: Importing
  readonly start: (asked: ImportRequest) => Promise<void>
  readonly stop: () => void
  readonly reset: () => void
} {
  const [importing, setImporting] = useState<Importing>({ is: 'idle' })
  const running = useRef<AbortController | null>(null)
  const start = async (asked: ImportRequest): Promise<void> => {
    const controller = new AbortController()
    running.current = controller
    const { dryRun } = asked
    setImporting({ is: 'busy', dryRun, progress: null })
    try {
      const onProgress = (progress: ImportProgress) => setImporting({ is: 'busy', dryRun, progress })
      const result = await postImport(asked, onProgress, controller.signal)
      // Problems can come to light between the look and the import: they are shown as the look shows them.
      setImporting(result.done ? { is: 'done', result } : { is: 'looked', result })
    } catch (error) {
      setImporting(controller.signal.aborted ? { is: 'idle' } : { is: 'failed', error })
    }
  }
  return {
    importing,
    start,
    stop: () => running.current?.abort(),
    reset: () => setImporting({ is: 'idle' }),
  }
}
