import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, TextField } from '@mui/material'
import { useId, useState } from 'react'
import { useTranslate } from 'react-admin'
import { request } from '../data/graphql.ts'
import { createPersonDocument, updatePersonDocument } from './documents.ts'
import type { PersonRole } from '../../server/access/principal.ts'
import type { Person } from './documents.ts'
import { NewPassword } from './NewPassword.tsx'
import { passwordTooShort } from './problems.ts'
import { RoleField } from './RoleField.tsx'
import { useSubmit } from './useSubmit.ts'

interface PersonDialogProps {
  /** Who is to be changed; left out, somebody is added. */
  readonly person?: Person
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Lets somebody in, or changes their name, role or password. */
export function PersonDialog({ person, onDone, onClose }: PersonDialogProps) {
  const translate = useTranslate()
  const heading = useId()
  const { isBusy, problems, refuse, submit } = useSubmit()
  const [email, setEmail] = useState(person?.email ?? '')
  const [name, setName] = useState(person?.name ?? '')
  const [role, setRole] = useState<PersonRole>(person?.role ?? 'READER')
  const [password, setPassword] = useState('')

  const save = async () => {
    const tooShort = password === '' ? null : passwordTooShort(password, translate)
    if (tooShort !== null) {
      refuse({ password: tooShort })
      return
    }
    const saved = await submit(() =>
      person === undefined
        ? request(createPersonDocument, {
            email: email.trim(),
            name: name.trim(),
            role,
            password: password === '' ? null : password,
          })
        : request(updatePersonDocument, {
            id: person.id,
            ...(name.trim() !== person.name && { name: name.trim() }),
            ...(role !== person.role && { role }),
            ...(password !== '' && { password }),
          }),
    )
    if (saved !== undefined) onDone()
  }
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby={heading}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <DialogTitle id={heading} sx={{ overflowWrap: 'anywhere' }}>
          {person === undefined
            ? translate('access.people.add')
            : translate('access.people.editLabel', { name: person.name })}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          {problems.whole !== null && <Alert severity="error">{problems.whole}</Alert>}
          {person === undefined && (
            <TextField
              label={translate('access.field.email')}
              type="email"
              autoComplete="off"
              value={email}
              onChange={({ target }) => setEmail(target.value)}
              error={problems.fields['email'] !== undefined}
              helperText={problems.fields['email']}
              autoFocus
            />
          )}
          <TextField
            label={translate('access.field.name')}
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
            error={problems.fields['name'] !== undefined}
            helperText={problems.fields['name'] ?? translate('access.people.nameHelp')}
            slotProps={{ htmlInput: { maxLength: 100 } }}
            autoFocus={person !== undefined}
          />
          <RoleField value={role} onChange={setRole} problem={problems.fields['role']} />
          <NewPassword
            value={password}
            onChange={setPassword}
            problem={problems.fields['password']}
            help={translate(
              person === undefined ? 'access.people.passwordHelp' : 'access.people.newPasswordHelp',
            )}
          />
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
          <Button
            type="submit"
            variant="contained"
            loading={isBusy}
            disabled={email.trim() === '' || name.trim() === ''}
          >
            {translate('ra.action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
