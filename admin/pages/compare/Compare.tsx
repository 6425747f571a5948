import { Alert, Box, Button, Card, CardContent, LinearProgress, Typography } from '@mui/material'
import { useCallback, useMemo } from 'react'
import { Title, useTranslate } from 'react-admin'
import { useSearchParams } from 'react-router-dom'
import { useModel } from '../../data/ModelContext.tsx'
import { sayError } from '../../data/errors.ts'
import { ApiError, request } from '../../data/graphql.ts'
import { ChangeItem } from '../../history/ChangeItem.tsx'
import { NamesProvider } from '../../history/NamesContext.tsx'
import type { ToldChange } from '../../history/types.ts'
import { useSlices } from '../../history/useSlices.ts'
import type { ReadSlice } from '../../history/useSlices.ts'
import { RetryButton } from '../../layout/RetryButton.tsx'
import { useApiLang } from '../../links/language.ts'
import { NewsNotice } from '../../live/NewsNotice.tsx'
import { useNews } from '../../live/useNews.ts'
import { readKinds } from '../changes/filters.ts'
import { compareDocument } from './documents.ts'
import type { Comparison } from './documents.ts'
import { readMoment, writeMoment } from '../../data/moments.ts'
import type { Moment } from '../../data/moments.ts'
import { MomentsForm } from './MomentsForm.tsx'
import type { Moments } from './MomentsForm.tsx'

/** What was added, removed and changed between two moments, which stand in the address. */
export function Compare() {
  const model = useModel()
  const translate = useTranslate()
  const [search, setSearch] = useSearchParams()
  const query = search.toString()
  const moments = useMemo(() => {
    const said = new URLSearchParams(query)
    return {
      from: readMoment(said.get('from')),
      to: readMoment(said.get('to')),
      kinds: readKinds(model, said),
    }
  }, [model, query])
  return (
    <Box sx={{ display: 'grid', gap: 2, my: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title={translate('history.compare.title')} />
      <Typography variant="h5" component="h1">
        {translate('history.compare.title')}
      </Typography>
      <MomentsForm key={query} moments={moments} onCompare={(next) => setSearch(writeMoments(next))} />
      {moments.from === null ? (
        <Typography color="textSecondary">{translate('history.compare.invite')}</Typography>
      ) : (
        <Differences from={moments.from} to={moments.to} kinds={moments.kinds} />
      )}
    </Box>
  )
}

function writeMoments({ from, to, kinds }: Moments): URLSearchParams {
  const said = { from: writeMoment(from), to: writeMoment(to), kinds: kinds.join(',') }
  return new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))
}

/** Differences that come at once. */
const PAGE = 50

interface DifferencesProps {
  readonly from: Moment
  readonly to: Moment | null
  readonly kinds: readonly string[]
}

function Differences({ from, to, kinds }: DifferencesProps) {
  const translate = useTranslate()
  const lang = useApiLang()
  const readSlice = useCallback<ReadSlice<ToldChange, Comparison>>(
    async (last, signal) => {
      const asked = {
        from,
        // Whatever is changed meanwhile: the next page is one of the same comparison.
        to: last === null ? to : { seq: last.head.to },
        kinds: kinds.length === 0 ? null : kinds,
        ...{ first: PAGE, after: last?.next ?? null, lang },
      }
      const { nodes, pageInfo, ...head } = (await request(compareDocument, asked, signal)).compare
      return { items: nodes, head, next: pageInfo.hasNextPage ? pageInfo.endCursor : null }
    },
    [from, to, kinds, lang],
  )
  const { read, busy, error, more, reload, retry } = useSlices(readSlice)
  // What was compared with the present is behind as soon as somebody changes anything.
  const [news] = useNews(({ changes }) => (to === null ? changes : null))
  const failure = error !== undefined && (
    <Alert severity="error" action={<RetryButton onClick={retry} />}>
      {sayFailure(error, translate)}
    </Alert>
  )
  if (read === undefined)
    return failure || <LinearProgress aria-label={translate('history.compare.comparing')} />
  const { head, items, next } = read
  const isBehind = to === null && news !== null && news.seq > head.to
  const many = (key: string, count: number) => translate(`history.compare.${key}`, { smart_count: count })
  return (
    <Card sx={{ overflow: 'visible' }}>
      <NewsNotice news={isBehind ? news : null} says="compared" onSee={reload} />
      <CardContent>
        <Box role="status">
          <Typography component="h2" variant="h6">
            {translate('history.compare.between', { from: head.from, to: head.to })}:{' '}
            {items.length === 0
              ? translate('history.compare.same')
              : [
                  many('added', head.added),
                  many('removed', head.removed),
                  many('changed', head.changed),
                ].join(', ')}
          </Typography>
        </Box>
        <NamesProvider changes={items}>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, mt: 1 }}>
            {items.map((change) => (
              <ChangeItem key={`${change.subject} ${change.targetId}`} change={change} />
            ))}
          </Box>
        </NamesProvider>
        {failure}
        {next !== null && (
          <Button loading={busy} onClick={more} variant="outlined" sx={{ mt: 1 }}>
            {translate('history.compare.more')}
          </Button>
        )}
      </CardContent>
    </Card>
  )
}

/** What the service refuses here: a second moment before the first, or a number that is still to come. */
function sayFailure(error: unknown, translate: ReturnType<typeof useTranslate>): string {
  if (!(error instanceof ApiError) || error.code !== 'BAD_USER_INPUT') return sayError(error, translate)
  const reversed = error.fields.some(({ path }) => path === 'to')
  return translate(reversed ? 'history.compare.reversed' : 'history.compare.toCome')
}
