import { Alert, Button, Stack, TextField } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { ApiError } from '../data/graphql.ts'
import { sayError } from '../data/errors.ts'
import { PasswordField } from './PasswordField.tsx'
import { sayWait, useCountdown } from './useCountdown.ts'
import { useViewer } from './ViewerContext.tsx'

/** Signing in by e-mail and password; told what is wrong, and how long to wait after too many tries. */
export function SignInForm({ email: known = '' }: { email?: string }) {
  const translate = useTranslate()
  const { signIn } = useViewer()
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [seconds, waitFor] = useCountdown()
  const isLimited = error instanceof ApiError && error.code === 'RATE_LIMITED'

  const submit = async () => {
    setIsBusy(true)
    setError(undefined)
    try {
      await signIn(email.trim(), password)
    } catch (refused) {
      setError(refused)
      if (refused instanceof ApiError && refused.retryAfter !== undefined) waitFor(refused.retryAfter)
      setIsBusy(false)
    }
  }
  return (
    <Stack
      component="form"
      sx={{ gap: 2 }}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {error !== undefined && !(isLimited && seconds === 0) && (
        <Alert severity="error">
          {isLimited
            ? translate('access.signIn.wait', { time: sayWait(seconds, translate) })
            : sayRefused(error, translate)}
        </Alert>
      )}
      <TextField
        label={translate('access.field.email')}
        type="email"
        name="email"
        autoComplete="username"
        required
        autoFocus={known === ''}
        value={email}
        onChange={({ target }) => setEmail(target.value)}
        slotProps={{ inputLabel: { required: false } }}
      />
      <PasswordField
        label={translate('access.field.password')}
        name="password"
        autoComplete="current-password"
        autoFocus={known !== ''}
        value={password}
        onChange={setPassword}
      />
      <Button
        type="submit"
        variant="contained"
        size="large"
        loading={isBusy}
        disabled={email.trim() === '' || password === '' || seconds > 0}
      >
        {translate('access.signIn.action')}
      </Button>
    </Stack>
  )
}

const sayRefused = (error: unknown, translate: ReturnType<typeof useTranslate>): string =>
  error instanceof ApiError && error.code === 'UNAUTHENTICATED'
    ? translate('access.signIn.wrong')
    : sayError(error, translate)
