import { Alert } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useLang } from '../../i18n/useLang.ts'
import { Failure } from './Failure.tsx'
import { MAX_NODES } from './state.ts'
import type { Expansion } from './use-expand.ts'

/** Says what became of the last wish to see neighbours, also to a screen reader. */
export function Told({ expansion, onClose }: { expansion: Expansion | undefined; onClose: () => void }) {
  const translate = useTranslate()
  const lang = useLang()
  return (
    <div aria-live="polite">
      {expansion === undefined ? null : expansion.outcome === 'failed' ? (
        <Failure error={expansion.error} retry={expansion.again} />
      ) : expansion.outcome === 'full' ? (
        <Alert severity="warning" onClose={onClose}>
          {translate('explorer.told.full', { smart_count: MAX_NODES })}
        </Alert>
      ) : (
        <Alert severity={expansion.left > 0 ? 'warning' : 'success'} onClose={onClose}>
          {translate(expansion.count === 0 ? 'explorer.told.nothing' : 'explorer.told.added', {
            smart_count: expansion.count,
            title: expansion.title[lang],
          })}
          {expansion.left > 0 ? ` ${translate('explorer.told.left', { smart_count: expansion.left })}` : null}
        </Alert>
      )}
    </div>
  )
}
