import { Alert } from '@mui/material'
import { useEditContext, useListContext, useShowContext, useTranslate } from 'react-admin'
import { RetryButton } from '../layout/RetryButton.tsx'
import { sayError } from '../data/errors.ts'

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

/** A node's page that could not be read; the person stays where they are. */
export function ShowFailed() {
  const { error, refetch } = useShowContext()
  return <LoadFailed error={error} retry={() => void refetch()} />
}

/** A node's form that could not be filled. */
export function EditFailed() {
  const { error, refetch } = useEditContext()
  return <LoadFailed error={error} retry={() => void refetch()} />
}

/** Keeps react-admin from leaving the page and saying that the thing is gone, whatever the error was. */
export const stayHere = (): void => undefined
