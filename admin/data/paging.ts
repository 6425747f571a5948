/** The most rows that the service hands out at once. */
export const MAX_ROWS = 200

/** Places of a list whose cursors are known. Offsets count the rows before them. */
export interface Landmarks {
  readonly total: number | undefined
  /** offset -> the cursor after which the row at the offset comes. */
  readonly after: ReadonlyMap<number, string>
  /** offset -> the cursor before which the row before the offset comes. */
  readonly before: ReadonlyMap<number, string>
}

/** From a known place over some rows to the rows that are wanted. */
export interface Way {
  readonly direction: 'forward' | 'backward'
  readonly offset: number
  readonly cursor: string | undefined
  /** Rows between the place and the wanted ones. */
  readonly skip: number
  readonly take: number
}

export const nothingKnown: Landmarks = { total: undefined, after: new Map(), before: new Map() }

/**
 * The shortest way to the rows from `start`: from the nearest place visited, from the beginning, or, where the total is
 * known, from the end. Keyset cursors cannot jump, so what lies between is walked over.
 */
export function wayTo(start: number, size: number, { total, after, before }: Landmarks): Way | null {
  const end = total === undefined ? start + size : Math.min(start + size, total)
  if (end <= start) return null
  const forward = nearest([[0, undefined], ...after], (offset) => start - offset)
  const backward =
    total === undefined ? undefined : nearest([[total, undefined], ...before], (offset) => offset - end)
  const take = end - start
  if (backward !== undefined && (forward === undefined || steps(backward) < steps(forward)))
    return { direction: 'backward', ...backward, take }
  return forward === undefined ? null : { direction: 'forward', ...forward, take }
}

interface Place {
  readonly offset: number
  readonly cursor: string | undefined
  readonly skip: number
}

const steps = ({ skip }: Place): number => Math.ceil(skip / MAX_ROWS)

function nearest(
  places: readonly (readonly [number, string | undefined])[],
  distance: (offset: number) => number,
): Place | undefined {
  let best: Place | undefined
  for (const [offset, cursor] of places) {
    const skip = distance(offset)
    if (skip >= 0 && (best === undefined || skip < best.skip)) best = { offset, cursor, skip }
  }
  return best
}

/** The variables of one request that goes a number of rows from a cursor. */
export const going = (direction: Way['direction'], rows: number, cursor: string | undefined) =>
  direction === 'forward'
    ? { first: rows, ...(cursor === undefined ? {} : { after: cursor }) }
    : { last: rows, ...(cursor === undefined ? {} : { before: cursor }) }

/** What is known after some rows from an offset were read. */
export function withRows(
  known: Landmarks,
  offset: number,
  rows: number,
  ends: { readonly startCursor: string | null; readonly endCursor: string | null },
): Landmarks {
  const after = new Map(known.after)
  const before = new Map(known.before)
  if (ends.endCursor !== null) after.set(offset + rows, ends.endCursor)
  if (ends.startCursor !== null) before.set(offset, ends.startCursor)
  return { ...known, after, before }
}
