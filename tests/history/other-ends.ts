/** A change as the log holds it. */
export interface LoggedStates {
  /** JSON; null for nothing. */
  readonly before: string | null
  readonly after: string | null
  readonly into: string | null
}

interface State {
  readonly fields?: { readonly source?: string | null }
  readonly from?: string
  readonly to?: string
  readonly evidence: readonly { readonly passageId: string; readonly [what: string]: unknown }[]
}

/** The nodes that a change concerns beside what it changed and the ends of a link, in the order of their ids. */
export function otherEndsOf({ before, after, into }: LoggedStates): string[] {
  const states = [before, after].map((text) => (text === null ? null : (JSON.parse(text) as State)))
  const [old, now] = states
  const passages = states.flatMap((state) => state?.evidence.map(({ passageId }) => passageId) ?? [])
  const quotes = (state: State | null | undefined, id: string) =>
    JSON.stringify(
      state?.evidence
        .filter(({ passageId }) => passageId === id)
        .map((piece) => JSON.stringify({ ...piece, id: null }))
        .sort() ?? [],
    )
  const owners = [old?.fields?.source, now?.fields?.source].filter((id) => typeof id === 'string')
  const left = [old?.from, old?.to].filter(
    (id) => id !== undefined && now !== null && id !== now?.from && id !== now?.to,
  )
  const found = [
    ...passages.filter((id) => quotes(old, id) !== quotes(now, id)),
    ...(owners[0] === owners[1] ? [] : owners),
    ...left,
    ...(into === null ? [] : [into]),
  ]
  return [...new Set(found)].filter((id) => id !== undefined).sort()
}
