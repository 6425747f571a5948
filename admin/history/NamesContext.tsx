import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { ToldChange } from './types.ts'
import { useNames } from './useNames.ts'
import type { Names } from './useNames.ts'

const NamesContext = createContext<Names | undefined>(undefined)

/** Reads the names that all changes of a page speak of together, and hands them down. */
export function NamesProvider({
  changes,
  children,
}: {
  changes: readonly ToldChange[]
  children: ReactNode
}) {
  return <NamesContext value={useNames(changes)}>{children}</NamesContext>
}

/** @throws Error outside of a NamesProvider. */
export function useKnownNames(): Names {
  const names = useContext(NamesContext)
  if (names === undefined) throw new Error('useKnownNames is called outside of a NamesProvider')
  return names
}
