import { Alert, Box, Button, Card, CardContent, Divider, Skeleton, Typography } from '@mui/material'
import { Fragment, useCallback } from 'react'
import type { ReactNode } from 'react'
import { useRefresh, useTranslate } from 'react-admin'
import { sayError } from '../data/errors.ts'
import { request } from '../data/graphql.ts'
import { RetryButton } from '../layout/RetryButton.tsx'
import { useApiLang } from '../links/language.ts'
import { NewsNotice } from '../live/NewsNotice.tsx'
import { useLogNews } from '../live/useLogNews.ts'
import { ChangeSetItem } from './ChangeSetItem.tsx'
import { changesDocument } from './documents.ts'
import type { ChangesFilter } from './documents.ts'
import type { ChangeSet, Viewpoint } from './types.ts'
import { useSlices } from './useSlices.ts'
import type { ReadSlice } from './useSlices.ts'

/** Change sets that come at once. */
const PAGE = 20

interface ChangeSetListProps {
  /** Must keep its identity while it asks for the same. */
  readonly filter: ChangesFilter
  readonly viewpoint?: Viewpoint
  /** How many changes of each set come with it. */
  readonly each: number
  /** What to say where there are none. */
  readonly none: string
  /** What can be done about a set; `reload` reads the list anew. */
  readonly actions: (set: ChangeSet, reload: () => void) => ReactNode
}

/** Change sets, the newest first, and the older ones when somebody asks for them. */
export function ChangeSetList({ filter, viewpoint, each, none, actions }: ChangeSetListProps) {
  const translate = useTranslate()
  const lang = useApiLang()
  const readSlice = useCallback<ReadSlice<ChangeSet, null>>(
    async (last, signal) => {
      const { changes } = await request(
        changesDocument,
        { ...filter, first: PAGE, after: last?.next ?? null, each, lang },
        signal,
      )
      const { hasNextPage, endCursor } = changes.pageInfo
      return { items: changes.nodes, head: null, next: hasNextPage ? endCursor : null }
    },
    [filter, each, lang],
  )
  const { read, busy, error, more, reload, retry } = useSlices(readSlice)
  const news = useLogNews(filter, read && (read.items[0]?.seq ?? 0))
  const refresh = useRefresh()
  const see = () => {
    reload()
    // What stands around the list, such as the title of a node, may have changed as well.
    refresh()
  }
  const failure = error !== undefined && (
    <Alert severity="error" sx={{ m: 2 }} action={<RetryButton onClick={retry} />}>
      {sayError(error, translate)}
    </Alert>
  )
  if (read === undefined)
    return (
      failure || (
        <Box role="status" aria-label={translate('ra.page.loading')}>
          <Skeleton variant="rounded" height={240} />
        </Box>
      )
    )
  return (
    <Card sx={{ overflow: 'visible' }}>
      <NewsNotice news={news} says="log" onSee={see} />
      {read.items.length === 0 && (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {none}
        </Typography>
      )}
      {read.items.map((set, index) => (
        <Fragment key={set.id}>
          {index > 0 && <Divider />}
          <CardContent sx={{ '&:last-child': { pb: 2 } }}>
            <ChangeSetItem
              set={set}
              each={each}
              viewpoint={viewpoint}
              target={filter.target}
              actions={actions(set, reload)}
            />
          </CardContent>
        </Fragment>
      ))}
      {failure}
      {read.next !== null && (
        <Box sx={{ p: 2, borderTop: 1, borderColor: 'divider' }}>
          <Button loading={busy} onClick={more} variant="outlined">
            {translate('history.older')}
          </Button>
        </Box>
      )}
    </Card>
  )
}
