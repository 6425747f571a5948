import { createContext, useContext } from 'react'
import type { Moment } from './moments.ts'

const AsOfContext = createContext<Moment | null>(null)

/** Below it everything is shown as it was at a moment; at the present, where that is null. */
export const AsOfProvider = AsOfContext.Provider

/** The moment as of which things are to be read; null for the present. */
export const useAsOf = (): Moment | null => useContext(AsOfContext)
