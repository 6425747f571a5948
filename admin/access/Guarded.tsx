import { Alert, Button } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { Link as RouterLink, Navigate, useLocation } from 'react-router-dom'
import type { Operation } from '../../server/access/rules.ts'
import { signInPath } from './next.ts'
import { useMay, useViewer } from './ViewerContext.tsx'

/** A page for those who may ask for an operation; others are told why they see nothing, and what would help. */
export function Guarded({ for: operation, children }: { for: Operation; children: ReactNode }) {
  const may = useMay()
  return may(operation) ? children : <NotAllowed />
}

function NotAllowed() {
  const translate = useTranslate()
  const location = useLocation()
  const { viewer } = useViewer()
  if (viewer.person !== null)
    return (
      <Alert severity="warning" sx={{ my: 2 }}>
        {translate('access.guard.role', { role: translate(`access.role.${viewer.role}`) })}
      </Alert>
    )
  return (
    <Alert
      severity="info"
      sx={{ my: 2 }}
      action={
        <Button color="inherit" size="small" component={RouterLink} to={signInPath(location)}>
          {translate('access.signIn.action')}
        </Button>
      }
    >
      {translate('access.guard.signIn')}
    </Alert>
  )
}

/** Leads whoever may not even read to the page for signing in, and from there back. */
export function ReadersOnly({ children }: { children: ReactNode }) {
  const may = useMay()
  const location = useLocation()
  return may('Query.stats') ? children : <Navigate to={signInPath(location)} replace />
}
