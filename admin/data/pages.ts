import type { Kind, Model } from '../../server/model/index.ts'
import { countDocument, listDocument, stepDocument } from './documents.ts'
import type { Page } from './documents.ts'
import { request } from './graphql.ts'
import { asOfVariable } from './moments.ts'
import type { Moment } from './moments.ts'
import { MAX_ROWS, going, nothingKnown, wayTo, withRows } from './paging.ts'
import type { Landmarks, Way } from './paging.ts'

/** A list as one order and filter make it. */
export interface ListOf {
  readonly kind: Kind
  readonly filter: object | null
  readonly sort: readonly object[]
  readonly columns: readonly string[]
  /** The moment as of which it is read; null for the present. */
  readonly asOf: Moment | null
}

export type ReadPage = (list: ListOf, page: number, size: number, signal?: AbortSignal) => Promise<Page>

/** Lists whose places are remembered. */
const REMEMBERED = 20

/** Reads numbered pages of keyset lists, remembering the cursors of the pages that were visited. */
export function createPages(model: Model): { readonly read: ReadPage; readonly forget: () => void } {
  const memory = new Map<string, Landmarks>()

  const remember = (key: string, known: Landmarks) => {
    memory.delete(key)
    memory.set(key, known)
    const [oldest] = memory.keys()
    if (memory.size > REMEMBERED && oldest !== undefined) memory.delete(oldest)
  }

  const attempt = async (
    list: ListOf,
    page: number,
    size: number,
    signal: AbortSignal | undefined,
    retries: number,
  ): Promise<Page> => {
    const { kind, filter, sort, asOf } = list
    const [past, at] = [asOf !== null, asOfVariable(asOf)]
    const key = JSON.stringify([kind.name, filter, sort, asOf])
    const start = (page - 1) * size
    let known = memory.get(key) ?? nothingKnown
    // Far from the beginning the end may be nearer, and nothing may be there at all.
    if (known.total === undefined && start > MAX_ROWS)
      known = {
        ...known,
        total: (await request(countDocument(kind, past), { filter, ...at }, signal)).page.totalCount,
      }
    const way = wayTo(start, size, known)
    if (way === null)
      return {
        nodes: [],
        totalCount: known.total ?? 0,
        pageInfo: { startCursor: null, endCursor: null },
      }
    const reached = await walk(list, way, known, (seen) => remember(key, seen), signal)
    const result = (
      await request(
        listDocument(model, kind, list.columns, past),
        { filter, sort, ...at, ...going(way.direction, way.take, reached.cursor) },
        signal,
      )
    ).page
    if (known.total !== undefined && known.total !== result.totalCount) {
      // Rows came or went since the places were noted: offsets no longer hold, and a way back began at a wrong end.
      known = { ...nothingKnown, total: result.totalCount }
      remember(key, known)
      if (start > 0 && retries > 0) return attempt(list, page, size, signal, retries - 1)
    } else ({ known } = reached)
    remember(key, {
      ...withRows(known, start, result.nodes.length, result.pageInfo),
      total: result.totalCount,
    })
    return result
  }
  const read: ReadPage = (list, page, size, signal) => attempt(list, page, size, signal, 2)

  return { read, forget: () => memory.clear() }
}

/**
 * Goes over the rows between a known place and the wanted ones. The places on the way are noted at once: a person who
 * turns back halfway has not waited for nothing.
 */
async function walk(
  { kind, filter, sort, asOf }: ListOf,
  way: Way,
  known: Landmarks,
  note: (known: Landmarks) => void,
  signal?: AbortSignal,
) {
  let { cursor, skip, offset } = way
  while (skip > 0) {
    const rows = Math.min(skip, MAX_ROWS)
    const { pageInfo } = (
      await request(
        stepDocument(kind, asOf !== null),
        { filter, sort, ...asOfVariable(asOf), ...going(way.direction, rows, cursor) },
        signal,
      )
    ).page
    const next = way.direction === 'forward' ? pageInfo.endCursor : pageInfo.startCursor
    // The list ends here: what was counted has gone meanwhile, which the total of the page will tell.
    if (next === null) break
    if (way.direction === 'backward') offset -= rows
    known = withRows(known, offset, rows, pageInfo)
    note(known)
    if (way.direction === 'forward') offset += rows
    cursor = next
    skip -= rows
  }
  return { known, cursor }
}
