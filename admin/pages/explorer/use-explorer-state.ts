import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router-dom'
import { readState, reduceExplorer, writeState } from './state.ts'
import type { ExplorerAction, ExplorerState } from './state.ts'

/** The page's state, kept in its address: each change is a step that the browser's Back undoes. */
export function useExplorerState(): [ExplorerState, (action: ExplorerAction) => void] {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const query = search.toString()
  const state = useMemo(() => readState(new URLSearchParams(query)), [query])

  // An answer may come after the page has moved on: it is applied to what the page is then.
  const latest = useRef(search)
  useEffect(() => {
    latest.current = search
  }, [search])
  const dispatch = useCallback(
    (action: ExplorerAction) => {
      const before = readState(latest.current)
      const next = writeState(reduceExplorer(before, action), latest.current)
      if (next.toString() === latest.current.toString()) return
      latest.current = next
      // A comma may stand in an address as it is; people read and write these.
      // An address that names what is no more is none to go back to.
      void navigate(
        { search: `?${next.toString().replaceAll('%2C', ',')}` },
        { replace: action.do === 'replace' },
      )
    },
    [navigate],
  )
  return [state, dispatch]
}
