import { Alert, Box, Card, CardContent, LinearProgress, Typography } from '@mui/material'
import { useMemo } from 'react'
import { Title, useCreatePath, useNotify, useRefresh, useTranslate } from 'react-admin'
import { useNavigate, useParams, useSearchParams } from 'react-router-dom'
import type { Kind } from '../../server/model/index.ts'
import { sayError } from '../data/errors.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { RetryButton } from '../layout/RetryButton.tsx'
import { mergePath, readMerge } from './address.ts'
import { MergeForm } from './MergeForm.tsx'
import { useMerge } from './useMerge.ts'

/** Makes several nodes of one kind one; which nodes, and which of them stays, stands in the address. */
export function Merge() {
  const translate = useTranslate()
  const lang = useLang()
  const { plural } = useParams()
  const kind = useModel().kinds.find((one) => one.plural === plural)
  const title = kind
    ? translate('history.merge.title', { kind: kind.words[lang] })
    : translate('ra.page.not_found')
  return (
    <Box sx={{ display: 'grid', gap: 2, my: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title={title} />
      <Typography variant="h5" component="h1">
        {title}
      </Typography>
      {kind && <MergeOf kind={kind} />}
    </Box>
  )
}

function MergeOf({ kind }: { kind: Kind }) {
  const translate = useTranslate()
  const createPath = useCreatePath()
  const navigate = useNavigate()
  const notify = useNotify()
  const refresh = useRefresh()
  const [search] = useSearchParams()
  const query = search.toString()
  const { ids, into } = useMemo(() => readMerge(new URLSearchParams(query)), [query])
  const { merging, perform, read } = useMerge(kind, ids, into)

  const merge = async (choice: Readonly<Record<string, string>>, reason: string) => {
    const result = await perform(choice, reason)
    if (result === null) return
    refresh()
    notify('history.merge.done', { type: 'success' })
    const path = createPath({ resource: kind.plural, id: result.id, type: 'show' })
    void navigate(
      result.changeSetId === null ? path : `${path}?merged=${encodeURIComponent(result.changeSetId)}`,
    )
  }
  switch (merging.is) {
    case 'reading':
      return <LinearProgress aria-label={translate('history.merge.reading')} />
    case 'failed':
      return (
        <Alert severity="error" action={<RetryButton onClick={read} />}>
          {sayError(merging.error, translate)}
        </Alert>
      )
    case 'lacking':
      return <Alert severity="info">{translate('history.merge.lacking')}</Alert>
    case 'shown':
      return (
        <Card>
          <CardContent>
            <MergeForm
              key={`${into ?? ''} ${merging.preview.nodes.map(({ version }) => version).join()}`}
              kind={kind}
              preview={merging.preview}
              into={into ?? ''}
              busy={merging.busy}
              error={merging.error}
              onInto={(id) => void navigate(mergePath(kind.plural, ids, id), { replace: true })}
              onMerge={(choice, reason) => void merge(choice, reason)}
              onReload={read}
            />
          </CardContent>
        </Card>
      )
  }
}
