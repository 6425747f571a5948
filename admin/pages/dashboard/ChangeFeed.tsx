import { Box, Card, CardContent, Divider, Link, Typography } from '@mui/material'
import { Fragment } from 'react'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { ChangeSetItem } from '../../history/ChangeSetItem.tsx'
import type { ChangeSet } from '../../history/types.ts'

interface ChangeFeedProps {
  readonly sets: readonly ChangeSet[]
  /** How many changes of each set were asked for. */
  readonly each: number
}

/** The newest change sets in words: who did what to which, and when. */
export function ChangeFeed({ sets, each }: ChangeFeedProps) {
  const translate = useTranslate()
  return (
    <Box component="section" aria-labelledby="dashboard-changes" sx={{ minWidth: 0 }}>
      <Typography id="dashboard-changes" variant="h5" component="h2" sx={{ mb: 1.5 }}>
        {translate('lg.dashboard.changes')}
      </Typography>
      <Card>
        {sets.length === 0 && (
          <Typography color="textSecondary" sx={{ p: 2 }}>
            {translate('history.none')}
          </Typography>
        )}
        {sets.map((set, index) => (
          <Fragment key={set.id}>
            {index > 0 && <Divider />}
            <CardContent sx={{ '&:last-child': { pb: 2 } }}>
              <ChangeSetItem set={set} each={each} folded />
            </CardContent>
          </Fragment>
        ))}
        {sets.length > 0 && (
          <Box sx={{ px: 2, py: 1.5, borderTop: 1, borderColor: 'divider' }}>
            <Link component={RouterLink} to="/changes">
              {translate('history.toLog')}
            </Link>
          </Box>
        )}
      </Card>
    </Box>
  )
}
