import { ColumnsButton, CreateButton, FilterButton, TopToolbar } from 'react-admin'
import type { Column } from './columns.ts'
import { ExportButton } from './ExportButton.tsx'

/** What can be done with a list: narrow it, choose its columns, add to it, take it along as a file. */
export function ListActions({ columns, narrow }: { columns: readonly Column[]; narrow: boolean }) {
  return (
    <TopToolbar>
      <FilterButton />
      {!narrow && <ColumnsButton />}
      <CreateButton />
      <ExportButton columns={columns} />
    </TopToolbar>
  )
}
