import { Chip, Link, Stack, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { sayAgo, sayInstant } from '../data/format.ts'
import { useLang } from '../i18n/useLang.ts'
import { SetLink } from './SetLink.tsx'
import type { ChangeSet } from './types.ts'
import { useNow } from './useNow.ts'
import { sayActor } from './words.ts'

/** Who made a change set, when and why, what kind of work it was, and what it took back or was taken back by. */
export function SetHeader({ set }: { set: ChangeSet }) {
  const { id, seq, at, actor, reason, origin, undoes, undoneBy } = set
  const lang = useLang()
  const translate = useTranslate()
  const now = useNow()
  return (
    <>
      <Stack direction="row" sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}>
        <Typography variant="body2" color="textSecondary">
          <strong>{sayActor(actor, translate)}</strong> ·{' '}
          <Link
            component={RouterLink}
            to={`/changes/${encodeURIComponent(id)}`}
            color="inherit"
            aria-label={translate('history.openSet', { seq })}
          >
            <time dateTime={at}>
              {sayAgo(at, lang, now)} ({sayInstant(at, lang)})
            </time>
          </Link>{' '}
          · {translate('history.seq', { seq })}
        </Typography>
        {origin !== 'EDIT' && (
          <Chip size="small" variant="outlined" label={translate(`history.origin.${origin}`)} />
        )}
        {undoneBy.length > 0 && (
          <Chip size="small" variant="outlined" color="warning" label={translate('history.undone')} />
        )}
      </Stack>
      {reason !== null && (
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {translate('history.reason', { reason })}
        </Typography>
      )}
      <Others label="history.undoes" sets={undoes} />
      <Others label="history.undoneBy" sets={undoneBy} />
    </>
  )
}

/** The most change sets that are named beside another one. */
const NAMED = 3

function Others({ label, sets }: { label: string; sets: ChangeSet['undoes'] }) {
  const translate = useTranslate()
  if (sets.length === 0) return null
  return (
    <Typography variant="body2" color="textSecondary">
      {translate(label)}{' '}
      {sets.slice(0, NAMED).map((set, index) => (
        <span key={set.id}>
          {index > 0 && '; '}
          <SetLink set={set} />
        </span>
      ))}
      {sets.length > NAMED && ` ${translate('history.andSets', { smart_count: sets.length - NAMED })}`}
    </Typography>
  )
}
