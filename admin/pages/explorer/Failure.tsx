import { Alert, Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { ApiError } from '../../data/graphql.ts'

/** Says in the reader's words that something could not be read, and offers to try again. */
export function Failure({ error, retry }: { error: ApiError; retry: () => void }) {
  const translate = useTranslate()
  const away = error.code === 'UNREACHABLE' || error.code === 'UNAVAILABLE'
  const known = away
    ? 'away'
    : error.code === 'NOT_FOUND'
      ? 'gone'
      : error.code === 'TOO_COMPLEX'
        ? 'heavy'
        : 'other'
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" size="small" onClick={retry}>
          {translate('explorer.retry')}
        </Button>
      }
    >
      {translate(`explorer.failure.${known}`)}
      {error.errorId === undefined ? null : ` ${translate('explorer.failure.id', { id: error.errorId })}`}
    </Alert>
  )
}
