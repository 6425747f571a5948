import { useEffect, useState } from 'react'
import type { ExplorerAction } from './state.ts'
import { useSuccessors } from './use-graph.ts'

interface MergedAwayNodes {
  /** Those of the missing nodes that were not merged into any other; none while that is being found out. */
  readonly lost: readonly string[]
  /** How many gave way to what they were merged into, until somebody has read it. */
  readonly led: number
  readonly forget: () => void
}

/** Lets nodes that an address names and that were merged away give way to those that they went into. */
export function useMergedAway(
  missing: readonly string[],
  dispatch: (action: ExplorerAction) => void,
  onLed: (by: ReadonlyMap<string, string>) => void,
): MergedAwayNodes {
  const { data, loading } = useSuccessors(missing)
  const [led, setLed] = useState(0)
  useEffect(() => {
    if (loading || data === undefined || data.size === 0) return
    dispatch({ do: 'replace', by: data })
    onLed(data)
    setLed(data.size)
    // Once for each answer, whoever is to be told of it by then.
  }, [data, loading])
  return {
    lost: loading ? [] : missing.filter((id) => data?.has(id) !== true),
    led,
    forget: () => setLed(0),
  }
}
