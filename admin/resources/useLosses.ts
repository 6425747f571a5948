import { useMemo } from 'react'
import type { Kind } from '../../server/model/index.ts'
import { lossDocument } from '../data/documents.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useRead } from '../data/useRead.ts'
import type { Reading } from '../data/useRead.ts'
import { useLang } from '../i18n/useLang.ts'
import { lossesOf } from './losses.ts'
import type { Losses } from './losses.ts'

/** Reads what deleting some nodes would mean, as they are now. */
export function useLosses(
  kind: Kind,
  ids: readonly string[],
): { state: Reading<Losses>; reload: () => void } {
  const model = useModel()
  const lang = useLang()
  const operation = useMemo(() => lossDocument(model, kind), [model, kind])
  const { state, reload } = useRead(operation, { ids, first: ids.length, lang: lang === 'en' ? 'EN' : 'VI' })
  return {
    state:
      state.is === 'read' ? { is: 'read', result: lossesOf(model, kind, state.result.page.nodes) } : state,
    reload,
  }
}
