import { useCallback } from 'react'
import { request } from '../data/graphql.ts'
import { useSlices } from '../history/useSlices.ts'
import type { Slice, Slices } from '../history/useSlices.ts'
import type { ListDocument } from './documents.ts'

/** How many are read at once. */
const EACH = 25

/** Nothing that a list is narrowed by. */
const all = {}

/**
 * Reads a list of people, keys, sessions or audit records slice by slice; its head is how many there are.
 * @param filter must keep its identity while the list stays the same.
 */
export function useListed<Item, Filter extends object>(
  document: ListDocument<Item, Filter>,
  filter: Filter,
): Slices<Item, number>
export function useListed<Item>(document: ListDocument<Item>): Slices<Item, number>
export function useListed<Item>(document: ListDocument<Item>, filter: object = all): Slices<Item, number> {
  const read = useCallback(
    async (last: Slice<Item, number> | null, signal: AbortSignal) => {
      const { list } = await request(document, { ...filter, first: EACH, after: last?.next ?? null }, signal)
      const { hasNextPage, endCursor } = list.pageInfo
      return { items: list.nodes, head: list.totalCount, next: hasNextPage ? endCursor : null }
    },
    [document, filter],
  )
  return useSlices(read)
}
