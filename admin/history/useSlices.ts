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
  /** The list that it is the state of. */
  readonly of: ReadSlice<Item, Head>
  /** Undefined until the first slice is there. */
  readonly read: Slice<Item, Head> | undefined
  /** What is being asked for, or was when it failed. */
  readonly step: 'first' | 'more'
  readonly busy: boolean
  readonly error: unknown
}

export interface Slices<Item, Head> extends Pick<State<Item, Head>, 'read' | 'busy' | 'error'> {
  readonly more: () => void
  readonly reload: () => void
  /** Asks once more for what could not be read. */
  readonly retry: () => void
}

/**
 * Reads a list slice by slice, each after the last, and from the beginning again when somebody asks to; what is there
 * stays until it has come.
 * @param read must keep its identity while the list stays the same.
 */
export function useSlices<Item, Head>(read: ReadSlice<Item, Head>): Slices<Item, Head> {
  const [state, setState] = useState<State<Item, Head>>(() => beginning(read))
  const [attempt, setAttempt] = useState(0)
  // What was asked of another list, or before it was begun anew, is not wanted any more.
  const running = useRef<AbortController>(null)
  const ask = useCallback(
    (last: Slice<Item, Head> | null, { signal }: AbortController) => {
      read(last, signal).then(
        (slice) => signal.aborted || setState((now) => ({ ...now, ...appended(last, slice), busy: false })),
        (error: unknown) => signal.aborted || setState((now) => ({ ...now, busy: false, error })),
      )
    },
    [read],
  )
  useEffect(() => {
    const controller = new AbortController()
    running.current = controller
    setState((now) => ({
      ...(now.of === read ? now : beginning(read)),
      ...{ step: 'first', busy: true, error: undefined },
    }))
    ask(null, controller)
    return () => controller.abort()
  }, [read, ask, attempt])

  const reload = useCallback(() => setAttempt((count) => count + 1), [])
  const more = () => {
    const controller = running.current
    if (controller === null || state.read === undefined || state.read.next === null) return
    setState({ ...state, step: 'more', busy: true, error: undefined })
    ask(state.read, controller)
  }
  return { ...state, more, reload, retry: state.step === 'more' ? more : reload }
}

const beginning = <Item, Head>(of: ReadSlice<Item, Head>): State<Item, Head> => ({
  ...{ of, read: undefined, step: 'first', busy: true, error: undefined },
})

const appended = <Item, Head>(last: Slice<Item, Head> | null, slice: Slice<Item, Head>) => ({
  read: { ...slice, items: [...(last?.items ?? []), ...slice.items] },
  error: undefined,
})
