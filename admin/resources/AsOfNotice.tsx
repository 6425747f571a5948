import { Alert, Link, Stack } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link as RouterLink, useLocation } from 'react-router-dom'
import { sayInstant } from '../data/format.ts'
import { writeMoment } from '../data/moments.ts'
import type { Moment } from '../data/moments.ts'
import { useLang } from '../i18n/useLang.ts'

/** Says that a page shows what was, that nothing can be changed there, and where the present is. */
export function AsOfNotice({ asOf }: { asOf: Moment }) {
  const translate = useTranslate()
  const lang = useLang()
  const { pathname } = useLocation()
  return (
    <Alert severity="warning" role="status" sx={{ mb: 2 }}>
      {'seq' in asOf
        ? translate('history.past.seq', { seq: asOf.seq })
        : translate('history.past.at', { when: sayInstant(asOf.at, lang) })}
      <Stack direction="row" sx={{ flexWrap: 'wrap', columnGap: 2 }}>
        <Link component={RouterLink} to={pathname}>
          {translate('history.past.now')}
        </Link>
        <Link component={RouterLink} to={`/compare?from=${encodeURIComponent(writeMoment(asOf))}`}>
          {translate('history.withNow')}
        </Link>
      </Stack>
    </Alert>
  )
}
