import { ColumnsButton, CreateButton, FilterButton, TopToolbar } from 'react-admin'
import { ExportList } from '../export/ExportList.tsx'

/** What can be done with a list: narrow it, choose its columns, add to it, take it along as a file. */
export function ListActions({ narrow }: { narrow: boolean }) {
  return (
    <TopToolbar>
      <FilterButton />
      {!narrow && <ColumnsButton />}
      <CreateButton />
      <ExportList />
    </TopToolbar>
  )
}
