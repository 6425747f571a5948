import { useCallback, useMemo } from 'react'
import type { Model } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { request } from '../../data/graphql.ts'
import { readCanvas, readDetails } from './answers.ts'
import type { NodeDetails } from './answers.ts'
import { canvasDocument, canvasPages, nodeDocument, pathsDocument, successorsDocument } from './documents.ts'
import type { Canvas } from './graph.ts'
import { readPaths } from './path.ts'
import type { FoundPath } from './path.ts'
import type { ExplorerState } from './state.ts'
import { useLoad } from './use-load.ts'
import type { Loaded } from './use-load.ts'

/** The nodes with these ids and all links among them. */
export function useCanvas(ids: readonly string[]): Loaded<Canvas> {
  const model = useModel()
  const key = ids.join(',')
  return useLoad(
    useMemo(() => {
      const wanted = key === '' ? [] : key.split(',')
      if (wanted.length === 0) return undefined
      return (signal: AbortSignal) => loadCanvas(model, wanted, signal)
    }, [model, key]),
  )
}

/** @throws ApiError as every request. */
export async function loadCanvas(
  model: Model,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Canvas> {
  const variables = { ids, ...canvasPages(model, ids) }
  return readCanvas(model, await request(canvasDocument(model), variables, signal), ids)
}

/** The most root fields of one request. */
const MAX_ASKED = 50

/** Into which nodes some that are no more were merged, by their ids; the others have no entry. */
export function useSuccessors(ids: readonly string[]): Loaded<ReadonlyMap<string, string>> {
  const key = ids.join(',')
  return useLoad(
    useMemo(() => {
      if (key === '') return undefined
      return async (signal: AbortSignal) => {
        const found = new Map<string, string>()
        const gone = key.split(',')
        for (let at = 0; at < gone.length; at += MAX_ASKED) {
          const some = gone.slice(at, at + MAX_ASKED)
          const variables = Object.fromEntries(some.map((id, index) => [`i${index}`, id]))
          const answer = await request(successorsDocument(some.length), variables, signal)
          for (const [index, id] of some.entries()) {
            const into = answer[`n${index}`]?.id
            if (into !== undefined && into !== id) found.set(id, into)
          }
        }
        return found
      }
    }, [key]),
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
