import DeleteIcon from '@mui/icons-material/Delete'
import { useState } from 'react'
import { Button, useListContext, useRefresh } from 'react-admin'
import { DeleteDialog } from './DeleteDialog.tsx'
import { useKind } from './useKind.ts'

/** Deletes the nodes that are ticked in a list, once the person has seen what goes with them. */
export function BulkDelete() {
  const kind = useKind()
  const refresh = useRefresh()
  const { selectedIds, onUnselectItems } = useListContext()
  const [asking, setAsking] = useState(false)
  const close = () => {
    setAsking(false)
    refresh()
  }
  return (
    <>
      <Button label="ra.action.delete" color="error" onClick={() => setAsking(true)}>
        <DeleteIcon />
      </Button>
      {asking && (
        <DeleteDialog
          kind={kind}
          ids={selectedIds.map(String)}
          onClose={close}
          onDeleted={() => {
            onUnselectItems()
            close()
          }}
        />
      )}
    </>
  )
}
