import { Alert, Box, Button, Skeleton, Typography } from '@mui/material'
import type { ReactNode } from 'react'
import { useTranslate } from 'react-admin'
import { sayError } from '../data/errors.ts'
import type { Slices } from '../history/useSlices.ts'
import { RetryButton } from '../layout/RetryButton.tsx'

interface ListingProps<Item> {
  readonly slices: Slices<Item, number>
  /** Said where there is nothing. */
  readonly none: string
  readonly children: (item: Item) => ReactNode
}

/** A list that is read slice by slice: what is there, what is missing, and more when somebody asks for it. */
export function Listing<Item>({ slices, none, children }: ListingProps<Item>) {
  const translate = useTranslate()
  const { read, busy, error, more, retry } = slices
  return (
    <>
      {error !== undefined && (
        <Alert severity="error" action={<RetryButton onClick={retry} />}>
          {sayError(error, translate)}
        </Alert>
      )}
      {read === undefined && busy && (
        <Box role="status" aria-label={translate('ra.page.loading')}>
          <Skeleton variant="rounded" height={120} />
        </Box>
      )}
      {read?.items.length === 0 && <Typography color="textSecondary">{none}</Typography>}
      {read !== undefined && read.items.length > 0 && (
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', '& > li:first-of-type': { borderTop: 0 } }}>
          {read.items.map(children)}
        </Box>
      )}
      {read !== undefined && read.next !== null && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 1 }}>
          <Button size="small" loading={busy} onClick={more}>
            {translate('links.more')}
          </Button>
          <Typography variant="body2" color="textSecondary" role="status">
            {translate('links.shown', { shown: read.items.length, total: read.head })}
          </Typography>
        </Box>
      )}
    </>
  )
}
