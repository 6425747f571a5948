import { Alert, Box, Link, Typography } from '@mui/material'
import { useCreatePath, useEditContext, useListContext, useShowContext, useTranslate } from 'react-admin'
import { Link as RouterLink, Navigate, useLocation, useParams } from 'react-router-dom'
import { useAsOf } from '../data/AsOfContext.tsx'
import { sayError } from '../data/errors.ts'
import { ApiError } from '../data/graphql.ts'
import { MergedAway } from '../data/merged-away.ts'
import { History } from '../history/History.tsx'
import { MERGED_FROM } from '../history/MergedNotice.tsx'
import { RetryButton } from '../layout/RetryButton.tsx'
import { useKind } from './useKind.ts'

interface LoadFailedProps {
  readonly error: unknown
  readonly retry: () => void
}

/** Something that could not be read: why, and another try. */
function LoadFailed({ error, retry }: LoadFailedProps) {
  const translate = useTranslate()
  return (
    <Alert severity="error" sx={{ m: 2 }} action={<RetryButton onClick={retry} />}>
      {sayError(error, translate)}
    </Alert>
  )
}

/** A list that could not be read. */
export function ListFailed() {
  const { error, refetch } = useListContext()
  return <LoadFailed error={error} retry={() => void refetch()} />
}

/** A node's page that could not be read; the person stays where they are, unless the node has gone into another. */
export function ShowFailed() {
  const { error, refetch } = useShowContext()
  const asOf = useAsOf()
  const retry = () => void refetch()
  if (error instanceof MergedAway) return <ToMerged into={error.into} />
  if (!isGone(error)) return <LoadFailed error={error} retry={retry} />
  return asOf === null ? <Gone error={error} retry={retry} /> : <NotThen />
}

/** A node's form that could not be filled. */
export function EditFailed() {
  const { error, refetch } = useEditContext()
  if (error instanceof MergedAway) return <ToMerged into={error.into} />
  return <LoadFailed error={error} retry={() => void refetch()} />
}

const isGone = (error: unknown): boolean => error instanceof ApiError && error.code === 'NOT_FOUND'

/** An old address leads to what the node was merged into, which says so. */
function ToMerged({ into }: { into: string }) {
  const kind = useKind()
  const createPath = useCreatePath()
  const { id = '' } = useParams()
  const path = createPath({ resource: kind.plural, id: into, type: 'show' })
  return <Navigate replace to={`${path}?${MERGED_FROM}=${encodeURIComponent(id)}`} />
}

/** What is no longer there still has a history, from which it can be restored. */
function Gone({ error, retry }: LoadFailedProps) {
  const kind = useKind()
  const translate = useTranslate()
  const { id = '' } = useParams()
  return (
    <Box sx={{ minWidth: 0 }}>
      <LoadFailed error={error} retry={retry} />
      <Typography variant="h6" component="h2" sx={{ m: 2, mb: 1 }}>
        {translate('history.tabs.history')}
      </Typography>
      <History of={{ id, kind: kind.name }} />
    </Box>
  )
}

/** The node was not there at the moment that the address names. */
function NotThen() {
  const translate = useTranslate()
  const { pathname } = useLocation()
  return (
    <Alert severity="info" sx={{ m: 2 }}>
      {translate('history.past.none')}{' '}
      <Link component={RouterLink} to={pathname}>
        {translate('history.past.now')}
      </Link>
    </Alert>
  )
}

/** Keeps react-admin from leaving the page and saying that the thing is gone, whatever the error was. */
export const stayHere = (): void => undefined
