import { Divider, List, ListItemButton, Stack, Typography } from '@mui/material'
import { Fragment } from 'react'
import { Loading, RecordContextProvider, useCreatePath, useListContext } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import type { Column } from './columns.ts'
import { NothingFound } from './EmptyList.tsx'
import { ReferenceName } from './ReferenceName.tsx'
import { useKind } from './useKind.ts'
import { useColumnLabel, useSay } from './useSay.ts'

/** The same list on a phone: one card for each node, with what its columns say. */
export function NodeCards({ columns }: { columns: readonly Column[] }) {
  const kind = useKind()
  const lang = useLang()
  const createPath = useCreatePath()
  const { data, isPending } = useListContext<NodeRecord>()
  if (isPending) return <Loading />
  if (data === undefined || data.length === 0) return <NothingFound />
  return (
    // In a track that may shrink to nothing, so that a long line ends in dots instead of widening the page.
    <List disablePadding sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {data.map((record) => (
        <Fragment key={record.id}>
          <ListItemButton
            component={RouterLink}
            to={createPath({ resource: kind.plural, id: record.id, type: 'show' })}
            sx={{ display: 'block', py: 1.5 }}
          >
            <RecordContextProvider value={record}>
              <Typography sx={{ fontWeight: 600, color: 'primary.main' }}>
                {titleOf(kind, record, lang)}
              </Typography>
              <Facts columns={columns} record={record} />
            </RecordContextProvider>
          </ListItemButton>
          <Divider component="li" />
        </Fragment>
      ))}
    </List>
  )
}

function Facts({ columns, record }: { columns: readonly Column[]; record: NodeRecord }) {
  const kind = useKind()
  const say = useSay(kind)
  const label = useColumnLabel()
  return (
    <Stack component="span" sx={{ mt: 0.5 }}>
      {columns.map((column) => {
        const text = say(column, record)
        if (column.shows === 'title' || text === '') return null
        return (
          <Typography key={column.source} variant="body2" component="span" color="textSecondary" noWrap>
            {label(column)}:{' '}
            {column.shows === 'reference' ? <ReferenceName to={column.to} id={text} /> : text}
          </Typography>
        )
      })}
    </Stack>
  )
}
