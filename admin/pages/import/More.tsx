import { Typography } from '@mui/material'
import { useTranslate } from 'react-admin'

/** How many there are beside those that are listed, where there are any. */
export function More({ count, listed }: { readonly count: number; readonly listed: number }) {
  const translate = useTranslate()
  if (count <= listed) return null
  return (
    <Typography color="textSecondary">{translate('import.more', { smart_count: count - listed })}</Typography>
  )
}
