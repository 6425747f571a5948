import { Alert, Box, CircularProgress, CssBaseline } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { sayError } from '../data/errors.ts'
import { RetryButton } from '../layout/RetryButton.tsx'

/** Shown until it is known who uses this tab. */
export function ViewerReading() {
  const translate = useTranslate()
  return (
    <Alone>
      <CircularProgress aria-label={translate('ra.page.loading')} />
    </Alone>
  )
}

/** The service could not say who uses this tab. */
export function ViewerFailed({ error, retry }: { error: unknown; retry: () => void }) {
  const translate = useTranslate()
  return (
    <Alone>
      <Alert severity="error" action={<RetryButton onClick={retry} />}>
        {sayError(error, translate)}
      </Alert>
    </Alone>
  )
}

const Alone = ({ children }: { children: ReactNode }) => (
  <CssBaseline enableColorScheme>
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', placeContent: 'center', p: 2 }}>
      {children}
    </Box>
  </CssBaseline>
)
