import AddIcon from '@mui/icons-material/Add'
import { Alert, Box, Button, IconButton, Stack, TextField, Tooltip, Typography } from '@mui/material'
import { useEffect, useId, useState } from 'react'
import { useTranslate } from 'react-admin'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import type { Group } from './groups.ts'
import { LinkRow } from './LinkRow.tsx'
import { groupTitle } from './relations.ts'
import type { LinkEdge } from './types.ts'

/** From this many links on, a person looks for one rather than reads them all. */
const SEARCHED_FROM = 10
const PAUSE_MS = 250

interface LinkGroupProps {
  readonly group: Group
  readonly editable: boolean
  readonly onAdd: () => void
  readonly onEdit: (edge: LinkEdge) => void
  readonly onDelete: (edge: LinkEdge) => void
  readonly more: (group: Group) => Promise<void>
  readonly find: (group: Group, search: string, signal: AbortSignal) => Promise<void>
}

/** The links of one relation: the first of them, more when asked, and a search where they are many. */
export function LinkGroup({ group, editable, onAdd, onEdit, onDelete, more, find }: LinkGroupProps) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const heading = useId()
  const [typed, setTyped] = useState(group.search)
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready')
  const { relation, totalCount, matching, edges, next } = group
  // Where a node may have but one such link, there is no second to add.
  const full = relation.link.toOne && relation.direction === 'out' && totalCount > 0
  const title = groupTitle(relation, lang)
  const kind = model.kind(relation.to).pluralWords[lang]

  useEffect(() => {
    if (typed.trim() === group.search) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      find(group, typed.trim(), controller.signal).then(
        () => setState('ready'),
        () => {
          if (!controller.signal.aborted) setState('failed')
        },
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
    // Other changes to the group, such as an edited link, are no reason to search again.
  }, [typed, find, group.search])

  const showMore = () => {
    setState('loading')
    more(group).then(
      () => setState('ready'),
      () => setState('failed'),
    )
  }
  return (
    <Box component="section" aria-labelledby={heading}>
      <Stack direction="row" sx={{ alignItems: 'center', gap: 1, minHeight: 40 }}>
        <Typography
          id={heading}
          component="h3"
          variant="subtitle1"
          sx={{ flex: 1, minWidth: 0, fontWeight: 600 }}
        >
          {title}{' '}
          <Typography component="span" variant="body2" color="textSecondary">
            · {kind} ({new Intl.NumberFormat(lang).format(totalCount)})
          </Typography>
        </Typography>
        {editable && !full && (
          <Tooltip title={translate('links.addTo', { group: title })}>
            <IconButton size="small" aria-label={translate('links.addTo', { group: title })} onClick={onAdd}>
              <AddIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        )}
      </Stack>
      {totalCount > SEARCHED_FROM && (
        <TextField
          type="search"
          size="small"
          margin="dense"
          label={translate('links.find')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          sx={{ width: { xs: '100%', sm: 320 } }}
        />
      )}
      <Box component="ul" sx={{ m: 0, p: 0 }}>
        {edges.map((edge) => (
          <LinkRow
            key={edge.id}
            edge={edge}
            editable={editable}
            onEdit={() => onEdit(edge)}
            onDelete={() => onDelete(edge)}
          />
        ))}
      </Box>
      {edges.length === 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ py: 1 }}>
          {translate('links.notFound')}
        </Typography>
      )}
      {state === 'failed' && <Alert severity="error">{translate('links.failed')}</Alert>}
      {next !== null && (
        <Stack direction="row" sx={{ alignItems: 'center', gap: 2 }}>
          <Button size="small" loading={state === 'loading'} onClick={showMore}>
            {translate('links.more')}
          </Button>
          <Typography variant="body2" color="textSecondary" role="status">
            {translate('links.shown', {
              shown: new Intl.NumberFormat(lang).format(edges.length),
              total: new Intl.NumberFormat(lang).format(matching),
            })}
          </Typography>
        </Stack>
      )}
    </Box>
  )
}
