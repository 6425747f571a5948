import { Box, Card, Divider, Link, List, ListItem, Typography } from '@mui/material'
import { Fragment } from 'react'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { upperFirst } from '../../../server/model/index.ts'
import { sayAgo, sayInstant } from '../../data/format.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import type { Change, ChangeSet } from './documents.ts'
import { useNow } from './useNow.ts'
import { sayActor, saySubject } from './words.ts'

/** The newest change sets in words: who did what to which, and when. */
export function ChangeFeed({ sets }: { sets: readonly ChangeSet[] }) {
  const translate = useTranslate()
  return (
    <Box component="section" aria-labelledby="dashboard-changes">
      <Typography id="dashboard-changes" variant="h5" component="h2" sx={{ mb: 1.5 }}>
        {translate('lg.dashboard.changes')}
      </Typography>
      <Card>
        {sets.length === 0 ? (
          <Typography color="textSecondary" sx={{ p: 2 }}>
            {translate('lg.dashboard.noChanges')}
          </Typography>
        ) : (
          <List disablePadding>
            {sets.map((set, index) => (
              <Fragment key={set.seq}>
                {index > 0 && <Divider component="li" />}
                <SetItem set={set} />
              </Fragment>
            ))}
          </List>
        )}
      </Card>
    </Box>
  )
}

function SetItem({ set: { at, actor, reason, changeCount, changes } }: { set: ChangeSet }) {
  const lang = useLang()
  const translate = useTranslate()
  const now = useNow()
  const more = changeCount - changes.length
  return (
    <ListItem sx={{ display: 'block', py: 1.5 }}>
      <Typography variant="body2" color="textSecondary">
        {sayActor(actor, translate)} ·{' '}
        <time dateTime={at} title={sayInstant(at, lang)}>
          {sayAgo(at, lang, now)}
        </time>
      </Typography>
      {changes.map((change) => (
        <ChangeLine key={`${change.action} ${change.targetId}`} change={change} />
      ))}
      {more > 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('lg.dashboard.more', { smart_count: more })}
        </Typography>
      )}
      {reason !== null && (
        <Typography variant="body2" color="textSecondary">
          {translate('lg.dashboard.reason', { reason })}
        </Typography>
      )}
    </ListItem>
  )
}

const verbs = { CREATED: 'created', UPDATED: 'updated', DELETED: 'deleted' } as const

function ChangeLine({ change }: { change: Change }) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const createPath = useCreatePath()
  const { action, subject, kind, targetId, title } = change
  const resource = model.kinds.find(({ name }) => name === kind)?.plural
  const words = `${translate(`lg.dashboard.${verbs[action]}`)} ${saySubject(model, change, lang, translate)}`
  const linked = subject === 'NODE' && action !== 'DELETED' && resource !== undefined
  return (
    <Typography sx={{ overflowWrap: 'anywhere' }}>
      {upperFirst(words)}:{' '}
      {linked ? (
        <Link component={RouterLink} to={createPath({ resource, id: targetId, type: 'show' })}>
          {title}
        </Link>
      ) : (
        <span>{title}</span>
      )}
    </Typography>
  )
}
