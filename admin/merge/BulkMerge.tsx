import MergeIcon from '@mui/icons-material/CallMerge'
import { Button, useListContext } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { mergePath } from './address.ts'
import { useKind } from '../resources/useKind.ts'

/** Leads to where the nodes that are ticked in a list are merged; it takes two of them. */
export function BulkMerge() {
  const kind = useKind()
  const navigate = useNavigate()
  const { selectedIds, onUnselectItems } = useListContext()
  return (
    <Button
      label="history.merge.action"
      disabled={selectedIds.length < 2}
      onClick={() => {
        // They would still be ticked when the person comes back, and some of them no longer there.
        onUnselectItems()
        void navigate(mergePath(kind.plural, selectedIds.map(String)))
      }}
    >
      <MergeIcon />
    </Button>
  )
}
