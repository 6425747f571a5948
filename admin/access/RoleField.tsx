import { MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { isAtLeast } from '../../server/access/principal.ts'
import type { Role } from '../../server/access/principal.ts'
import { PERSON_ROLES } from '../../server/access/principal.ts'
import type { PersonRole } from '../../server/access/principal.ts'

interface RoleFieldProps {
  readonly value: PersonRole
  readonly onChange: (role: PersonRole) => void
  /** The highest that is offered. */
  readonly most?: Role
  readonly problem?: string | undefined
}

/** One of the roles, with what it allows. */
export function RoleField({ value, onChange, most = 'ADMIN', problem }: RoleFieldProps) {
  const translate = useTranslate()
  return (
    <TextField
      select
      label={translate('access.field.role')}
      value={value}
      onChange={({ target }) => {
        const role = PERSON_ROLES.find((one) => one === target.value)
        if (role !== undefined) onChange(role)
      }}
      error={problem !== undefined}
      helperText={problem ?? translate(`access.roleUse.${value}`)}
    >
      {PERSON_ROLES.filter((role) => isAtLeast(most, role)).map((role) => (
        <MenuItem key={role} value={role}>
          {translate(`access.role.${role}`)}
        </MenuItem>
      ))}
    </TextField>
  )
}
