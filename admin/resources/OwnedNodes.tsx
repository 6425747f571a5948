import { Card, CardContent, Typography } from '@mui/material'
import { DataTable, Pagination, ReferenceManyField } from 'react-admin'
import { referencesOf, upperFirst } from '../../server/model/index.ts'
import type { Relation } from '../../server/model/index.ts'
import { useAsOf } from '../data/AsOfContext.tsx'
import { writeMoment } from '../data/moments.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { columnsOf, firstSort } from './columns.ts'
import { ColumnValue } from './ColumnValue.tsx'
import { NothingThere } from './NothingThere.tsx'
import { useColumnLabel } from './useSay.ts'

/** The nodes that belong to this one, such as a source's passages. */
export function OwnedNodes({ relation, id }: { relation: Relation; id: string }) {
  const model = useModel()
  const lang = useLang()
  const label = useColumnLabel()
  const asOf = useAsOf()
  const kind = model.kind(relation.to)
  const [target] = referencesOf(kind).find(([, field]) => field.reverse === relation.name) ?? ['']
  const columns = columnsOf(model, kind).filter(({ hidden, source }) => !hidden && source !== target)
  return (
    <Card>
      {/* In a track that may shrink to nothing, so that on a phone the table is pushed to and fro, not the page. */}
      <CardContent sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
          {upperFirst(relation.words[lang])}
        </Typography>
        <ReferenceManyField
          key={id}
          reference={kind.plural}
          target={target}
          sort={firstOf(kind.titledBy, firstSort(kind))}
          perPage={10}
          queryOptions={{ meta: { asOf: writeMoment(asOf) } }}
          pagination={<Pagination rowsPerPageOptions={[10, 25, 50]} />}
        >
          <DataTable
            rowClick="show"
            bulkActionButtons={false}
            empty={<NothingThere />}
            storeKey={`owned.${kind.plural}`}
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
        </ReferenceManyField>
      </CardContent>
    </Card>
  )
}

type Sort = ReturnType<typeof firstSort>

/** Within their owner, nodes that are called by a number come in that order. */
const firstOf = (titledBy: { number: string } | { field: string }, otherwise: Sort): Sort =>
  'number' in titledBy ? { field: titledBy.number, order: 'ASC' } : otherwise
