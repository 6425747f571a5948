import { Alert, Box, Button, LinearProgress, Paper, Typography, useTheme } from '@mui/material'
import { useCallback, useMemo, useState } from 'react'
import { Title, useTranslate } from 'react-admin'
import type { Relation } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { ExportMenu } from '../../export/ExportMenu.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { NewsNotice } from '../../live/NewsNotice.tsx'
import { Failure } from './Failure.tsx'
import { GraphCanvas } from './GraphCanvas.tsx'
import { emptyGraph, subgraph } from './graph.ts'
import type { GraphNode } from './graph.ts'
import { Legend } from './Legend.tsx'
import { Led, Missing } from './Missing.tsx'
import { NodePanel } from './NodePanel.tsx'
import { NodeSearch } from './NodeSearch.tsx'
import { PathPanel } from './PathPanel.tsx'
import { Start } from './Start.tsx'
import { shownIds } from './state.ts'
import { Tables } from './Tables.tsx'
import { Told } from './Told.tsx'
import { useCanvasNews } from './use-canvas-news.ts'
import { useExpand } from './use-expand.ts'
import { useExplorerState } from './use-explorer-state.ts'
import { useCanvas, usePaths } from './use-graph.ts'
import { useMergedAway } from './use-merged-away.ts'
import { hasWebGL } from './webgl.ts'

