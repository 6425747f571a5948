import { Alert, Stack } from '@mui/material'
import { useMemo } from 'react'
import { useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { sayAgo } from '../data/format.ts'
import { useRead } from '../data/useRead.ts'
import { useLang } from '../i18n/useLang.ts'
import { useApiLang } from '../links/language.ts'
import { changeSetDocument, changesDocument } from './documents.ts'
import { SetLink } from './SetLink.tsx'
import type { ChangeSet } from './types.ts'
import { UndoButton } from './UndoButton.tsx'
import { useNow } from './useNow.ts'
import { MAX_CHANGES } from './useWholeSet.ts'
import { sayActor } from './words.ts'

/** The parameters by which a node's address says that others went into it: the change set, or the id of one of them. */
export const MERGED = 'merged'
export const MERGED_FROM = 'mergedFrom'

/** Says of a page that was come to by a merge, or by the id of a node that is no more, what became of what, and how to undo it. */
export function MergedNotice() {
  const [search] = useSearchParams()
  const [set, from] = [search.get(MERGED), search.get(MERGED_FROM)]
  if (set !== null) return <BySet key={set} id={set} />
  return from === null ? null : <ById key={from} id={from} />
}

function BySet({ id }: { id: string }) {
  const lang = useApiLang()
  const { state } = useRead(changeSetDocument, { id, each: MAX_CHANGES, lang })
  return state.is === 'read' && state.result.changeSet !== null ? (
    <Notice set={state.result.changeSet} />
  ) : null
}

function ById({ id }: { id: string }) {
  const lang = useApiLang()
  const { state } = useRead(changesDocument, { target: id, first: 1, after: null, each: MAX_CHANGES, lang })
  const [set] = state.is === 'read' ? state.result.changes.nodes : []
  return set === undefined ? null : <Notice set={set} />
}

function Notice({ set }: { set: ChangeSet }) {
  const translate = useTranslate()
  const lang = useLang()
  const now = useNow()
  const [, setSearch] = useSearchParams()
  const titles = useMemo(
    () =>
      set.changes
        .filter(({ into }) => typeof into === 'string')
        .map(({ title, targetId }) => `“${title ?? targetId}”`),
    [set],
  )
  if (titles.length === 0) return null
  return (
    <Alert severity="info" role="status" sx={{ mb: 2 }}>
      {translate('history.merge.notice', {
        titles: new Intl.ListFormat(lang).format(titles),
        actor: sayActor(set.actor, translate),
        ago: sayAgo(set.at, lang, now),
      })}
      <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', gap: 1, mt: 0.5 }}>
        <SetLink set={set} />
        <UndoButton set={set} onUndone={() => setSearch({}, { replace: true })} />
      </Stack>
    </Alert>
  )
}
