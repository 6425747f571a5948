import { Alert, Box, Button, Card, CardContent, Skeleton, Typography } from '@mui/material'
import { Title, useTranslate } from 'react-admin'
import { Link as RouterLink, useParams } from 'react-router-dom'
import { sayError } from '../../data/errors.ts'
import { useRead } from '../../data/useRead.ts'
import { ChangeSetItem } from '../../history/ChangeSetItem.tsx'
import { changeSetDocument } from '../../history/documents.ts'
import { UndoButton } from '../../history/UndoButton.tsx'
import { MAX_CHANGES } from '../../history/useWholeSet.ts'
import { RetryButton } from '../../layout/RetryButton.tsx'
import { useApiLang } from '../../links/language.ts'
import { NewsNotice } from '../../live/NewsNotice.tsx'
import { useNews } from '../../live/useNews.ts'

/** One change set on a page of its own, which others can be pointed to. */
export function ChangeSetPage() {
  const translate = useTranslate()
  const lang = useApiLang()
  const { id = '' } = useParams()
  const { state, reload } = useRead(changeSetDocument, { id, each: MAX_CHANGES, lang })
  const [news, forget] = useNews(({ undoes, changes }) =>
    undoes.some((undone) => undone.id === id) ? changes : null,
  )
  const see = () => {
    forget()
    reload()
  }
  const set = state.is === 'read' ? state.result.changeSet : undefined
  const title =
    set === null || set === undefined
      ? translate('history.title')
      : translate('history.setTitle', { seq: set.seq })
  return (
    <Box sx={{ display: 'grid', gap: 2, mb: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Title title={title} />
      <NewsNotice news={news} says="undone" onSee={see} />
      <Typography variant="h5" component="h1">
        {title}
      </Typography>
      {state.is === 'loading' && (
        <Box role="status" aria-label={translate('ra.page.loading')}>
          <Skeleton variant="rounded" height={160} />
        </Box>
      )}
      {state.is === 'failed' && (
        <Alert severity="error" action={<RetryButton onClick={reload} />}>
          {sayError(state.error, translate)}
        </Alert>
      )}
      {set === null && <Alert severity="info">{translate('history.noSet')}</Alert>}
      {set !== null && set !== undefined && (
        <Card>
          <CardContent>
            <ChangeSetItem
              set={set}
              each={MAX_CHANGES}
              actions={<UndoButton set={set} onUndone={reload} />}
            />
          </CardContent>
        </Card>
      )}
      <Box>
        <Button component={RouterLink} to="/changes">
          {translate('history.toLog')}
        </Button>
      </Box>
    </Box>
  )
}
