import { Button } from '@mui/material'
import { useTranslate } from 'react-admin'

/** Another try, in words on every screen: react-admin's own button shows nothing but its icon on a phone. */
export function RetryButton({ onClick }: { onClick: () => void }) {
  const translate = useTranslate()
  return (
    <Button color="inherit" size="small" onClick={onClick}>
      {translate('lg.action.retry')}
    </Button>
  )
}
