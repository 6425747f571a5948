import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material'
import { useId } from 'react'
import { useTranslate } from 'react-admin'
import { useSubmit } from './useSubmit.ts'

interface ConfirmDialogProps {
  readonly title: string
  readonly text: string
  readonly action: string
  readonly perform: () => Promise<unknown>
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back, and says what stands in its way. */
export function ConfirmDialog({ title, text, action, perform, onDone, onClose }: ConfirmDialogProps) {
  const translate = useTranslate()
  const heading = useId()
  const { isBusy, problems, submit } = useSubmit()
  const confirm = async () => {
    const isDone = await submit(async () => {
      await perform()
      return true
    })
    if (isDone === true) onDone()
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={heading}>
      <DialogTitle id={heading} sx={{ overflowWrap: 'anywhere' }}>
        {title}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{text}</Typography>
        {problems.whole !== null && <Alert severity="error">{problems.whole}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate('ra.action.cancel')}
        </Button>
        <Button color="error" variant="contained" loading={isBusy} onClick={() => void confirm()}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
