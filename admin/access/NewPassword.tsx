import { Box, Button } from '@mui/material'
import { useTranslate } from 'react-admin'
import { madeUpPassword } from './made-up-password.ts'
import { PasswordField } from './PasswordField.tsx'

interface NewPasswordProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help: string
  readonly problem: string | undefined
}

/** A password for somebody else: typed, or made up; shown, since it is to be passed on. */
export function NewPassword({ value, onChange, help, problem }: NewPasswordProps) {
  const translate = useTranslate()
  return (
    <Box>
      <PasswordField
        label={translate('access.field.newPassword')}
        autoComplete="new-password"
        value={value}
        onChange={onChange}
        error={problem !== undefined}
        helperText={problem ?? help}
        shown
      />
      <Button size="small" onClick={() => onChange(madeUpPassword())}>
        {translate('access.password.makeUp')}
      </Button>
    </Box>
  )
}
