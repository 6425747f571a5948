import { useShowContext } from 'react-admin'
import type { NodeRecord } from '../data/records.ts'
import { NewsNotice } from './NewsNotice.tsx'
import { useNodeNews } from './useNews.ts'

/** Says when others have changed or deleted the node that a Show page shows. */
export function NodeNews({ record }: { record: NodeRecord }) {
  const { refetch } = useShowContext()
  const news = useNodeNews(record.id, record.version)
  const isGone = news?.changes.at(-1)?.action === 'DELETED'
  return (
    <NewsNotice
      news={news}
      says={isGone ? 'deleted' : 'changed'}
      onSee={isGone ? undefined : () => void refetch()}
    />
  )
}
