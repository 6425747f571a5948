/** What a change of the live feed is recognised by. */
export interface WrittenChange {
  readonly action: 'CREATED' | 'UPDATED' | 'DELETED'
  readonly targetId: string
  /** Null of what was deleted. */
  readonly version: number | null
}

/** The most writes that are remembered: each is asked for once, soon after it was made. */
const REMEMBERED = 1_000

/**
 * What this tab has written itself, so that it does not announce it to who wrote it. Answers name the change set, or the
 * version that a node or link has from it: each of its versions comes from one change set alone.
 */
export function createOwnWrites() {
  const known = new Set<string>()
  let running = 0
  let waiting: (() => void)[] = []

  const remember = (key: string): void => {
    known.add(key)
    const [oldest] = known
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest)
  }

  const note = (answer: object): void => {
    for (const value of Object.values(answer) as unknown[]) {
      if (typeof value !== 'object' || value === null) continue
      if ('changeSetId' in value) {
        if (typeof value.changeSetId === 'string') remember(value.changeSetId)
      } else if ('id' in value && typeof value.id === 'string')
        remember(byVersion(value.id, 'version' in value ? value.version : null))
    }
  }

  return {
    /** Remembers what a mutation answers. */
    async during<Result extends object>(mutation: Promise<Result>): Promise<Result> {
      running += 1
      try {
        const answer = await mutation
        note(answer)
        return answer
      } finally {
        running -= 1
        if (running === 0) {
          for (const proceed of waiting) proceed()
          waiting = []
        }
      }
    },
    /** Waits until every mutation that is on its way is answered: until then nobody knows what it wrote. */
    settled: (): Promise<void> =>
      running === 0 ? Promise.resolve() : new Promise((fulfil) => waiting.push(fulfil)),
    includes: (set: { readonly id: string; readonly changes: readonly WrittenChange[] }): boolean =>
      known.has(set.id) ||
      set.changes.some(({ targetId, version }) => known.has(byVersion(targetId, version))),
  }
}

const byVersion = (id: string, version: unknown): string => `${id} ${String(version)}`

/** Those of this tab: every mutation passes `request`, which knows no screen. */
export const ownWrites = createOwnWrites()
