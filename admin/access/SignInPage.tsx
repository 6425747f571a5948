import { Alert, Box, Button, Card, CardContent, Divider, Link, Stack, Typography } from '@mui/material'
import { ToggleThemeButton, useTranslate } from 'react-admin'
import { Link as RouterLink, Navigate, useSearchParams } from 'react-router-dom'
import { LanguageSwitch } from '../layout/LanguageSwitch.tsx'
import { nextOf, openIdPath } from './next.ts'
import { SignInForm } from './SignInForm.tsx'
import { useMay, useViewer } from './ViewerContext.tsx'

/** What can go wrong on the way back from the provider of sign-ins, as the address says it. */
const elsewhere = ['UNAUTHENTICATED', 'FORBIDDEN', 'UNAVAILABLE']

/** The page for signing in, which leads back to where somebody wanted to go. */
export function SignInPage() {
  const translate = useTranslate()
  const may = useMay()
  const { viewer } = useViewer()
  const [search] = useSearchParams()
  const next = nextOf(search)
  const failed = search.get('error')
  if (viewer.person !== null) return <Navigate to={next} replace />
  return (
    <Box sx={{ minHeight: '100vh', display: 'grid', gridTemplateRows: 'auto 1fr' }}>
      <Stack direction="row" sx={{ justifyContent: 'end', alignItems: 'center', p: 1 }}>
        <LanguageSwitch />
        <ToggleThemeButton />
      </Stack>
      <Box
        component="main"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 400px)',
          justifyContent: 'center',
          alignContent: 'start',
          p: 2,
          pt: { xs: 2, sm: '10vh' },
        }}
      >
        <Card>
          <CardContent sx={{ display: 'grid', gap: 2.5, p: 3 }}>
            <Stack direction="row" sx={{ alignItems: 'center', gap: 1.5 }}>
              <Box component="img" src="/icon.svg" alt="" sx={{ width: 40, height: 40 }} />
              <Box>
                <Typography variant="h5" component="h1">
                  {translate('access.signIn.title')}
                </Typography>
                <Typography variant="body2" color="textSecondary">
                  Lesson Graph
                </Typography>
              </Box>
            </Stack>
            {failed !== null && elsewhere.includes(failed) && (
              <Alert severity="error">{translate(`access.signIn.elsewhere.${failed}`)}</Alert>
            )}
            <SignInForm />
            {viewer.openIdUrl !== null && (
              <>
                <Divider>{translate('access.signIn.or')}</Divider>
                <Button variant="outlined" size="large" href={openIdPath(viewer.openIdUrl, next)}>
                  {translate('access.signIn.openId')}
                </Button>
              </>
            )}
            <Typography variant="body2" color="textSecondary">
              {translate('access.signIn.forgotten')}
            </Typography>
            {may('Query.stats') && (
              <Link component={RouterLink} to={next} variant="body2">
                {translate('access.signIn.without')}
              </Link>
            )}
          </CardContent>
        </Card>
      </Box>
    </Box>
  )
}
