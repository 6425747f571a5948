import AddIcon from '@mui/icons-material/Add'
import { Alert, Button, Card, CardContent, CircularProgress, Stack, Typography } from '@mui/material'
import { useEffect, useId, useRef } from 'react'
import { useTranslate } from 'react-admin'
import { useMay } from '../access/ViewerContext.tsx'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { NewsNotice } from '../live/NewsNotice.tsx'
import { useLinkNews } from '../live/useNews.ts'
import { LinkGroup } from './LinkGroup.tsx'
import { groupTitle, linkRelations } from './relations.ts'
import { useCuration } from './useCuration.tsx'
import { useLinkGroups } from './useLinkGroups.ts'

interface LinksPanelProps {
  readonly kind: string
  readonly id: string
  /** Whether this is the present: nobody edits the past. */
  readonly editable: boolean
}

/** Everything that a node is linked with, by link type and in both directions, to read and, by those who may, to edit in place. */
export function LinksPanel({ kind, id, editable }: LinksPanelProps) {
  const model = useModel()
  // A kind that the model gives no link has nothing to say here.
  return linkRelations(model, kind).length === 0 ? null : (
    <Links key={`${kind} ${id}`} kind={kind} id={id} editable={editable} />
  )
}

function Links({ kind, id, editable: isPresent }: LinksPanelProps) {
  const may = useMay()
  const editable = isPresent && may('Mutation.updateLink')
  const translate = useTranslate()
  const heading = useId()
  const { links, change, more, find, reload } = useLinkGroups(kind, id)
  const title = links.status === 'ready' ? links.title : ''
  const curation = useCuration({ id, kind, title }, change)
  const top = useRef<HTMLHeadingElement>(null)
  // The button that was pressed went with its link: whoever works by keyboard goes on from the panel's beginning.
  useEffect(() => {
    if (curation.removals > 0) top.current?.focus()
  }, [curation.removals])
  const groups = links.status === 'ready' ? links.groups : []
  const filled = groups.filter(({ totalCount }) => totalCount > 0)
  const empty = groups.filter(({ totalCount }) => totalCount === 0)
  const shown = new Map(groups.flatMap(({ edges }) => edges.map(({ id: link, version }) => [link, version])))
  const [news, forget] = useLinkNews(id, shown)
  const see = () => {
    forget()
    reload()
  }
  return (
    <Card component="section" aria-labelledby={heading} sx={{ overflow: 'visible' }}>
      <CardContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
        <NewsNotice news={isPresent ? news : null} says="links" onSee={see} />
        <Stack direction="row" sx={{ alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
          <Typography ref={top} tabIndex={-1} id={heading} component="h2" variant="h6" sx={{ flex: 1 }}>
            {translate('links.title')}
          </Typography>
          {editable && links.status === 'ready' && (
            <Button
              startIcon={<AddIcon />}
              variant="outlined"
              size="small"
              onClick={() => curation.add(null)}
            >
              {translate('links.add')}
            </Button>
          )}
        </Stack>
        {links.status === 'loading' && <CircularProgress size={28} aria-label={translate('links.loading')} />}
        {links.status === 'gone' && <Alert severity="info">{translate('links.gone')}</Alert>}
        {links.status === 'failed' && (
          <Alert
            severity="error"
            action={
              <Button color="inherit" size="small" onClick={reload}>
                {translate('links.retry')}
              </Button>
            }
          >
            {translate('links.failed')}
          </Alert>
        )}
        {links.status === 'ready' && filled.length === 0 && (
          <Typography color="textSecondary">{translate('links.none')}</Typography>
        )}
        {filled.map((group) => (
          <LinkGroup
            key={group.relation.name}
            group={group}
            editable={editable}
            onAdd={() => curation.add(group.relation)}
            onEdit={(edge) => curation.edit(edge, group.relation)}
            onDelete={(edge) => curation.remove(edge, group.relation)}
            more={more}
            find={find}
          />
        ))}
        {editable && empty.length > 0 && <EmptyGroups groups={empty} onAdd={curation.add} />}
      </CardContent>
      {curation.dialog}
    </Card>
  )
}

interface EmptyGroupsProps {
  readonly groups: Parameters<typeof LinkGroup>[0]['group'][]
  readonly onAdd: ReturnType<typeof useCuration>['add']
}

/** The link types that nothing uses yet, each a button that begins one. */
function EmptyGroups({ groups, onAdd }: EmptyGroupsProps) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Typography variant="body2" color="textSecondary">
        {translate('links.others')}
      </Typography>
      {groups.map(({ relation }) => (
        <Button
          key={relation.name}
          size="small"
          startIcon={<AddIcon />}
          onClick={() => onAdd(relation)}
          sx={{ textAlign: 'left' }}
        >
          {groupTitle(relation, lang)} ({model.kind(relation.to).words[lang]})
        </Button>
      ))}
    </Stack>
  )
}
