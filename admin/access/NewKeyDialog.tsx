import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  MenuItem,
  TextField,
} from '@mui/material'
import { useId, useState } from 'react'
import { useTranslate } from 'react-admin'
import { request } from '../data/graphql.ts'
import { CopyField } from './CopyField.tsx'
import { createApiKeyDocument } from './documents.ts'
import type { PersonRole } from '../../server/access/principal.ts'
import { RoleField } from './RoleField.tsx'
import { useSubmit } from './useSubmit.ts'

/** How long a key can be made to last, in days. */
const LASTING = [30, 90, 180, 365] as const
const DAY_MS = 86_400_000

interface NewKeyDialogProps {
  /** The highest role that it can have: its maker's. */
  readonly most: PersonRole
  readonly onMade: () => void
  readonly onClose: () => void
}

/** Makes a key, and shows its secret this once. */
export function NewKeyDialog({ most, onMade, onClose }: NewKeyDialogProps) {
  const translate = useTranslate()
  const heading = useId()
  const { isBusy, problems, submit } = useSubmit()
  const [name, setName] = useState('')
  const [role, setRole] = useState<PersonRole>('READER')
  const [days, setDays] = useState(90)
  const [secret, setSecret] = useState<string | null>(null)

  const make = async () => {
    const made = await submit(() =>
      request(createApiKeyDocument, {
        name: name.trim(),
        role,
        expiresAt: new Date(Date.now() + days * DAY_MS).toISOString(),
      }),
    )
    if (made === undefined) return
    setSecret(made.created.secret)
    onMade()
  }
  if (secret !== null)
    return (
      <Dialog open fullWidth maxWidth="sm" aria-labelledby={heading}>
        <DialogTitle id={heading}>{translate('access.keys.made', { name: name.trim() })}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          <Alert severity="warning">{translate('access.keys.once')}</Alert>
          <CopyField label={translate('access.keys.secret')} value={secret} />
        </DialogContent>
        <DialogActions>
          <Button variant="contained" onClick={onClose}>
            {translate('access.keys.kept')}
          </Button>
        </DialogActions>
      </Dialog>
    )
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={heading}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <DialogTitle id={heading}>{translate('access.keys.new')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {problems.whole !== null && <Alert severity="error">{problems.whole}</Alert>}
          <TextField
            label={translate('access.keys.name')}
            value={name}
            onChange={({ target }) => setName(target.value)}
            error={problems.fields['name'] !== undefined}
            helperText={problems.fields['name'] ?? translate('access.keys.nameHelp')}
            slotProps={{ htmlInput: { maxLength: 100 } }}
            autoFocus
          />
          <RoleField value={role} onChange={setRole} most={most} problem={problems.fields['role']} />
          <TextField
            select
            label={translate('access.keys.lasting')}
            value={days}
            onChange={({ target }) => setDays(Number(target.value))}
            error={problems.fields['expiresAt'] !== undefined}
            helperText={problems.fields['expiresAt']}
          >
            {LASTING.map((each) => (
              <MenuItem key={each} value={each}>
                {translate('access.keys.days', { smart_count: each })}
              </MenuItem>
            ))}
          </TextField>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button type="submit" variant="contained" loading={isBusy} disabled={name.trim() === ''}>
            {translate('access.keys.make')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
