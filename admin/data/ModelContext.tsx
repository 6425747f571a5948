import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import type { Model } from '../../server/model/index.ts'

const ModelContext = createContext<Model | undefined>(undefined)

/** Hands the model down, so that every screen is a function of it and a test can pass another. */
export function ModelProvider({ model, children }: { model: Model; children: ReactNode }) {
  return <ModelContext value={model}>{children}</ModelContext>
}

/**
 * The model that this admin was made from.
 * @throws Error outside of a ModelProvider.
 */
export function useModel(): Model {
  const model = useContext(ModelContext)
  if (model === undefined) throw new Error('useModel is called outside of a ModelProvider')
  return model
}
