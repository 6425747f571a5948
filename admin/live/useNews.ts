import { useCallback, useState } from 'react'
import { upperSnake } from '../../server/model/index.ts'
import { request } from '../data/graphql.ts'
import { didToDocument, touchedDocument } from './documents.ts'
import type { LiveChange, LiveSet } from './documents.ts'
import { useLive } from './LiveProvider.tsx'

/** Who changed what a page shows, and when. */
export interface News {
  readonly seq: number
  readonly at: string
  readonly actor: string
  /** The changes that the page shows; none of a set that is too large for them to be told apart. */
  readonly changes: readonly LiveChange[]
}

type Found = readonly LiveChange[] | null

/** The newest change set of others in which `select` finds something that the page does not show yet; null is nothing. */
export function useNews(
  select: (set: LiveSet) => Found | Promise<Found>,
): readonly [News | null, forget: () => void] {
  const [news, setNews] = useState<News | null>(null)
  useLive((set) => {
    const tell = async () => {
      const changes = await select(set)
      if (changes !== null) setNews({ seq: set.seq, at: set.at, actor: set.actor, changes })
    }
    // What cannot be read now is told with the next change, or shows when the page is read again.
    tell().catch(() => undefined)
  })
  return [news, useCallback(() => setNews(null), [])]
}

/** Whether all that a change set did came with it. */
export const isWhole = ({ changeCount, changes }: LiveSet): boolean => changeCount <= changes.length

/** Those changes; null for none. */
export const orNull = (changes: readonly LiveChange[]): Found => (changes.length === 0 ? null : changes)

/** What a change set did to a node, its links and what touches it; of a large one the service is asked. */
async function changesOf(set: LiveSet, id: string): Promise<readonly LiveChange[]> {
  if (isWhole(set))
    return set.changes.filter(({ targetId, from, to, touches: others }) =>
      [targetId, from, to, ...others.map((one) => one.id)].includes(id),
    )
  return (await request(didToDocument, { id: set.id, target: id })).changeSet?.changes ?? []
}

/** Whether a change set did anything to nodes of a kind; of a large one the service is asked. */
export async function touches(set: LiveSet, kind: string): Promise<boolean> {
  if (set.changes.some((change) => change.subject === 'NODE' && change.kind === kind)) return true
  if (isWhole(set)) return false
  const { changes } = await request(touchedDocument, { at: set.at, kinds: [upperSnake(kind)] })
  return changes.nodes.some(({ id }) => id === set.id)
}

/** News of a node of which the page shows a version; none as soon as it shows the newest. */
export function useNodeNews(id: string, version: number): News | null {
  const [news] = useNews(async (set) =>
    orNull(
      (await changesOf(set, id)).filter(({ targetId, subject }) => subject === 'NODE' && targetId === id),
    ),
  )
  const change = news?.changes.at(-1)
  return change?.targetId === id && (change.action === 'DELETED' || (change.version ?? 0) > version)
    ? news
    : null
}

/** News of what quotes a node or belongs to it. @param isMeant tells these from what else may touch it. */
export function useTouchNews(
  id: string,
  isMeant: (change: LiveChange) => boolean,
): readonly [News | null, forget: () => void] {
  return useNews(async (set) =>
    orNull(
      (await changesOf(set, id)).filter(
        (change) => change.touches.some((one) => one.id === id) && isMeant(change),
      ),
    ),
  )
}

/** News of the links of a node, of which the page shows some, by id, in a version. */
export function useLinkNews(
  id: string,
  shown: ReadonlyMap<string, number>,
): readonly [News | null, forget: () => void] {
  const [news, forget] = useNews(async (set) =>
    orNull(
      (await changesOf(set, id)).filter(
        (change) =>
          change.subject === 'LINK' &&
          // One that is shown here may lead elsewhere by now.
          ([change.from, change.to].includes(id) || shown.has(change.targetId)) &&
          isNew(change, shown),
      ),
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
