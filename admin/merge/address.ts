/** Which nodes are to be merged, and which of them stays. */
export interface MergeAddress {
  readonly ids: readonly string[]
  readonly into: string | undefined
}

/** The most nodes that are merged at once: the one that stays, and twenty others. */
export const MAX_MERGED = 21

/** What an address names; the node that stays is the first one, if it does not say. */
export function readMerge(search: URLSearchParams): MergeAddress {
  const named = (search.get('ids') ?? '').split(',').map((id) => id.trim())
  const ids = [...new Set(named.filter((id) => id !== ''))].slice(0, MAX_MERGED)
  const into = search.get('into') ?? ''
  return { ids, into: ids.includes(into) ? into : ids[0] }
}

/** The way to the page on which nodes of a kind are merged. */
export const mergePath = (plural: string, ids: readonly string[], into?: string): string =>
  `/merge/${plural}?ids=${ids.map(encodeURIComponent).join(',')}` +
  (into === undefined ? '' : `&into=${encodeURIComponent(into)}`)