/** The analysts' page: nodes and their links as a picture and as tables, followed link by link. */
export function Explorer() {
  const translate = useTranslate()
  const model = useModel()
  const lang = useLang()
  const { mode } = useTheme().palette
  const [drawn] = useState(hasWebGL)
  const [state, dispatch] = useExplorerState()
  const [selected, setSelected] = useState(state.ids.length === 1 ? state.ids[0] : undefined)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())

  const paths = usePaths(state)
  const [choice, setChoice] = useState<{ of: unknown; index: number }>({ of: undefined, index: 0 })
  const chosen = choice.of === paths.data ? choice.index : 0
  const path = paths.data?.[chosen]
  const shown = useMemo(
    () =>
      shownIds(
        state,
        path?.nodes.map(({ id }) => id),
      ),
    [state, path],
  )

  const canvas = useCanvas(shown)
  // What was taken off goes at once, before the rest has been read again.
  const whole = useMemo(
    () => subgraph(canvas.data ?? emptyGraph, ({ id }) => shown.includes(id)),
    [canvas.data, shown],
  )
  const graph = useMemo(() => subgraph(whole, ({ kind }) => !hidden.has(kind)), [whole, hidden])
  const node = whole.nodes.find(({ id }) => id === selected)
  const missing =
    canvas.data === undefined || canvas.loading
      ? []
      : shown.filter((id) => !whole.nodes.some((found) => found.id === id))

  const merged = useMergedAway(missing, dispatch, (by) =>
    setSelected((now) => (now === undefined ? now : (by.get(now) ?? now))),
  )
  const [news, forgetNews] = useCanvasNews({ ids: shown, canvas: canvas.data, selected: node?.id })
  // Each reading of the chosen node's details is one of its own.
  const [round, setRound] = useState(0)
  const see = () => {
    forgetNews()
    canvas.retry()
    paths.retry()
    setRound((now) => now + 1)
  }

  const add = useCallback((ids: readonly string[]) => dispatch({ do: 'add', ids }), [dispatch])
  const { busy, expansion, expand, forget } = useExpand(shown, add)
  const reveal = (kinds: readonly string[]) =>
    setHidden((now) => new Set([...now].filter((kind) => !kinds.includes(kind))))
  const follow = (from: GraphNode, relations: readonly Relation[]) => {
    reveal(relations.map(({ to }) => to))
    expand(from, relations)
  }
  const pick = (found: GraphNode | undefined) => {
    if (found === undefined) return
    add([found.id])
    reveal([found.kind])
    setSelected(found.id)
  }
  const remove = (id: string) => {
    dispatch({ do: 'remove', id, shown })
    if (id === selected) setSelected(undefined)
  }
  const toggle = (kind: string) =>
    setHidden((now) => new Set(now.has(kind) ? [...now].filter((one) => one !== kind) : [...now, kind]))
  const clear = () => {
    dispatch({ do: 'clear' })
    setSelected(undefined)
    setHidden(new Set())
    forget()
  }
  const sceneStyle = useMemo(() => ({ model, lang, mode }), [model, lang, mode])
  const onPath = useMemo(
    () =>
      path && {
        nodes: new Set(path.nodes.map(({ id }) => id)),
        links: new Set(path.links.map(({ id }) => id)),
      },
    [path],
  )
  const empty = shown.length === 0
  const unread = canvas.data === undefined && canvas.error !== undefined

  return (
    <Box sx={{ display: 'grid', gap: 2, mb: 4, minWidth: 0 }}>
      <Title title={translate('explorer.title')} />
      <NewsNotice news={news} says="canvas" onSee={see} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'start' }}>
        <Box sx={{ flex: '1 1 280px', maxWidth: 640 }}>
          <NodeSearch
            label={translate('explorer.search.label')}
            helperText={translate('explorer.search.help')}
            onPick={pick}
          />
        </Box>
        {empty ? null : (
          <>
            <Button color="inherit" onClick={clear}>
              {translate('explorer.clear')}
            </Button>
            <ExportMenu
              part={{ ids: graph.nodes.map(({ id }) => id) }}
              label={translate('lg.export.shown')}
              disabled={graph.nodes.length === 0}
            />
          </>
        )}
      </Box>
      <Box sx={{ display: 'grid', gap: 1, '&:not(:has(.MuiAlert-root))': { mt: -2 } }}>
        {canvas.error === undefined ? null : <Failure error={canvas.error} retry={canvas.retry} />}
        <Led count={merged.led} onClose={merged.forget} />
        <Missing ids={merged.lost} onDrop={(ids) => dispatch({ do: 'forget', ids })} />
        <Told expansion={expansion} onClose={forget} />
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: COLUMNS, alignItems: 'start' }}>
        {empty ? (
          <Start onPick={pick} />
        ) : unread ? null : (
          <Paper variant="outlined" sx={{ minWidth: 0 }}>
            <Legend graph={whole} hidden={hidden} onToggle={toggle} />
            <Box sx={{ position: 'relative', ...(drawn ? { height: { xs: 400, lg: 540 } } : {}) }}>
              {drawn ? (
                <GraphCanvas
                  graph={graph}
                  style={sceneStyle}
                  selected={selected}
                  path={onPath}
                  onSelect={setSelected}
                />
              ) : (
                <Alert severity="info">{translate('explorer.no_webgl')}</Alert>
              )}
              {canvas.loading ? <Waiting /> : null}
            </Box>
          </Paper>
        )}
        <Box
          sx={{ display: 'grid', gap: 2, minWidth: 0, gridRow: { lg: '1 / span 2' }, gridColumn: { lg: 2 } }}
        >
          {node === undefined ? (
            whole.nodes.length === 0 ? null : (
              <Typography sx={{ color: 'text.secondary' }}>{translate('explorer.panel.invite')}</Typography>
            )
          ) : (
            <Paper variant="outlined">
              <NodePanel
                key={`${node.id} ${round}`}
                node={node}
                graph={whole}
                busy={busy === node.id}
                onExpand={follow}
                onRemove={remove}
                onEnd={(end, id) => dispatch({ do: 'setEnd', end, id })}
                onClose={() => setSelected(undefined)}
              />
            </Paper>
          )}
          <Paper variant="outlined">
            <PathPanel
              state={state}
              graph={whole}
              paths={paths}
              chosen={chosen}
              onChoose={(index) => setChoice({ of: paths.data, index })}
              onSelect={setSelected}
              onClose={() => dispatch({ do: 'closePath', shown })}
              dispatch={dispatch}
            />
          </Paper>
        </Box>
        {empty || unread ? null : (
          <Tables
            graph={graph}
            selected={selected}
            busy={busy}
            onSelect={setSelected}
            onExpandAll={(one) => follow(one, model.relations(one.kind))}
            onRemove={remove}
          />
        )}
      </Box>
    </Box>
  )
}

const COLUMNS = { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 360px' }

function Waiting() {
  const translate = useTranslate()
  return (
    <LinearProgress
      aria-label={translate('explorer.loading')}
      sx={{ position: 'absolute', top: 0, left: 0, right: 0 }}
    />
  )
}
