import { Link } from '@mui/material'
import { useCreatePath, useReference, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../data/ModelContext.tsx'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'

interface ReferenceNameProps {
  /** The kind's name. */
  readonly to: string
  readonly id: string
  /** Whether it leads to the node's page. */
  readonly linked?: boolean
}

/** What another node is called; many of them on a page are asked for at once. */
export function ReferenceName({ to, id, linked = false }: ReferenceNameProps) {
  const kind = useModel().kind(to)
  const lang = useLang()
  const translate = useTranslate()
  const createPath = useCreatePath()
  const { referenceRecord, isPending } = useReference<NodeRecord>({ reference: kind.plural, id })
  if (isPending) return '…'
  if (referenceRecord === undefined) return translate('ra.input.references.single_missing')
  const title = titleOf(kind, referenceRecord, lang)
  if (!linked) return title
  return (
    <Link
      component={RouterLink}
      to={createPath({ resource: kind.plural, id, type: 'show' })}
      onClick={(event) => event.stopPropagation()}
    >
      {title}
    </Link>
  )
}
