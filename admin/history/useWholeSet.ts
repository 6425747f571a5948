import { useState } from 'react'
import { request } from '../data/graphql.ts'
import { useApiLang } from '../links/language.ts'
import { changeSetDocument } from './documents.ts'
import type { Change, ChangeSet } from './types.ts'

/** The most changes of a set that the service hands out with it. */
export const MAX_CHANGES = 100

/** A set's changes: those that came with it, and up to a hundred once somebody asks. */
export function useWholeSet(set: ChangeSet, target: string | undefined) {
  const lang = useApiLang()
  const [found, setFound] = useState<{ readonly of: ChangeSet; readonly changes: readonly Change[] }>()
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')
  const read = async () => {
    setState('busy')
    try {
      const { changeSet } = await request(changeSetDocument, {
        id: set.id,
        each: MAX_CHANGES,
        lang,
        ...(target !== undefined && { target }),
      })
      if (changeSet !== null) setFound({ of: set, changes: changeSet.changes })
      setState('ready')
    } catch {
      // Said beside the button, which is the way to try again.
      setState('failed')
    }
  }
  const whole = found?.of === set
  return { changes: whole ? found.changes : set.changes, whole, state, read: () => void read() }
}
