import { request } from '../data/graphql.ts'
import { newestDocument } from '../history/documents.ts'
import type { ChangesFilter } from '../history/documents.ts'
import type { LiveSet } from './documents.ts'
import { useNews } from './useNews.ts'
import type { News } from './useNews.ts'

/**
 * News of a list of change sets.
 * @param newest the number of the newest that it shows, 0 where it shows none; undefined while it is being read.
 */
export function useLogNews(filter: ChangesFilter, newest: number | undefined): News | null {
  const [news] = useNews(async (set) =>
    newest !== undefined && set.seq > newest && (await isListed(set, filter)) ? set.changes : null,
  )
  return news !== null && newest !== undefined && news.seq > newest ? news : null
}

/** Only the service can tell what a filter lets pass. */
async function isListed({ seq }: LiveSet, filter: ChangesFilter): Promise<boolean> {
  if (Object.keys(filter).length === 0) return true
  const [first] = (await request(newestDocument, filter)).changes.nodes
  return first !== undefined && first.seq >= seq
}
