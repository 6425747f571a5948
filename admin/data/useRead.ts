import { useCallback, useEffect, useState } from 'react'
import { request } from './graphql.ts'
import type { Operation } from './graphql.ts'

/** How far a reading has come. */
export type Reading<Result> =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'read'; readonly result: Result }

/** Reads an operation that belongs to no resource, and again when its variables change or somebody asks to. */
export function useRead<Result extends object, Variables extends object>(
  operation: Operation<Result, Variables>,
  variables: Variables,
): { readonly state: Reading<Result>; readonly reload: () => void } {
  const [state, setState] = useState<Reading<Result>>({ is: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const key = JSON.stringify(variables)
  useEffect(() => {
    const abort = new AbortController()
    const read = async () => {
      try {
        const result = await request(operation, JSON.parse(key) as Variables, abort.signal)
        setState({ is: 'read', result })
      } catch (error) {
        if (!abort.signal.aborted) setState({ is: 'failed', error })
      }
    }
    void read()
    return () => abort.abort()
  }, [operation, key, attempt])
  const reload = useCallback(() => {
    setState({ is: 'loading' })
    setAttempt((before) => before + 1)
  }, [])
  return { state, reload }
}
