import SwapVertIcon from '@mui/icons-material/SwapVert'
import {
  Alert,
  Box,
  Button,
  IconButton,
  LinearProgress,
  MenuItem,
  TextField,
  Tooltip,
  Typography,
} from '@mui/material'
import { useTranslate } from 'react-admin'
import { useLang } from '../../i18n/useLang.ts'
import { Failure } from './Failure.tsx'
import type { Graph, GraphNode } from './graph.ts'
import { NodeSearch } from './NodeSearch.tsx'
import type { FoundPath } from './path.ts'
import { PathList } from './PathList.tsx'
import { MAX_STEPS } from './state.ts'
import type { ExplorerAction, ExplorerState } from './state.ts'
import type { Loaded } from './use-load.ts'

interface Props {
  readonly state: ExplorerState
  readonly graph: Graph
  readonly paths: Loaded<readonly FoundPath[]>
  readonly chosen: number
  readonly onChoose: (index: number) => void
  readonly onSelect: (id: string) => void
  readonly onClose: () => void
  readonly dispatch: (action: ExplorerAction) => void
}

/** How two nodes hang together: both ends, how far to look, and the paths found, in words. */
export function PathPanel({ state, graph, paths, chosen, onChoose, onSelect, onClose, dispatch }: Props) {
  const translate = useTranslate()
  const lang = useLang()
  const node = (id: string | undefined) => graph.nodes.find((one) => one.id === id) ?? null
  const pick = (end: 'from' | 'to') => (found: GraphNode | undefined) =>
    dispatch({ do: 'setEnd', end, id: found?.id })
  const complete = state.from !== undefined && state.to !== undefined
  return (
    <Box
      component="section"
      aria-label={translate('explorer.path.title')}
      sx={{ display: 'grid', gap: 1.5, p: 2 }}
    >
      <Typography variant="subtitle1" component="h2" sx={{ fontWeight: 600 }}>
        {translate('explorer.path.title')}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 1.5 }}>
          <NodeSearch
            key={`from ${lang}`}
            label={translate('explorer.path.from')}
            value={node(state.from)}
            nearby={graph.nodes}
            onPick={pick('from')}
          />
          <NodeSearch
            key={`to ${lang}`}
            label={translate('explorer.path.to')}
            value={node(state.to)}
            nearby={graph.nodes}
            onPick={pick('to')}
          />
        </Box>
        <Tooltip title={translate('explorer.path.swap')}>
          <span>
            <IconButton
              size="small"
              disabled={!complete}
              aria-label={translate('explorer.path.swap')}
              onClick={() => dispatch({ do: 'swapEnds' })}
            >
              <SwapVertIcon />
            </IconButton>
          </span>
        </Tooltip>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <TextField
          select
          size="small"
          margin="none"
          variant="outlined"
          label={translate('explorer.path.steps')}
          value={state.steps}
          onChange={(event) => dispatch({ do: 'setSteps', steps: Number(event.target.value) })}
          sx={{ minWidth: 150 }}
        >
          {Array.from({ length: MAX_STEPS }, (_, index) => (
            <MenuItem key={index + 1} value={index + 1}>
              {translate('explorer.path.step_count', { smart_count: index + 1 })}
            </MenuItem>
          ))}
        </TextField>
        {complete ? (
          <Button size="small" color="inherit" onClick={onClose} sx={{ whiteSpace: 'nowrap' }}>
            {translate('explorer.path.close')}
          </Button>
        ) : null}
      </Box>
      <Box aria-live="polite">
        {complete ? null : (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {translate('explorer.path.invite')}
          </Typography>
        )}
        {paths.loading ? <LinearProgress aria-label={translate('explorer.path.looking')} /> : null}
        {paths.error === undefined ? null : <Failure error={paths.error} retry={paths.retry} />}
        {paths.loading || paths.error !== undefined || paths.data === undefined ? null : paths.data.length ===
          0 ? (
          <Alert severity="info">{translate('explorer.path.none', { smart_count: state.steps })}</Alert>
        ) : (
          <PathList paths={paths.data} chosen={chosen} onChoose={onChoose} onSelect={onSelect} />
        )}
      </Box>
    </Box>
  )
}
