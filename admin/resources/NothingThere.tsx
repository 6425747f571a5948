import { Typography } from '@mui/material'
import { useTranslate } from 'react-admin'

/** Says that a part of a page has nothing to show. */
export function NothingThere() {
  const translate = useTranslate()
  return (
    <Typography variant="body2" color="textSecondary">
      {translate('lg.show.nothing')}
    </Typography>
  )
}
