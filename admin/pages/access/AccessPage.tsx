import { Box, Card, CardContent, Tab, Tabs, Typography } from '@mui/material'
import { useId } from 'react'
import type { ComponentType } from 'react'
import { Title, useTranslate } from 'react-admin'
import { Link as RouterLink, useParams } from 'react-router-dom'
import { ApiKeys } from '../../access/ApiKeys.tsx'
import { Audit } from '../../access/audit/Audit.tsx'
import { apiKeysDocument, sessionsDocument } from '../../access/documents.ts'
import { People } from '../../access/People.tsx'
import { Sessions } from '../../access/Sessions.tsx'

/** The parts of the page, each with an address of its own; the first is shown where the address names none. */
const parts: readonly { readonly name: string; readonly Part: ComponentType }[] = [
  { name: 'people', Part: People },
  { name: 'keys', Part: () => <ApiKeys of={apiKeysDocument} named /> },
  { name: 'sessions', Part: () => <Sessions of={sessionsDocument} named /> },
  { name: 'audit', Part: Audit },
]

/** Who can do what: people, the keys of programs, where people are signed in, and what was done and refused about it. */
export function AccessPage() {
  const translate = useTranslate()
  const id = useId()
  const named = useParams()['*']
  const [first] = parts
  const shown = parts.find(({ name }) => name === named) ?? first
  if (shown === undefined) return null
  return (
    <Box sx={{ my: 2, minWidth: 0 }}>
      <Title title={translate('access.title')} />
      <Typography variant="h5" component="h1">
        {translate('access.title')}
      </Typography>
      <Tabs value={shown.name} variant="scrollable" aria-label={translate('access.title')} sx={{ mb: 2 }}>
        {parts.map(({ name }) => (
          <Tab
            key={name}
            value={name}
            id={`${id}-${name}`}
            aria-controls={`${id}-panel`}
            label={translate(`access.${name}.title`)}
            component={RouterLink}
            to={`/access/${name}`}
          />
        ))}
      </Tabs>
      <Card role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${shown.name}`}>
        <CardContent>
          <Typography color="textSecondary" sx={{ mb: 2 }}>
            {translate(`access.${shown.name}.about`)}
          </Typography>
          <shown.Part />
        </CardContent>
      </Card>
    </Box>
  )
}
