import { Alert, Box, Button, Link, Stack, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { ChangeItem } from './ChangeItem.tsx'
import { NamesProvider } from './NamesContext.tsx'
import { SetHeader } from './SetHeader.tsx'
import type { ChangeSet, Viewpoint } from './types.ts'
import { MAX_CHANGES, useWholeSet } from './useWholeSet.ts'

interface ChangeSetItemProps {
  readonly set: ChangeSet
  /** How many changes of each set were asked for. */
  readonly each: number
  /** The node from whose side links are told; nobody's where it is left out. */
  readonly viewpoint?: Viewpoint | undefined
  /** The node or link whose history this is; the whole graph's where it is left out. */
  readonly target?: string | undefined
  readonly folded?: boolean
  /** What can be done about the set. */
  readonly actions?: ReactNode
}

/** A change set in words: its author and reason, its first changes, and a way to the others. */
export function ChangeSetItem({ set, each, viewpoint, target, folded = false, actions }: ChangeSetItemProps) {
  const translate = useTranslate()
  const { changes, whole, state, read } = useWholeSet(set, target)
  const asked = whole ? MAX_CHANGES : each
  const left = set.changeCount - changes.length
  // Of one node's or link's history only what concerns it is here: fewer than were asked for are all there are.
  const more = target === undefined ? left > 0 : left > 0 && changes.length >= asked
  return (
    <Box component="article" aria-label={translate('history.seq', { seq: set.seq })} sx={{ minWidth: 0 }}>
      <SetHeader set={set} />
      <NamesProvider changes={changes}>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mt: 0.5 }}>
          {changes.map((change) => (
            <ChangeItem key={change.id} change={change} viewpoint={viewpoint} folded={folded} />
          ))}
        </Box>
      </NamesProvider>
      {state === 'failed' && (
        <Alert severity="error" sx={{ my: 1 }}>
          {translate('history.failed')}
        </Alert>
      )}
      {more && !whole && (
        <Button size="small" loading={state === 'busy'} onClick={read}>
          {target === undefined
            ? translate('history.more', { smart_count: left })
            : translate('history.moreOfSet')}
        </Button>
      )}
      {more && whole && (
        <Typography variant="body2">
          <Link component={RouterLink} to={`/compare?from=${set.seq - 1}&to=${set.seq}`}>
            {translate('history.allOfSet', { smart_count: set.changeCount })}
          </Link>
        </Typography>
      )}
      {target !== undefined && !more && left > 0 && (
        <Typography variant="body2" color="textSecondary">
          {translate('history.elsewhere', { smart_count: left })}
        </Typography>
      )}
      {actions !== undefined && (
        <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 0.5, mt: 0.5, ml: -0.5 }}>
          {actions}
        </Stack>
      )}
    </Box>
  )
}
