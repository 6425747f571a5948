import { Alert } from '@mui/material'
import { Button, useListContext, useTranslate } from 'react-admin'
import { sayError } from '../data/errors.ts'

/** A list that could not be read: why, and another try. */
export function LoadFailed() {
  const { error, refetch } = useListContext()
  const translate = useTranslate()
  return (
    <Alert
      severity="error"
      sx={{ m: 2 }}
      action={<Button label="lg.action.retry" onClick={() => void refetch()} />}
    >
      {sayError(error, translate)}
    </Alert>
  )
}
