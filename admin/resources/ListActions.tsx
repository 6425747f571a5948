import { ColumnsButton, CreateButton, FilterButton, TopToolbar } from 'react-admin'
import { useMay } from '../access/ViewerContext.tsx'
import { ExportList } from '../export/ExportList.tsx'
import { useKind } from './useKind.ts'

/** What can be done with a list: narrow it, choose its columns, add to it, take it along as a file. */
export function ListActions({ narrow }: { narrow: boolean }) {
  const may = useMay()
  const kind = useKind()
  return (
    <TopToolbar>
      <FilterButton />
      {!narrow && <ColumnsButton />}
      {may(`Mutation.create${kind.name}`) && <CreateButton />}
      <ExportList />
    </TopToolbar>
  )
}
