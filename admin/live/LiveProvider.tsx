import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useMay } from '../access/ViewerContext.tsx'
import { createLive } from './live.ts'
import type { Listener, Live } from './live.ts'

const LiveContext = createContext<Live | undefined>(undefined)

/** Hears of what others change, for all pages of this tab, where the person may. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [live] = useState(createLive)
  const mayListen = useMay()('Subscription.changes')
  useEffect(() => (mayListen ? live.begin() : undefined), [live, mayListen])
  return <LiveContext value={live}>{children}</LiveContext>
}

/** Calls `listener`, as it is by then, with every change set that others make while the page is open. */
export function useLive(listener: Listener): void {
  const live = useContext(LiveContext)
  const latest = useRef(listener)
  useEffect(() => {
    latest.current = listener
  })
  useEffect(() => live?.listen((set) => latest.current(set)), [live])
}
