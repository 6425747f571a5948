import { useCreatePath, useRefresh, useShowContext } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { referencesOf } from '../../server/model/index.ts'
import type { Kind } from '../../server/model/index.ts'
import { useModel } from '../data/ModelContext.tsx'
import type { NodeRecord } from '../data/records.ts'
import { NewsNotice } from './NewsNotice.tsx'
import { useNodeNews, useTouchNews } from './useNews.ts'

interface NodeNewsProps {
  readonly kind: Kind
  readonly record: NodeRecord
}

/** Says when others have changed or deleted the node that a Show page shows, else what belongs to it or is quoted from it. */
export function NodeNews({ kind, record }: NodeNewsProps) {
  const { refetch } = useShowContext()
  const news = useNodeNews(record.id, record.version)
  const isGone = news?.changes.at(-1)?.action === 'DELETED'
  const [quoted, seeQuoted] = useQuotedNews(kind, record)
  const [owned, seeOwned] = useOwnedNews(kind, record)
  if (news !== null)
    return (
      <NewsNotice
        news={news}
        says={isGone ? 'deleted' : 'changed'}
        onSee={isGone ? undefined : () => void refetch()}
      />
    )
  return quoted === null ? (
    <NewsNotice news={owned} says="owned" onSee={seeOwned} />
  ) : (
    <NewsNotice news={quoted} says="quoted" onSee={seeQuoted} />
  )
}

/** News of evidence that quotes a passage: its history tells of that, and the page of nothing else. */
function useQuotedNews({ name, plural }: Kind, { id }: NodeRecord) {
  const [news] = useTouchNews(id, () => name === 'Passage')
  const navigate = useNavigate()
  const createPath = useCreatePath()
  return [news, () => void navigate(`${createPath({ resource: plural, id, type: 'show' })}/history`)] as const
}

/** News of the nodes that belong to one. */
function useOwnedNews({ name }: Kind, { id }: NodeRecord) {
  const owned = useModel().kinds.filter((kind) => referencesOf(kind).some(([, { to }]) => to === name))
  const [news, forget] = useTouchNews(
    id,
    (change) => change.subject === 'NODE' && owned.some((kind) => kind.name === change.kind),
  )
  const refresh = useRefresh()
  const see = () => {
    forget()
    refresh()
  }
  return [news, see] as const
}
