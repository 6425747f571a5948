import { useModel } from '../../data/ModelContext.tsx'
import type { LiveChange } from '../../live/documents.ts'
import { isNew, isWhole, orNull, useNews } from '../../live/useNews.ts'
import type { News } from '../../live/useNews.ts'
import type { Canvas } from './graph.ts'
import { loadCanvas } from './use-graph.ts'

interface Shown {
  readonly ids: readonly string[]
  /** Undefined while nothing is shown yet. */
  readonly canvas: Canvas | undefined
  /** The node whose details are shown beside it. */
  readonly selected: string | undefined
}

/** News of what the explorer shows: its nodes, the links between them, and the links of the chosen node, which it counts. */
export function useCanvasNews({ ids, canvas, selected }: Shown): readonly [News | null, forget: () => void] {
  const model = useModel()
  const concerns = (change: LiveChange): boolean => {
    if (canvas === undefined) return false
    if (change.subject === 'NODE') return ids.includes(change.targetId) && isNew(change, canvas.versions)
    const ends = [change.from, change.to]
    if (selected !== undefined && ends.includes(selected)) return true
    const known = canvas.versions.get(change.targetId)
    if (change.action === 'DELETED' || change.version === null) return known !== undefined
    return ends.every((end) => end !== null && ids.includes(end)) && change.version > (known ?? 0)
  }
  const [news, forget] = useNews(async (set) => {
    if (canvas === undefined) return null
    if (isWhole(set)) return orNull(set.changes.filter(concerns))
    return isSame(canvas, await loadCanvas(model, ids)) ? null : []
  })
  return [news?.changes.length === 0 || news?.changes.some(concerns) === true ? news : null, forget]
}

const isSame = (one: Canvas, other: Canvas): boolean =>
  one.versions.size === other.versions.size &&
  [...one.versions].every(([id, version]) => other.versions.get(id) === version)
