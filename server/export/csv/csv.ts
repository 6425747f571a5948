import type { Format } from '../format.ts'
import { nodeColumns } from './columns.ts'
import { headOf, rowsOf } from './table.ts'

/** The nodes of one kind as a table for spreadsheets. */
export const csv: Format = {
  name: 'csv',
  extension: 'csv',
  mediaType: 'text/csv',
  isOneTable: true,
  async *write(source) {
    for (const kind of source.kinds) {
      const columns = nodeColumns(kind, source)
      yield headOf(columns)
      for await (const states of source.nodes(kind)) yield rowsOf(columns, states)
    }
  },
}
