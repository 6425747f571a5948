import { useListContext } from 'react-admin'
import type { NodeRecord } from '../data/records.ts'
import { NewsNotice } from './NewsNotice.tsx'
import { isNew, isWhole, orNull, touches, useNews } from './useNews.ts'

/** Says when others have changed or deleted rows of the list, or added nodes of its kind. */
export function ListNews({ kind }: { kind: string }) {
  const { data = [], refetch } = useListContext<NodeRecord>()
  const shown = new Map(data.map(({ id, version }) => [id, version]))
  const [news, forget] = useNews(async (set) => {
    if (!isWhole(set)) return (await touches(set, kind)) ? [] : null
    return orNull(
      set.changes.filter(
        (change) => change.subject === 'NODE' && change.kind === kind && isNew(change, shown),
      ),
    )
  })
  const isNews = news?.changes.length === 0 || news?.changes.some((change) => isNew(change, shown)) === true
  const see = () => {
    forget()
    void refetch()
  }
  return <NewsNotice news={isNews ? news : null} says="list" onSee={see} />
}
