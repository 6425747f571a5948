import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '../../data/graphql.ts'

/** Something that is read from the service, and how far that has come. */
export interface Loaded<T> {
  /** The newest that came, kept while what replaces it is on its way. */
  readonly data: T | undefined
  readonly loading: boolean
  readonly error: ApiError | undefined
  readonly retry: () => void
}

/**
 * Reads again whenever `load` changes (memoize it); `undefined` asks for nothing. What is not wanted any more is
 * stopped, so that a slow answer never covers a newer one.
 */
export function useLoad<T>(load: ((signal: AbortSignal) => Promise<T>) | undefined): Loaded<T> {
  const [attempt, setAttempt] = useState(0)
  const [state, setState] = useState<{ of: unknown; data?: T; error?: ApiError }>({ of: undefined })

  useEffect(() => {
    if (load === undefined) return
    const controller = new AbortController()
    load(controller.signal).then(
      (data) => controller.signal.aborted || setState({ of: load, data }),
      (error: unknown) =>
        controller.signal.aborted ||
        setState(({ data }) => ({
          of: load,
          error: asApiError(error),
          ...(data === undefined ? {} : { data }),
        })),
    )
    return () => controller.abort()
  }, [load, attempt])

  const retry = useCallback(() => {
    setState(({ data }) => ({ of: undefined, ...(data === undefined ? {} : { data }) }))
    setAttempt((count) => count + 1)
  }, [])
  return {
    data: load === undefined ? undefined : state.data,
    loading: load !== undefined && state.of !== load,
    error: state.of === load ? state.error : undefined,
    retry,
  }
}

/** A failure as the API's, whatever it was; a fault of the page itself keeps its message for the browser's log. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  console.error(error)
  return new ApiError(error instanceof Error ? error.message : String(error), { code: 'UNEXPECTED' })
}
