import CloseIcon from '@mui/icons-material/Close'
import { Box, Button, IconButton, Skeleton, Tooltip, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { Link } from 'react-router-dom'
import type { Relation } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { Failure } from './Failure.tsx'
import type { Graph, GraphNode } from './graph.ts'
import { KindLabel } from './KindLabel.tsx'
import { RelationRows } from './RelationRows.tsx'
import { showPath } from './show-path.ts'
import { useDetails } from './use-graph.ts'

interface Props {
  readonly node: GraphNode
  readonly graph: Graph
  readonly busy: boolean
  readonly onExpand: (node: GraphNode, relations: readonly Relation[]) => void
  readonly onRemove: (id: string) => void
  readonly onEnd: (end: 'from' | 'to', id: string) => void
  readonly onClose: () => void
}

/** What is known of the chosen node, and what can be done with it. */
export function NodePanel({ node, graph, busy, onExpand, onRemove, onEnd, onClose }: Props) {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const { data, error, loading, retry } = useDetails(node.id, node.kind)
  const details = data?.id === node.id ? data : undefined
  return (
    <Box component="section" aria-label={node.title[lang]} sx={{ display: 'grid', gap: 1.5, p: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'start', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="h6" component="h2" sx={{ lineHeight: 1.3, overflowWrap: 'anywhere' }}>
            {node.title[lang]}
          </Typography>
          <Typography variant="body2" component="div">
            <KindLabel kind={node.kind} />
          </Typography>
        </Box>
        <Tooltip title={translate('explorer.panel.close')}>
          <IconButton
            size="small"
            edge="end"
            onClick={onClose}
            aria-label={translate('explorer.panel.close')}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button size="small" variant="contained" component={Link} to={showPath(model, node)}>
          {translate('explorer.panel.show')}
        </Button>
        <Button size="small" variant="outlined" onClick={() => onEnd('from', node.id)}>
          {translate('explorer.panel.path_from')}
        </Button>
        <Button size="small" variant="outlined" onClick={() => onEnd('to', node.id)}>
          {translate('explorer.panel.path_to')}
        </Button>
        <Button size="small" color="inherit" onClick={() => onRemove(node.id)}>
          {translate('explorer.panel.remove')}
        </Button>
      </Box>
      {error === undefined ? null : <Failure error={error} retry={retry} />}
      {details === undefined && loading ? <Skeleton variant="rounded" height={120} /> : null}
      {data === null && !loading ? <Typography>{translate('explorer.failure.gone')}</Typography> : null}
      {details === undefined ? null : (
        <>
          {details.prose.map(({ words, text }) => (
            <Box key={words.en}>
              <Typography variant="subtitle2" component="h3" sx={{ fontWeight: 600 }}>
                {words[lang]}
              </Typography>
              <Typography
                variant="body2"
                tabIndex={0}
                sx={{ whiteSpace: 'pre-line', maxHeight: 160, overflowY: 'auto', overflowWrap: 'anywhere' }}
              >
                {text[lang] === '' ? text.vi : text[lang]}
              </Typography>
            </Box>
          ))}
          <Typography variant="body2">
            {translate('explorer.panel.evidence', { smart_count: details.evidenceCount })}
          </Typography>
          <RelationRows
            details={details}
            graph={graph}
            busy={busy}
            onExpand={(relations) => onExpand(node, relations)}
          />
        </>
      )}
    </Box>
  )
}
