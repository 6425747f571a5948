import { useCallback, useState } from 'react'
import { request } from '../data/graphql.ts'
import { newestDocument } from './documents.ts'
import type { LiveChange, LiveSet } from './documents.ts'
import { useLive } from './LiveProvider.tsx'

/** Who changed what a page shows, and when; with the changes that the page shows. */
export interface News {
  readonly at: string
  readonly actor: string
  readonly changes: readonly LiveChange[]
}

/** The newest change set of others of which `select` finds something that the page does not show yet. */
export function useNews(
  select: (set: LiveSet) => readonly LiveChange[] | Promise<readonly LiveChange[]>,
): readonly [News | null, forget: () => void] {
  const [news, setNews] = useState<News | null>(null)
  useLive((set) => {
    const tell = async () => {
      const changes = await select(set)
      if (changes.length > 0) setNews({ at: set.at, actor: set.actor, changes })
    }
    // What cannot be read now is told with the next change, or shows when the page is read again.
    tell().catch(() => undefined)
  })
  return [news, useCallback(() => setNews(null), [])]
}

/** What a change set did to a node and its links; of a large one the service is asked. */
async function changesOf(set: LiveSet, id: string): Promise<readonly LiveChange[]> {
  if (set.changeCount <= set.changes.length)
    return set.changes.filter(({ targetId, from, to }) => [targetId, from, to].includes(id))
  const { changes } = await request(newestDocument, { target: id })
  const [newest] = changes.nodes
  return newest?.seq === set.seq ? newest.changes : []
}

/** News of a node of which the page shows a version; none as soon as it shows the newest. */
export function useNodeNews(id: string, version: number): News | null {
  const [news] = useNews(async (set) =>
    (await changesOf(set, id)).filter(({ targetId, subject }) => subject === 'NODE' && targetId === id),
  )
  const change = news?.changes.at(-1)
  return change?.targetId === id && (change.action === 'DELETED' || (change.version ?? 0) > version)
    ? news
    : null
}

/** News of the links of a node, of which the page shows some, by id, in a version. */
export function useLinkNews(
  id: string,
  shown: ReadonlyMap<string, number>,
): readonly [News | null, forget: () => void] {
  const [news, forget] = useNews(async (set) =>
    (await changesOf(set, id)).filter(
      (change) => change.subject === 'LINK' && [change.from, change.to].includes(id) && isNew(change, shown),
    ),
  )
  return [news?.changes.some((change) => isNew(change, shown)) === true ? news : null, forget]
}

/** Whether a page that shows these has something to show that it does not. */
export function isNew(
  { action, targetId, version }: LiveChange,
  shown: ReadonlyMap<string, number>,
): boolean {
  const known = shown.get(targetId)
  if (action === 'CREATED') return known === undefined
  return known !== undefined && (action === 'DELETED' || (version ?? 0) > known)
}
