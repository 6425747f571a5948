import { Button, Dialog, DialogActions, DialogTitle } from '@mui/material'
import { useTranslate } from 'react-admin'

interface DiscardChangesProps {
  readonly onDiscard: () => void
  readonly onKeep: () => void
}

/** Asks before what was typed is lost; every way out but one keeps it. */
export function DiscardChanges({ onDiscard, onKeep }: DiscardChangesProps) {
  const translate = useTranslate()
  return (
    <Dialog open onClose={onKeep}>
      <DialogTitle>{translate('links.dialog.unsaved')}</DialogTitle>
      <DialogActions>
        <Button onClick={onDiscard} color="error">
          {translate('links.dialog.discard')}
        </Button>
        <Button onClick={onKeep} variant="contained" autoFocus>
          {translate('links.dialog.keep')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
