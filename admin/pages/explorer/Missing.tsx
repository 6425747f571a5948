import { Alert, Button } from '@mui/material'
import { useTranslate } from 'react-admin'

/** An address outlives what it names: says so, and offers to go on without. */
export function Missing({
  ids,
  onDrop,
}: {
  ids: readonly string[]
  onDrop: (ids: ReadonlySet<string>) => void
}) {
  const translate = useTranslate()
  if (ids.length === 0) return null
  return (
    <Alert
      severity="warning"
      action={
        <Button color="inherit" size="small" onClick={() => onDrop(new Set(ids))}>
          {translate('explorer.missing.drop')}
        </Button>
      }
    >
      {translate('explorer.missing.text', { smart_count: ids.length })}
    </Alert>
  )
}

/** Some nodes of an address were merged into others, which are shown in their place. */
export function Led({ count, onClose }: { count: number; onClose: () => void }) {
  const translate = useTranslate()
  if (count === 0) return null
  return (
    <Alert severity="info" role="status" onClose={onClose} closeText={translate('ra.action.close')}>
      {translate('explorer.missing.led', { smart_count: count })}
    </Alert>
  )
}
