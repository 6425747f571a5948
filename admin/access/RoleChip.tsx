import { Chip } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { Role } from '../../server/access/principal.ts'

/** A role in a word. */
export function RoleChip({ role }: { role: Role }) {
  const translate = useTranslate()
  return (
    <Chip
      size="small"
      variant="outlined"
      label={translate(`access.role.${role}`)}
      {...(role === 'ADMIN' && { color: 'primary' as const })}
    />
  )
}
