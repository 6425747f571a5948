import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Stack,
  Typography,
} from '@mui/material'
import { useId, useState } from 'react'
import { useTranslate } from 'react-admin'
import { sayError } from '../data/errors.ts'
import { openIdPath } from './next.ts'
import { SignInForm } from './SignInForm.tsx'
import { useViewer } from './ViewerContext.tsx'

/** Where the other tab comes to rest that was opened for signing in by OpenID Connect. */
const AFTERWARDS = '/account'

/** Shown over whatever somebody is at when their session has ended: once they are back, they go on where they were. */
export function SignInAgain({ onGiveUp }: { onGiveUp: () => Promise<void> }) {
  const translate = useTranslate()
  const { viewer } = useViewer()
  const heading = useId()
  const [error, setError] = useState<unknown>()
  const giveUp = () => {
    setError(undefined)
    onGiveUp().catch(setError)
  }
  return (
    <Dialog open fullWidth maxWidth="xs" aria-labelledby={heading}>
      <DialogTitle id={heading}>{translate('access.again.title')}</DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 2, pt: 1 }}>
          <Typography>{translate('access.again.text')}</Typography>
          {error !== undefined && <Alert severity="error">{sayError(error, translate)}</Alert>}
          <SignInForm email={viewer.person?.email ?? ''} />
          {viewer.openIdUrl !== null && (
            <Button
              variant="outlined"
              href={openIdPath(viewer.openIdUrl, AFTERWARDS)}
              target="_blank"
              rel="noopener"
            >
              {translate('access.again.openId')}
            </Button>
          )}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={giveUp}>{translate('access.again.giveUp')}</Button>
      </DialogActions>
    </Dialog>
  )
}
