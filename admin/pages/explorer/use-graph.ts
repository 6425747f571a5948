import { useCallback, useMemo } from 'react'
import { useModel } from '../../data/ModelContext.tsx'
import { request } from '../../data/graphql.ts'
import { readCanvas, readDetails } from './answers.ts'
import type { NodeDetails } from './answers.ts'
import { canvasDocument, canvasPages, nodeDocument, pathsDocument } from './documents.ts'
import type { Graph } from './graph.ts'
import { readPaths } from './path.ts'
import type { FoundPath } from './path.ts'
import type { ExplorerState } from './state.ts'
import { useLoad } from './use-load.ts'
import type { Loaded } from './use-load.ts'

/** The nodes with these ids and all links among them. */
export function useCanvas(ids: readonly string[]): Loaded<Graph> {
  const model = useModel()
  const key = ids.join(',')
  return useLoad(
    useMemo(() => {
      const wanted = key === '' ? [] : key.split(',')
      if (wanted.length === 0) return undefined
      return async (signal: AbortSignal) => {
        const variables = { ids: wanted, ...canvasPages(model, wanted) }
        return readCanvas(model, await request(canvasDocument(model), variables, signal), wanted)
      }
    }, [model, key]),
  )
}

/** The paths between the two ends, once both are chosen. */
export function usePaths({ from, to, steps }: ExplorerState): Loaded<readonly FoundPath[]> {
  const model = useModel()
  return useLoad(
    useMemo(() => {
      if (from === undefined || to === undefined) return undefined
      return async (signal: AbortSignal) =>
        readPaths(model, await request(pathsDocument, { from, to, steps }, signal))
    }, [model, from, to, steps]),
  )
}

/** What the panel tells of a node; null when it is no more. */
export function useDetails(id: string, kind: string): Loaded<NodeDetails | null> {
  const model = useModel()
  return useLoad(
    useCallback(
      async (signal: AbortSignal) => {
        const declared = model.kind(kind)
        return readDetails(model, declared, await request(nodeDocument(model, declared), { id }, signal))
      },
      [model, id, kind],
    ),
  )
}
