import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import { useState } from 'react'
import { Button, useRecordContext, useRedirect } from 'react-admin'
import type { NodeRecord } from '../data/records.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { useKind } from './useKind.ts'

/** Deletes the node of this page, once the person has seen what goes with it. */
export function DeleteNode() {
  const kind = useKind()
  const redirect = useRedirect()
  const record = useRecordContext<NodeRecord>()
  const [asking, setAsking] = useState(false)
  if (record === undefined) return null
  return (
    <>
      <Button label="ra.action.delete" color="error" onClick={() => setAsking(true)}>
        <DeleteIcon />
      </Button>
      {asking && (
        <DeleteDialog
          kind={kind}
          ids={[record.id]}
          onClose={() => setAsking(false)}
          onDeleted={() => redirect('list', kind.plural)}
        />
      )}
    </>
  )
}
