import {
  Alert,
  Box,
  Button,
  CircularProgress,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  TextField,
  Typography,
  useMediaQuery,
} from '@mui/material'
import type { Theme } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { sayError } from '../data/errors.ts'
import { inverse } from './account.ts'
import { ChangeItem } from './ChangeItem.tsx'
import { KeptList } from './KeptList.tsx'
import { NamesProvider } from './NamesContext.tsx'
import { SetHeader } from './SetHeader.tsx'
import type { ChangeSet, UndoResult } from './types.ts'
import { prospectOf } from './undo-state.ts'
import { UndoOutlook } from './UndoOutlook.tsx'
import { useUndo } from './useUndo.ts'
import { undoWord } from './words.ts'

interface UndoDialogProps {
  readonly set: ChangeSet
  /** Called when the dialog goes; whether something was taken back meanwhile. */
  readonly onClose: (done: boolean) => void
}

/** Shows what taking a change set back would do, lets the person decide about what stands in the way, and does it. */
export function UndoDialog({ set, onClose }: UndoDialogProps) {
  const translate = useTranslate()
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'))
  const { mode, setMode, undoing, ask, perform } = useUndo(set.id)
  const [reason, setReason] = useState('')
  // Kept while the consequences of a decision about them are asked for.
  const [blockedBy, setBlockedBy] = useState<UndoResult['blockedBy']>([])
  const word = undoWord(set)
  const busy = undoing.is === 'asked' && undoing.busy
  const done = undoing.is === 'done'
  const met =
    undoing.is === 'asked' && undoing.result.blockedBy.length > 0 ? undoing.result.blockedBy : blockedBy
  const ready = undoing.is === 'asked' && prospectOf(mode, undoing.result) === 'free'
  return (
    <Dialog
      open
      onClose={busy ? undefined : () => onClose(done)}
      fullWidth
      maxWidth="md"
      fullScreen={narrow}
      aria-labelledby="undo-title"
    >
      <DialogTitle id="undo-title">
        {translate(`history.undo.${done ? 'word' : 'title'}.${word}`)}
      </DialogTitle>
      <DialogContent
        sx={{
          ...{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)', overflowWrap: 'anywhere' },
          // On a phone it fills the screen, and what it says stays together.
          alignContent: 'start',
        }}
      >
        {undoing.is === 'done' ? (
          <Done result={undoing.result} />
        ) : (
          <>
            <Box>
              <SetHeader set={set} />
              <TakenBack set={set} />
            </Box>
            {undoing.is === 'asking' && (
              <CircularProgress size={24} aria-label={translate('history.undo.asking')} />
            )}
            {undoing.is === 'failed' && <Alert severity="error">{sayError(undoing.error, translate)}</Alert>}
            {undoing.is === 'asked' && (
              <>
                <UndoOutlook
                  mode={mode}
                  result={undoing.result}
                  blockedBy={met}
                  onMode={(chosen) => {
                    setBlockedBy(met)
                    setMode(chosen)
                  }}
                />
                {undoing.error !== undefined && (
                  <Alert severity="error">{sayError(undoing.error, translate)}</Alert>
                )}
              </>
            )}
            <TextField
              label={translate('lg.form.reason')}
              helperText={translate('lg.form.reasonHelp')}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
              slotProps={{ htmlInput: { maxLength: 1000 } }}
              multiline
              fullWidth
              size="small"
              margin="none"
            />
          </>
        )}
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', gap: 1 }}>
        <Button onClick={() => onClose(done)} disabled={busy} autoFocus>
          {translate(done ? 'ra.action.close' : 'ra.action.cancel')}
        </Button>
        {undoing.is === 'failed' && <Button onClick={ask}>{translate('lg.action.retry')}</Button>}
        {done ? (
          undoing.result.changeSetId !== null && (
            <Button
              variant="contained"
              component={RouterLink}
              to={`/changes/${encodeURIComponent(undoing.result.changeSetId)}`}
              onClick={() => onClose(true)}
            >
              {translate('history.undo.openNew')}
            </Button>
          )
        ) : (
          <Button variant="contained" loading={busy} disabled={!ready} onClick={() => void perform(reason)}>
            {translate(`history.undo.word.${word}`)}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  )
}

/** Changes of the set that are told in full. */
const TOLD = 8

/** The set's first changes the other way round. */
function TakenBack({ set: { changes, changeCount } }: { set: ChangeSet }) {
  const translate = useTranslate()
  const told = changes.slice(0, TOLD)
  return (
    <NamesProvider changes={told}>
      <Typography sx={{ mt: 1.5, fontWeight: 600 }}>{translate('history.undo.would')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {told.map((change) => (
          <ChangeItem key={change.id} change={inverse(change)} tense="will" />
        ))}
      </Box>
      {changeCount > told.length && (
        <Typography variant="body2" color="textSecondary">
          {translate('history.andOthers', { smart_count: changeCount - told.length })}
        </Typography>
      )}
    </NamesProvider>
  )
}

function Done({ result: { seq, undone, kept } }: { result: UndoResult }) {
  const translate = useTranslate()
  return (
    <>
      <Alert severity="success">
        {translate('history.undo.done', { smart_count: undone, seq: seq ?? 0 })}
      </Alert>
      {kept.length > 0 && (
        <Box>
          <Typography sx={{ fontWeight: 600 }}>{translate('history.undo.kept')}</Typography>
          <KeptList kept={kept} />
        </Box>
      )}
    </>
  )
}
