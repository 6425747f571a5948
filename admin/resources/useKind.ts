import { useResourceContext } from 'react-admin'
import type { Kind } from '../../server/model/index.ts'
import { useModel } from '../data/ModelContext.tsx'
import { kindOf } from '../data/provider.ts'

/** The kind whose pages these are. */
export function useKind(): Kind {
  return kindOf(useModel(), useResourceContext())
}
