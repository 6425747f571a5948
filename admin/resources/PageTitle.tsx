import { useRecordContext, useTranslate } from 'react-admin'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import { useKind } from './useKind.ts'

/** What the bar above says of a page of one node. */
export function PageTitle({ action }: { action: 'create' | 'edit' | 'show' }) {
  const kind = useKind()
  const lang = useLang()
  const translate = useTranslate()
  const record = useRecordContext<NodeRecord>()
  if (record === undefined && action !== 'create') return <span>{kind.words[lang]}</span>
  const title = record === undefined ? '' : titleOf(kind, record, lang)
  return <span>{translate(`lg.title.${action}`, { kind: kind.words[lang], title })}</span>
}
