import {
  Alert,
  Button,
  CircularProgress,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
} from '@mui/material'
import { useState } from 'react'
import { useDelete, useNotify, useTranslate } from 'react-admin'
import type { Kind } from '../../server/model/index.ts'
import { sayError } from '../data/errors.ts'
import { ApiError } from '../data/graphql.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import type { Doomed } from './losses.ts'
import { LossList } from './LossList.tsx'
import { useLosses } from './useLosses.ts'

interface DeleteDialogProps {
  readonly kind: Kind
  readonly ids: readonly string[]
  readonly onClose: () => void
  /** Called when all are gone. */
  readonly onDeleted: () => void
}

/** Asks before nodes are deleted, and shows which links would be lost with them. */
export function DeleteDialog({ kind, ids, onClose, onDeleted }: DeleteDialogProps) {
  const lang = useLang()
  const translate = useTranslate()
  const notify = useNotify()
  const { state, reload } = useLosses(kind, ids)
  const [deleteOne] = useDelete<NodeRecord>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const nodes = state.is === 'read' ? state.result.nodes : []
  const blocked = state.is === 'read' && (nodes.length === 0 || state.result.owned.length > 0)
  const name = kind.words[lang]

  const remove = async (doomed: readonly Doomed[]) => {
    setBusy(true)
    setProblem(null)
    try {
      for (const { id, version } of doomed)
        await deleteOne(
          kind.plural,
          { id, previousData: { id, version } as NodeRecord },
          { returnPromise: true, mutationMode: 'pessimistic' },
        )
      const [only] = doomed
      notify(doomed.length === 1 ? 'lg.notice.deleted' : 'lg.notice.deletedMany', {
        type: 'info',
        messageArgs: { kind: name, title: only?.title ?? '', count: doomed.length },
      })
      onDeleted()
    } catch (error) {
      setProblem(sayProblem(error, translate))
      setBusy(false)
      reload()
    }
  }

  return (
    <Dialog open onClose={busy ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby="delete-title">
      <DialogTitle id="delete-title">
        {ids.length === 1
          ? translate('lg.delete.title', { kind: name })
          : translate('lg.delete.titleMany', { kind: name, count: ids.length })}
      </DialogTitle>
      <DialogContent>
        {problem !== null && (
          <Alert severity="error" sx={{ mb: 2 }}>
            {problem}
          </Alert>
        )}
        {state.is === 'loading' && <CircularProgress size={24} aria-label={translate('ra.page.loading')} />}
        {state.is === 'failed' && <Alert severity="error">{sayError(state.error, translate)}</Alert>}
        {state.is === 'read' && <LossList losses={state.result} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={busy} autoFocus>
          {translate('ra.action.cancel')}
        </Button>
        {state.is === 'failed' && <Button onClick={reload}>{translate('lg.action.retry')}</Button>}
        <Button
          color="error"
          variant="contained"
          disabled={busy || state.is !== 'read' || blocked}
          onClick={() => void remove(nodes)}
        >
          {translate('ra.action.delete')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** Why a deletion was refused: passages that evidence rests on stay, and so does what others have just changed. */
function sayProblem(error: unknown, translate: ReturnType<typeof useTranslate>): string {
  if (!(error instanceof ApiError)) return sayError(error, translate)
  if (error.code === 'CONFLICT') return translate('lg.delete.changed')
  if (error.code === 'BAD_USER_INPUT') return translate('lg.delete.needed')
  return sayError(error, translate)
}
