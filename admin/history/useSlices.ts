import { useCallback, useEffect, useRef, useState } from 'react'

/** A slice of a long list, what is said of the list as a whole, and where the next one begins; null for its end. */
export interface Slice<Item, Head> {
  readonly items: readonly Item[]
  readonly head: Head
  readonly next: string | null
}

/** Reads the slice that comes after the last one, the first where there is none yet. */
export type ReadSlice<Item, Head> = (
  last: Slice<Item, Head> | null,
  signal: AbortSignal,
) => Promise<Slice<Item, Head>>

interface State<Item, Head> {
  /** Undefined until the first slice is there. */
  readonly read: Slice<Item, Head> | undefined
  readonly busy: boolean
  readonly error: unknown
}

export interface Slices<Item, Head> extends State<Item, Head> {
  readonly more: () => void
  readonly reload: () => void
}

/**
 * Reads a list slice by slice, each after the last, and from the beginning again when somebody asks to.
 * @param read must keep its identity while the list stays the same.
 */
export function useSlices<Item, Head>(read: ReadSlice<Item, Head>): Slices<Item, Head> {
  const [state, setState] = useState<State<Item, Head>>(beginning)
  const [attempt, setAttempt] = useState(0)
  // What was asked of another list, or before it was begun anew, is not wanted any more.
  const running = useRef<AbortController>(null)
  useEffect(() => {
    const controller = new AbortController()
    running.current = controller
    setState(beginning)
    read(null, controller.signal).then(
      (slice) => controller.signal.aborted || setState({ read: slice, busy: false, error: undefined }),
      (error: unknown) => controller.signal.aborted || setState({ read: undefined, busy: false, error }),
    )
    return () => controller.abort()
  }, [read, attempt])

  const more = () => {
    const controller = running.current
    if (controller === null || state.read === undefined || state.read.next === null) return
    setState({ ...state, busy: true, error: undefined })
    read(state.read, controller.signal).then(
      (slice) => controller.signal.aborted || setState((now) => ({ ...now, ...appended(now.read, slice) })),
      (error: unknown) => controller.signal.aborted || setState((now) => ({ ...now, busy: false, error })),
    )
  }
  return { ...state, more, reload: useCallback(() => setAttempt((count) => count + 1), []) }
}

const beginning = { read: undefined, busy: true, error: undefined }

const appended = <Item, Head>(before: Slice<Item, Head> | undefined, slice: Slice<Item, Head>) => ({
  read: { ...slice, items: [...(before?.items ?? []), ...slice.items] },
  busy: false,
  error: undefined,
})
