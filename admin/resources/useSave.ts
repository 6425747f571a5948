import { useNotify, useUpdate } from 'react-admin'
import type { Kind } from '../../server/model/index.ts'
import { ApiError } from '../data/graphql.ts'
import { patchOf, titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { stateOf } from './conflict.ts'

export type Values = Readonly<Record<string, unknown>>

type Outcome =
  | { readonly is: 'saved'; readonly record: NodeRecord }
  | { readonly is: 'stale'; readonly theirs: NodeRecord }
  | { readonly is: 'failed'; readonly error: unknown }

/** Saves what differs between two states of a node, and tells the person when it is done. */
export function useSave(kind: Kind): {
  readonly save: (before: NodeRecord, values: Values) => Promise<Outcome>
  readonly isPending: boolean
} {
  const lang = useLang()
  const notify = useNotify()
  const [update, { isPending }] = useUpdate<NodeRecord>()
  const save = async (before: NodeRecord, values: Values): Promise<Outcome> => {
    if (Object.keys(patchOf(kind, before, values)).length === 0) {
      notify('lg.notice.unchanged', { type: 'info' })
      return { is: 'saved', record: before }
    }
    try {
      const record = (await update(
        kind.plural,
        { id: before.id, data: values, previousData: before, meta: { lang } },
        { returnPromise: true, mutationMode: 'pessimistic' },
      )) as NodeRecord
      notify('lg.notice.saved', {
        type: 'success',
        messageArgs: { kind: kind.words[lang], title: titleOf(kind, record, lang) },
      })
      return { is: 'saved', record }
    } catch (error) {
      const theirs =
        error instanceof ApiError && error.code === 'CONFLICT' ? stateOf(kind, error.current) : null
      return theirs === null ? { is: 'failed', error } : { is: 'stale', theirs }
    }
  }
  return { save, isPending }
}
