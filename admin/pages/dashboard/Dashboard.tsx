import { Alert, Box, Skeleton, Stack } from '@mui/material'
import { Title, useTranslate } from 'react-admin'
import type { ReactNode } from 'react'
import { sayError } from '../../data/errors.ts'
import type { Reading } from '../../data/useRead.ts'
import { useRead } from '../../data/useRead.ts'
import { ExportMenu } from '../../export/ExportMenu.tsx'
import { changesDocument } from '../../history/documents.ts'
import { RetryButton } from '../../layout/RetryButton.tsx'
import { useApiLang } from '../../links/language.ts'
import { NewsNotice } from '../../live/NewsNotice.tsx'
import { useNews } from '../../live/useNews.ts'
import { ChangeFeed } from './ChangeFeed.tsx'
import { statsDocument } from './documents.ts'
import { Counts } from './Counts.tsx'

const none = {}

/** Changes of a set that the overview tells. */
const EACH = 3

/** What there is, and what has just happened to it. */
export function Dashboard() {
  const translate = useTranslate()
  const lang = useApiLang()
  const stats = useRead(statsDocument, none)
  const changes = useRead(changesDocument, { first: 12, after: null, each: EACH, lang })
  const [news, forget] = useNews((set) => set.changes)
  const see = () => {
    forget()
    stats.reload()
    changes.reload()
  }
  return (
    <Stack sx={{ gap: 3, my: 2 }}>
      <Title title="ra.page.dashboard" />
      <Box sx={{ display: 'flex', justifyContent: 'end', mb: -2 }}>
        <ExportMenu part={none} label={translate('lg.export.all')} />
      </Box>
      <NewsNotice news={news} says="graph" onSee={see} />
      <Part reading={stats.state} reload={stats.reload}>
        {({ stats: found }) => <Counts stats={found} />}
      </Part>
      <Part reading={changes.state} reload={changes.reload}>
        {({ changes: found }) => <ChangeFeed sets={found.nodes} each={EACH} />}
      </Part>
    </Stack>
  )
}

interface PartProps<Result> {
  readonly reading: Reading<Result>
  readonly reload: () => void
  readonly children: (result: Result) => ReactNode
}

function Part<Result>({ reading, reload, children }: PartProps<Result>) {
  const translate = useTranslate()
  switch (reading.is) {
    case 'loading':
      return (
        <Box role="status" aria-label={translate('ra.page.loading')}>
          <Skeleton variant="rounded" height={160} />
        </Box>
      )
    case 'failed':
      return (
        <Alert severity="error" action={<RetryButton onClick={reload} />}>
          {sayError(reading.error, translate)}
        </Alert>
      )
    case 'read':
      return children(reading.result)
  }
}
