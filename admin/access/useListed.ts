import { useCallback } from 'react'
import { request } from '../data/graphql.ts'
import { useSlices } from '../history/useSlices.ts'
import type { Slice, Slices } from '../history/useSlices.ts'
import type { ListDocument } from './documents.ts'

/** How many are read at once. */
const EACH = 25

/** Reads a list of people, keys or sessions slice by slice; its head is how many there are. */
export function useListed<Item>(document: ListDocument<Item>): Slices<Item, number> {
  const read = useCallback(
    async (last: Slice<Item, number> | null, signal: AbortSignal) => {
      const { list } = await request(document, { first: EACH, after: last?.next ?? null }, signal)
      const { hasNextPage, endCursor } = list.pageInfo
      return { items: list.nodes, head: list.totalCount, next: hasNextPage ? endCursor : null }
    },
    [document],
  )
  return useSlices(read)
}
