import HubIcon from '@mui/icons-material/HubOutlined'
import { Box, Card, CardContent, Stack, Typography } from '@mui/material'
import { useMemo } from 'react'
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
import { Link as RouterLink, useParams, useSearchParams } from 'react-router-dom'
import { useMay } from '../access/ViewerContext.tsx'
import { AsOfProvider, useAsOf } from '../data/AsOfContext.tsx'
import { readMoment, writeMoment } from '../data/moments.ts'
import { useModel } from '../data/ModelContext.tsx'
import { EVIDENCE, titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { EvidenceList } from '../evidence/EvidenceList.tsx'
import type { Evidence } from '../evidence/types.ts'
import { History } from '../history/History.tsx'
import { MergedNotice } from '../history/MergedNotice.tsx'
import { useLang } from '../i18n/useLang.ts'
import { LinksPanel } from '../links/LinksPanel.tsx'
import { NodeNews } from '../live/NodeNews.tsx'
import { MergeInto } from '../merge/MergeInto.tsx'
import { AsOfNotice } from './AsOfNotice.tsx'
import { DeleteNode } from './DeleteNode.tsx'
import { FieldList } from './FieldList.tsx'
import { ShowFailed, stayHere } from './LoadFailed.tsx'
import { NodeTabs } from './NodeTabs.tsx'
import { OwnedNodes } from './OwnedNodes.tsx'
import { PageTitle } from './PageTitle.tsx'
import { Stamps } from './Stamps.tsx'
import { useKind } from './useKind.ts'

/** All there is to know of a node, now or as of the moment that the address names, and its history. */
export function NodeShow() {
  const lang = useLang()
  const kind = useKind()
  const may = useMay()
  const [search] = useSearchParams()
  const said = search.get('asOf')
  const asOf = useMemo(() => readMoment(said), [said])
  return (
    <AsOfProvider value={asOf}>
      <Show
        component="div"
        title={<PageTitle action="show" />}
        queryOptions={{ meta: { lang, asOf: writeMoment(asOf) }, onError: stayHere }}
        error={<ShowFailed />}
        actions={
          <TopToolbar>
            {asOf === null && <ExploreButton />}
            {asOf === null && may('Mutation.merge') && <MergeInto />}
            <ListButton />
            {asOf === null && may(`Mutation.update${kind.name}`) && <EditButton />}
            {asOf === null && may(`Mutation.delete${kind.name}`) && <DeleteNode />}
          </TopToolbar>
        }
      >
        <Page />
      </Show>
    </AsOfProvider>
  )
}

function Page() {
  const kind = useKind()
  const lang = useLang()
  const asOf = useAsOf()
  const tab = useParams()['*'] === 'history' ? 'history' : 'content'
  const record = useRecordContext<NodeRecord>()
  if (record === undefined) return <Loading />
  return (
    <>
      {asOf === null ? <MergedNotice /> : <AsOfNotice asOf={asOf} />}
      {/* A history tells of whatever is new in it. */}
      {asOf === null && tab === 'content' && <NodeNews kind={kind} record={record} />}
      <Box sx={{ mb: 1 }}>
        <Typography variant="body2" color="textSecondary">
          {kind.words[lang]}
        </Typography>
        <Typography variant="h4" component="h1" sx={{ overflowWrap: 'anywhere' }}>
          {titleOf(kind, record, lang)}
        </Typography>
      </Box>
      {asOf === null ? (
        <NodeTabs resource={kind.plural} id={record.id} tab={tab}>
          {tab === 'history' ? (
            <History of={{ id: record.id, kind: kind.name }} />
          ) : (
            <Content record={record} />
          )}
        </NodeTabs>
      ) : (
        <Content record={record} />
      )}
    </>
  )
}

function Content({ record }: { record: NodeRecord }) {
  const model = useModel()
  const kind = useKind()
  const translate = useTranslate()
  const asOf = useAsOf()
  const evidence = (record[EVIDENCE] ?? []) as readonly Evidence[]
  const owned = model
    .relations(kind.name)
    .filter(({ link, direction }) => link === undefined && direction === 'in')
  return (
    <Stack sx={{ gap: 2 }}>
      <Card>
        <CardContent>
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
      <LinksPanel
        // Another moment, another reading: nothing of one is to be mixed into the other.
        key={writeMoment(asOf)}
        kind={kind.name}
        id={record.id}
        editable={asOf === null}
      />
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
