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
  const isShown = ({ subject, targetId, from, to }: LiveChange): boolean =>
    subject === 'NODE' ? ids.includes(targetId) : isOfSelected({ from, to }) || areShown({ from, to })
  const isOfSelected = ({ from, to }: Pick<LiveChange, 'from' | 'to'>): boolean =>
    selected !== undefined && [from, to].includes(selected)
  const areShown = ({ from, to }: Pick<LiveChange, 'from' | 'to'>): boolean =>
    from !== null && to !== null && ids.includes(from) && ids.includes(to)
  const concerns = (change: LiveChange, { versions }: Canvas): boolean => {
    if (!isShown(change)) return false
    if (change.subject === 'NODE') return isNew(change, versions)
    if (isOfSelected(change)) return true
    const known = versions.get(change.targetId)
    return change.version === null ? known !== undefined : change.version > (known ?? 0)
  }
  const [news, forget] = useNews(async (set) => {
    // While the canvas is being read nobody knows yet what it will hold: that is judged when it is there.
    if (isWhole(set))
      return orNull(
        set.changes.filter((change) => (canvas === undefined ? isShown(change) : concerns(change, canvas))),
      )
    return canvas === undefined || isSame(canvas, await loadCanvas(model, ids)) ? null : []
  })
  const isNews =
    canvas !== undefined &&
    (news?.changes.length === 0 || news?.changes.some((change) => concerns(change, canvas)) === true)
  return [isNews ? news : null, forget]
}

const isSame = (one: Canvas, other: Canvas): boolean =>
  one.versions.size === other.versions.size &&
  [...one.versions].every(([id, version]) => other.versions.get(id) === version)
