import AddIcon from '@mui/icons-material/Add'
import { Box, Button, Chip } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { sayAgo, sayInstant } from '../data/format.ts'
import { request } from '../data/graphql.ts'
import { useNow } from '../history/useNow.ts'
import { useLang } from '../i18n/useLang.ts'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { revokeApiKeyDocument } from './documents.ts'
import type { ApiKey, ListDocument } from './documents.ts'
import { Entry } from './Entry.tsx'
import { Listing } from './Listing.tsx'
import { NewKeyDialog } from './NewKeyDialog.tsx'
import { RoleChip } from './RoleChip.tsx'
import { useListed } from './useListed.ts'
import { useViewer } from './ViewerContext.tsx'

interface ApiKeysProps {
  readonly of: ListDocument<ApiKey>
  /** Whether it is said whose each is. */
  readonly named?: boolean
}

/** The keys by which programs ask, each to be revoked; a new one for whoever has signed in. */
export function ApiKeys({ of, named = false }: ApiKeysProps) {
  const translate = useTranslate()
  const notify = useNotify()
  const { viewer } = useViewer()
  const slices = useListed(of)
  const [isMaking, setIsMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  return (
    <>
      {viewer.person !== null && (
        <Box sx={{ mb: 1 }}>
          <Button variant="outlined" size="small" startIcon={<AddIcon />} onClick={() => setIsMaking(true)}>
            {translate('access.keys.new')}
          </Button>
        </Box>
      )}
      <Listing slices={slices} none={translate('access.keys.none')}>
        {(key) => <KeyEntry key={key.id} apiKey={key} named={named} onRevoke={() => setRevoking(key)} />}
      </Listing>
      {isMaking && viewer.person !== null && (
        <NewKeyDialog most={viewer.person.role} onMade={slices.reload} onClose={() => setIsMaking(false)} />
      )}
      {revoking !== null && (
        <ConfirmDialog
          title={translate('access.keys.revokeTitle', { name: revoking.name })}
          text={translate('access.keys.revokeText')}
          action={translate('access.keys.revoke')}
          perform={() => request(revokeApiKeyDocument, { id: revoking.id })}
          onDone={() => {
            setRevoking(null)
            notify('access.keys.revokedDone', { type: 'success' })
            slices.reload()
          }}
          onClose={() => setRevoking(null)}
        />
      )}
    </>
  )
}

interface KeyEntryProps {
  readonly apiKey: ApiKey
  readonly named: boolean
  readonly onRevoke: () => void
}

function KeyEntry({ apiKey, named, onRevoke }: KeyEntryProps) {
  const translate = useTranslate()
  const lang = useLang()
  const now = useNow()
  const { name, role, prefix, person, expiresAt, lastUsedAt, revokedAt } = apiKey
  const state = revokedAt !== null ? 'revoked' : Date.parse(expiresAt) <= now ? 'expired' : null
  return (
    <Entry
      title={name}
      marks={
        <>
          <RoleChip role={role} />
          {state !== null && <Chip size="small" label={translate(`access.keys.${state}`)} />}
        </>
      }
      facts={[
        [translate('access.keys.prefix'), <code key="prefix">{prefix}…</code>],
        ...(named ? ([[translate('access.keys.maker'), person.name]] as const) : []),
        revokedAt === null
          ? [translate('access.keys.expires'), sayInstant(expiresAt, lang)]
          : [translate('access.keys.revokedAt'), sayInstant(revokedAt, lang)],
        [
          translate('access.field.lastUsed'),
          lastUsedAt === null ? translate('access.field.never') : sayAgo(lastUsedAt, lang, now),
        ],
      ]}
      actions={
        state === null && (
          <Button
            size="small"
            color="error"
            aria-label={translate('access.keys.revokeLabel', { name })}
            onClick={onRevoke}
          >
            {translate('access.keys.revoke')}
          </Button>
        )
      }
    />
  )
}
