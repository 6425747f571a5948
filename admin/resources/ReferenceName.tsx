import { Link } from '@mui/material'
import { useCreatePath, useReference, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../data/ModelContext.tsx'
import { titleOf } from '../data/records.ts'
import type { LocalizedValue, NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'

interface ReferenceNameProps {
  /** The kind's name. */
  readonly to: string
  readonly id: string
  /** Whether it leads to the node's page. */
  readonly linked?: boolean
  /** What it was called, where the past is shown. */
  readonly called?: LocalizedValue | undefined
}

/** What another node is called, or was; many of them on a page are asked for at once. */
export function ReferenceName({ to, id, linked = false, called }: ReferenceNameProps) {
  const resource = useModel().kind(to).plural
  const lang = useLang()
  const createPath = useCreatePath()
  const title = called === undefined ? <PresentName to={to} id={id} /> : (called[lang] ?? called.vi)
  if (!linked) return title
  return (
    <Link
      component={RouterLink}
      to={createPath({ resource, id, type: 'show' })}
      onClick={(event) => event.stopPropagation()}
    >
      {title}
    </Link>
  )
}

function PresentName({ to, id }: Pick<ReferenceNameProps, 'to' | 'id'>) {
  const kind = useModel().kind(to)
  const lang = useLang()
  const translate = useTranslate()
  const { referenceRecord, isPending } = useReference<NodeRecord>({ reference: kind.plural, id })
  if (isPending) return '…'
  if (referenceRecord === undefined) return translate('ra.input.references.single_missing')
  return titleOf(kind, referenceRecord, lang)
}
