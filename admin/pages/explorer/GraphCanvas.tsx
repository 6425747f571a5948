import { Box, useMediaQuery, useTheme } from '@mui/material'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslate } from 'react-admin'
import Sigma from 'sigma'
import { createEdgeArrowProgram } from './arrow.ts'
import { CanvasTools } from './CanvasTools.tsx'
import { drawHover, drawLabel } from './draw.ts'
import type { Paint } from './draw.ts'
import { arrange } from './layout.ts'
import { edgeLook, nodeLook } from './look.ts'
import type { Focus } from './look.ts'
import { createScene, updateScene } from './scene.ts'
import type { Scene, SceneEdge, SceneNode, SceneStyle } from './scene.ts'
import type { Graph } from './graph.ts'

interface Props {
  readonly graph: Graph
  readonly style: SceneStyle
  readonly selected: string | undefined
  /** The nodes and links of the path that is shown, if one is. */
  readonly path: { readonly nodes: ReadonlySet<string>; readonly links: ReadonlySet<string> } | undefined
  readonly onSelect: (id: string | undefined) => void
}

/** The graph as a picture. It says nothing to a screen reader but its summary: the tables beside it say the rest. */
export function GraphCanvas({ graph, style, selected, path, onSelect }: Props) {
  const translate = useTranslate()
  const place = useRef<HTMLDivElement>(null)
  const scene = useMemo<Scene>(createScene, [])
  const sigma = useRef<Sigma<SceneNode, SceneEdge> | null>(null)
  const still = useMediaQuery('(prefers-reduced-motion: reduce)')
  const duration = still ? 1 : 250
  const paint = usePaint()
  const live = useRef<{ focus: Focus; paint: Paint; onSelect: Props['onSelect'] }>({
    focus: { selected, hovered: undefined, hoveredEdge: undefined, path },
    paint,
    onSelect,
  })

  useEffect(() => {
    if (place.current === null) return
    const focus = () => live.current.focus
    const made = new Sigma<SceneNode, SceneEdge>(scene, place.current, {
      allowInvalidContainer: true,
      enableEdgeEvents: true,
      renderEdgeLabels: true,
      zIndex: true,
      defaultEdgeType: 'arrow',
      edgeProgramClasses: { arrow: createEdgeArrowProgram() },
      labelFont: 'Roboto, "Segoe UI", Arial, sans-serif',
      labelSize: 13,
      edgeLabelSize: 12,
      labelDensity: 0.8,
      labelGridCellSize: 150,
      labelRenderedSizeThreshold: 4,
      stagePadding: 60,
      minCameraRatio: 0.1,
      maxCameraRatio: 4,
      defaultDrawNodeLabel: drawLabel(() => live.current.paint),
      defaultDrawNodeHover: drawHover(() => live.current.paint),
      nodeReducer: (id, data) => nodeLook(scene, focus(), live.current.paint, id, data),
      edgeReducer: (id, data) => edgeLook(scene, focus(), live.current.paint, id, data),
    })
    const container = place.current
    const hover = (change: Partial<Focus>) => {
      live.current.focus = { ...live.current.focus, ...change }
      container.style.cursor = live.current.focus.hovered === undefined ? '' : 'pointer'
      made.refresh({ skipIndexation: true })
    }
    made.on('clickNode', ({ node }) => live.current.onSelect(node))
    made.on('clickStage', () => live.current.onSelect(undefined))
    made.on('enterNode', ({ node }) => hover({ hovered: node }))
    made.on('leaveNode', () => hover({ hovered: undefined }))
    made.on('enterEdge', ({ edge }) => hover({ hoveredEdge: edge }))
    made.on('leaveEdge', () => hover({ hoveredEdge: undefined }))
    sigma.current = made
    return () => {
      sigma.current = null
      made.kill()
    }
  }, [scene])

  const layout = useRef({ unfinished: false, stop: () => {} })
  useEffect(() => {
    const running = layout.current
    // Stopped before nodes come or go, else it starts another worker for them that nobody ends.
    running.stop()
    if (updateScene(scene, graph, style)) running.unfinished = true
    if (!running.unfinished) return
    running.stop = arrange(scene, {
      still,
      onEnd: () => {
        running.unfinished = false
        sigma.current?.refresh()
      },
    })
  }, [scene, graph, style, still])
  useEffect(() => {
    const running = layout.current
    return () => running.stop()
  }, [])

  useEffect(() => {
    live.current = { focus: { ...live.current.focus, selected, path }, paint, onSelect }
    sigma.current?.setSetting('labelColor', { color: paint.text })
    sigma.current?.setSetting('edgeLabelColor', { color: paint.text })
    sigma.current?.refresh()
  }, [selected, path, paint, onSelect])

  return (
    <>
      <Box
        ref={place}
        role="img"
        aria-label={translate('explorer.summary', {
          nodes: translate('explorer.table.nodes', { smart_count: graph.nodes.length }),
          links: translate('explorer.table.links', { smart_count: graph.links.length }),
        })}
        sx={{ position: 'absolute', inset: 0, '& canvas': { outline: 'none' } }}
      />
      <CanvasTools
        onZoomIn={() => void sigma.current?.getCamera().animatedZoom({ duration })}
        onZoomOut={() => void sigma.current?.getCamera().animatedUnzoom({ duration })}
        onFit={() => void sigma.current?.getCamera().animatedReset({ duration })}
      />
    </>
  )
}

function usePaint(): Paint {
  const { palette } = useTheme()
  return useMemo(
    () => ({
      text: palette.text.primary,
      secondary: palette.text.secondary,
      paper: palette.background.paper,
      line: palette.mode === 'dark' ? '#7d8590' : '#8a929c',
      faded: palette.mode === 'dark' ? '#3a3f45' : '#dde1e6',
      accent: palette.mode === 'dark' ? '#ffffff' : '#111827',
    }),
    [palette],
  )
}
