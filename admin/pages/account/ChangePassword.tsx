import { Alert, Box, Button } from '@mui/material'
import { useState } from 'react'
import { useNotify, useTranslate } from 'react-admin'
import { PASSWORD_LENGTH } from '../../../server/access/password-rules.ts'
import { changePasswordDocument } from '../../access/documents.ts'
import { PasswordField } from '../../access/PasswordField.tsx'
import { passwordTooShort } from '../../access/problems.ts'
import { useSubmit } from '../../access/useSubmit.ts'
import { useViewer } from '../../access/ViewerContext.tsx'
import { request } from '../../data/graphql.ts'

/** Changes one's own password; whoever else was signed in with the old one is no longer. */
export function ChangePassword() {
  const translate = useTranslate()
  const notify = useNotify()
  const { changed } = useViewer()
  const { isBusy, problems, refuse, submit } = useSubmit()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')

  const change = async () => {
    const tooShort = passwordTooShort(next, translate)
    if (tooShort !== null) {
      refuse({ new: tooShort })
      return
    }
    const answer = await submit(() => request(changePasswordDocument, { current, new: next }))
    if (answer === undefined) return
    changed(answer.viewer)
    setCurrent('')
    setNext('')
    notify('access.account.passwordChanged', { type: 'success' })
  }
  return (
    <Box
      component="form"
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' },
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void change()
      }}
    >
      {problems.whole !== null && (
        <Alert severity="error" sx={{ gridColumn: '1 / -1' }}>
          {problems.whole}
        </Alert>
      )}
      <PasswordField
        label={translate('access.account.current')}
        autoComplete="current-password"
        value={current}
        onChange={setCurrent}
        error={problems.fields['current'] !== undefined}
        helperText={problems.fields['current']}
      />
      <PasswordField
        label={translate('access.field.newPassword')}
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        error={problems.fields['new'] !== undefined}
        helperText={problems.fields['new'] ?? translate('access.password.rule', PASSWORD_LENGTH)}
      />
      <Box sx={{ gridColumn: '1 / -1' }}>
        <Button type="submit" variant="outlined" loading={isBusy} disabled={current === '' || next === ''}>
          {translate('access.account.change')}
        </Button>
      </Box>
    </Box>
  )
}
