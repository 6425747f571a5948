import { Alert, Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { ApiError } from '../../data/graphql.ts'

/** Codes that the explorer has a sentence of its own for. */
const told: Readonly<Record<string, string>> = { NOT_FOUND: 'gone', TOO_COMPLEX: 'heavy', HELD_UP: 'busy' }

/** Says in the reader's words that something could not be read, and offers to try again. */
export function Failure({ error, retry }: { error: ApiError; retry: () => void }) {
  const translate = useTranslate()
  const away = error.code === 'UNREACHABLE' || error.code === 'UNAVAILABLE'
  const known = away ? 'away' : (told[error.code] ?? 'other')
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
