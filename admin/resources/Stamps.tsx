import { Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { sayInstant } from '../data/format.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'

/** When a node was made and last changed, and how often. */
export function Stamps({ record: { version, createdAt, updatedAt } }: { record: NodeRecord }) {
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Typography variant="body2" color="textSecondary" sx={{ mt: 2 }}>
      {translate('lg.show.stamps', {
        version,
        created: sayInstant(createdAt, lang),
        updated: sayInstant(updatedAt, lang),
      })}
    </Typography>
  )
}
