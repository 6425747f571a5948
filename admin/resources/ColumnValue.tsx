import { Box, Link } from '@mui/material'
import { useCreatePath, useRecordContext } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { nameThen } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import type { Column } from './columns.ts'
import { ReferenceName } from './ReferenceName.tsx'
import { useKind } from './useKind.ts'
import { useSay } from './useSay.ts'

/** A cell of a list. The title is a real link, so that the list can be walked through with the keyboard. */
export function ColumnValue({ column }: { column: Column }) {
  const kind = useKind()
  const say = useSay(kind)
  const createPath = useCreatePath()
  const record = useRecordContext<NodeRecord>()
  if (record === undefined) return null
  const text = say(column, record)
  if (column.shows === 'title')
    return (
      <Link
        component={RouterLink}
        to={createPath({ resource: kind.plural, id: record.id, type: 'show' })}
        onClick={(event) => event.stopPropagation()}
        sx={{ fontWeight: 600, textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}
      >
        {text}
      </Link>
    )
  if (column.shows === 'reference')
    return text === '' ? null : (
      <ReferenceName to={column.to} id={text} called={nameThen(record, column.source)} linked />
    )
  return (
    <Box
      component="span"
      sx={{
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: 3,
        overflow: 'hidden',
        ...(column.shows === 'stamp' && { whiteSpace: 'nowrap', color: 'text.secondary' }),
      }}
    >
      {text}
    </Box>
  )
}
