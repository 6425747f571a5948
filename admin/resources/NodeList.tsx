import { useMediaQuery } from '@mui/material'
import type { Theme } from '@mui/material'
import { useMemo } from 'react'
import { DataTable, List, Pagination, useListContext, useStore } from 'react-admin'
import { useMay } from '../access/ViewerContext.tsx'
import { useModel } from '../data/ModelContext.tsx'
import { ListNews } from '../live/ListNews.tsx'
import { BulkMerge } from '../merge/BulkMerge.tsx'
import { BulkDelete } from './BulkDelete.tsx'
import { columnsOf, firstSort, hiddenOf } from './columns.ts'
import { ColumnValue } from './ColumnValue.tsx'
import { EmptyList, NothingFound } from './EmptyList.tsx'
import { ListActions } from './ListActions.tsx'
import { ListFailed, stayHere } from './LoadFailed.tsx'
import { NodeCards } from './NodeCards.tsx'
import { useFilterInputs } from './useFilterInputs.tsx'
import { useKind } from './useKind.ts'
import { useColumnLabel } from './useSay.ts'

/** The list of a kind: a table, or cards on a phone. */
export function NodeList() {
  const model = useModel()
  const kind = useKind()
  const label = useColumnLabel()
  const may = useMay()
  const [mayMerge, mayDelete] = [may('Mutation.merge'), may(`Mutation.delete${kind.name}`)]
  const filters = useFilterInputs(kind)
  const narrow = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'))
  const columns = useMemo(() => columnsOf(model, kind), [model, kind])
  const hiddenAtFirst = useMemo(() => hiddenOf(columns), [columns])
  const [hidden] = useStore<string[]>(`${kind.plural}.datatable`, hiddenAtFirst)
  const shown = columns.filter(({ source }) => !hidden.includes(source))
  return (
    <List
      filters={filters}
      actions={<ListActions narrow={narrow} />}
      sort={firstSort(kind)}
      perPage={25}
      pagination={<Pages />}
      empty={<EmptyList />}
      error={<ListFailed />}
      queryOptions={{ meta: { columns: shown.map(({ source }) => source) }, onError: stayHere }}
    >
      <ListNews kind={kind.name} />
      {narrow ? (
        <NodeCards columns={shown} />
      ) : (
        <DataTable
          rowClick="show"
          hiddenColumns={hiddenAtFirst}
          bulkActionButtons={
            (mayMerge || mayDelete) && (
              <>
                {mayMerge && <BulkMerge />}
                {mayDelete && <BulkDelete />}
              </>
            )
          }
          empty={<NothingFound />}
        >
          {columns.map((column) => (
            <DataTable.Col
              key={column.source}
              source={column.source}
              label={label(column)}
              disableSort={!column.sortable}
              align={column.numeric ? 'right' : 'left'}
              render={() => <ColumnValue column={column} />}
            />
          ))}
        </DataTable>
      )}
    </List>
  )
}

/** What could not be read has no pages. */
function Pages() {
  const { error } = useListContext()
  return error ? null : <Pagination rowsPerPageOptions={[10, 25, 50, 100]} />
}
