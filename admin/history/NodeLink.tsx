import { Link, Typography } from '@mui/material'
import { useCreatePath, useTranslate } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../data/ModelContext.tsx'
import { kindOfValue } from '../links/relations.ts'
import { useKnownNames } from './NamesContext.tsx'

interface NodeLinkProps {
  readonly id: string
  /** What it was called when the log was written, for what is no longer there. */
  readonly fallback: string | undefined
}

/** The other end of a link: what it is called now, and a way to it; what it was called then, where it is gone. */
export function NodeLink({ id, fallback }: NodeLinkProps) {
  const model = useModel()
  const translate = useTranslate()
  const createPath = useCreatePath()
  const known = useKnownNames().node(id)
  if (known === null)
    return (
      <>
        {fallback ?? id}{' '}
        <Typography component="span" variant="body2" color="textSecondary">
          ({translate('history.gone')})
        </Typography>
      </>
    )
  const kind = known && kindOfValue(model, known.kind)
  if (known === undefined || kind === undefined) return fallback ?? '…'
  const to = createPath({ resource: kind.plural, id: known.id, type: 'show' })
  const { title } = known
  if (known.id === id)
    return (
      <Link component={RouterLink} to={to}>
        {title}
      </Link>
    )
  // It answers to its old id, but it was another then.
  return fallback === undefined ? (
    <>
      {translate('history.mergedOne')}{' '}
      <Link component={RouterLink} to={to}>
        {title}
      </Link>
    </>
  ) : (
    <>
      <Link component={RouterLink} to={to}>
        {fallback}
      </Link>{' '}
      <Typography component="span" variant="body2" color="textSecondary">
        ({translate('history.wasMerged', { title })})
      </Typography>
    </>
  )
}
