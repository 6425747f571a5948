import { Alert, Box, Button, Card, CardContent, Typography } from '@mui/material'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Title, useTranslate } from 'react-admin'
import { Navigate, useLocation } from 'react-router-dom'
import { ApiKeys } from '../../access/ApiKeys.tsx'
import { ConfirmDialog } from '../../access/ConfirmDialog.tsx'
import { ownApiKeysDocument, ownSessionsDocument } from '../../access/documents.ts'
import { signInPath } from '../../access/next.ts'
import { RoleChip } from '../../access/RoleChip.tsx'
import { Sessions } from '../../access/Sessions.tsx'
import { useSignOut } from '../../access/useSignOut.ts'
import { useViewer } from '../../access/ViewerContext.tsx'
import { ChangePassword } from './ChangePassword.tsx'

/** Who one is, one's password, where one is signed in, and one's keys. */
export function AccountPage() {
  const translate = useTranslate()
  const location = useLocation()
  const { viewer } = useViewer()
  if (viewer.person === null) return <Navigate to={signInPath(location)} replace />
  const { name, email, role } = viewer.person
  return (
    <Box sx={{ display: 'grid', gap: 2, my: 2, gridTemplateColumns: 'minmax(0, 1fr)', maxWidth: 900 }}>
      <Title title={translate('access.account.title')} />
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <Typography variant="h5" component="h1">
          {name}
        </Typography>
        <Typography color="textSecondary" component="div">
          {email} <RoleChip role={role} />
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {translate(`access.roleUse.${role}`)}
        </Typography>
      </Box>
      <Part title={translate('access.account.password')}>
        <ChangePassword />
      </Part>
      <Part title={translate('access.sessions.own')}>
        <Sessions of={ownSessionsDocument} />
        <SignOutEverywhere />
      </Part>
      <Part title={translate('access.keys.own')}>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {translate('access.keys.about')}
        </Typography>
        <ApiKeys of={ownApiKeysDocument} />
      </Part>
    </Box>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card component="section">
    <CardContent>
      <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {children}
    </CardContent>
  </Card>
)

function SignOutEverywhere() {
  const translate = useTranslate()
  const signOut = useSignOut('everywhere')
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Box sx={{ mt: 1 }}>
      <Alert severity="info" sx={{ mb: 1 }}>
        {translate('access.sessions.unknown')}
      </Alert>
      <Button size="small" color="error" variant="outlined" onClick={() => setIsAsking(true)}>
        {translate('access.sessions.everywhere')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={translate('access.sessions.everywhere')}
          text={translate('access.sessions.everywhereText')}
          action={translate('access.menu.signOut')}
          perform={signOut}
          onDone={() => setIsAsking(false)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Box>
  )
}
