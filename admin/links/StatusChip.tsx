import { Chip } from '@mui/material'
import { useTranslate } from 'react-admin'
import type { LinkStatus } from './types.ts'

const colours = { PROPOSED: 'info', ACCEPTED: 'success', DISPUTED: 'warning' } as const

/** What editors think of a link: in words, and in a colour that only repeats them, and that no text has to be read in. */
export function StatusChip({ status }: { status: LinkStatus }) {
  const translate = useTranslate()
  return (
    <Chip
      size="small"
      variant="outlined"
      color={colours[status]}
      label={translate(`links.statuses.${status}`)}
      sx={{ color: 'text.primary' }}
    />
  )
}
