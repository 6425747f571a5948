import { Stack } from '@mui/material'
import { Edit, ListButton, ShowButton, TopToolbar, useRecordContext } from 'react-admin'
import { Guarded } from '../access/Guarded.tsx'
import { useMay } from '../access/ViewerContext.tsx'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { LinksPanel } from '../links/LinksPanel.tsx'
import { DeleteNode } from './DeleteNode.tsx'
import { EditForm } from './EditForm.tsx'
import { EditFailed, stayHere } from './LoadFailed.tsx'
import { PageTitle } from './PageTitle.tsx'
import { useKind } from './useKind.ts'

/** A node's fields and evidence to be changed, and under them its links, which are saved one by one. */
export function NodeEdit() {
  const kind = useKind()
  return (
    <Guarded for={`Mutation.update${kind.name}`}>
      <Page />
    </Guarded>
  )
}

function Page() {
  const kind = useKind()
  const lang = useLang()
  const may = useMay()
  return (
    <Edit
      component="div"
      mutationMode="pessimistic"
      title={<PageTitle action="edit" />}
      queryOptions={{ meta: { lang }, onError: stayHere }}
      error={<EditFailed />}
      actions={
        <TopToolbar>
          <ListButton />
          <ShowButton />
          {may(`Mutation.delete${kind.name}`) && <DeleteNode />}
        </TopToolbar>
      }
    >
      <Content />
    </Edit>
  )
}

function Content() {
  const kind = useKind()
  const record = useRecordContext<NodeRecord>()
  if (record === undefined) return null
  return (
    <Stack sx={{ gap: 3 }}>
      <EditForm key={record.id} record={record} />
      <LinksPanel kind={kind.name} id={record.id} editable />
    </Stack>
  )
}
