import HubIcon from '@mui/icons-material/HubOutlined'
import { Card, CardContent, Stack, Typography } from '@mui/material'
import {
  Button,
  EditButton,
  ListButton,
  Loading,
  Show,
  TopToolbar,
  useRecordContext,
  useTranslate,
} from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import { useModel } from '../data/ModelContext.tsx'
import { EVIDENCE, titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { EvidenceList } from '../evidence/EvidenceList.tsx'
import type { Evidence } from '../evidence/types.ts'
import { useLang } from '../i18n/useLang.ts'
import { LinksPanel } from '../links/LinksPanel.tsx'
import { NodeNews } from '../live/NodeNews.tsx'
import { DeleteNode } from './DeleteNode.tsx'
import { FieldList } from './FieldList.tsx'
import { ShowFailed, stayHere } from './LoadFailed.tsx'
import { OwnedNodes } from './OwnedNodes.tsx'
import { PageTitle } from './PageTitle.tsx'
import { Stamps } from './Stamps.tsx'
import { useKind } from './useKind.ts'

/** All there is to know of a node: its fields in both languages, what it rests on, and its links. */
export function NodeShow() {
  const lang = useLang()
  return (
    <Show
      component="div"
      title={<PageTitle action="show" />}
      queryOptions={{ meta: { lang }, onError: stayHere }}
      error={<ShowFailed />}
      actions={
        <TopToolbar>
          <ExploreButton />
          <ListButton />
          <EditButton />
          <DeleteNode />
        </TopToolbar>
      }
    >
      <Content />
    </Show>
  )
}

function Content() {
  const model = useModel()
  const kind = useKind()
  const lang = useLang()
  const translate = useTranslate()
  const record = useRecordContext<NodeRecord>()
  if (record === undefined) return <Loading />
  const evidence = (record[EVIDENCE] ?? []) as readonly Evidence[]
  const owned = model
    .relations(kind.name)
    .filter(({ link, direction }) => link === undefined && direction === 'in')
  return (
    <Stack sx={{ gap: 2 }}>
      <NodeNews record={record} />
      <Card>
        <CardContent>
          <Typography variant="body2" color="textSecondary">
            {kind.words[lang]}
          </Typography>
          <Typography variant="h4" component="h1" sx={{ mb: 2, overflowWrap: 'anywhere' }}>
            {titleOf(kind, record, lang)}
          </Typography>
          <FieldList record={record} />
          <Stamps record={record} />
        </CardContent>
      </Card>
      <Card>
        <CardContent>
          <Typography variant="h6" component="h2" sx={{ mb: 1 }}>
            {translate('lg.form.evidence')}
          </Typography>
          <EvidenceList evidence={evidence} />
        </CardContent>
      </Card>
      {owned.map((relation) => (
        <OwnedNodes key={relation.name} relation={relation} id={record.id} />
      ))}
      <LinksPanel kind={kind.name} id={record.id} editable />
    </Stack>
  )
}

function ExploreButton() {
  const record = useRecordContext<NodeRecord>()
  if (record === undefined) return null
  return (
    <Button
      component={RouterLink}
      to={`/explorer?ids=${encodeURIComponent(record.id)}`}
      label="lg.action.explore"
    >
      <HubIcon />
    </Button>
  )
}
