/** A run of a text, and whether another text lacks it. */
export interface Run {
  readonly text: string
  readonly differs: boolean
}

/** Words that are compared pair by pair at most; longer texts are compared only from their ends inwards. */
const MAX_WORDS = 1_500

/** A text in runs: the words that the other text has in the same order, and those that it lacks. */
export function wordDifference(text: string, other: string): Run[] {
  const [mine, theirs] = [split(text), split(other)]
  let start = 0
  while (start < mine.length && start < theirs.length && mine[start] === theirs[start]) start += 1
  let end = 0
  while (
    end < mine.length - start &&
    end < theirs.length - start &&
    mine[mine.length - 1 - end] === theirs[theirs.length - 1 - end]
  )
    end += 1
  const middle = mine.slice(start, mine.length - end)
  const kept = common(middle, theirs.slice(start, theirs.length - end))
  return joined(
    bridged([
      ...mine.slice(0, start).map((word) => ({ text: word, differs: false })),
      ...middle.map((word, index) => ({ text: word, differs: !kept.has(index) })),
      ...mine.slice(mine.length - end).map((word) => ({ text: word, differs: false })),
    ]),
  )
}

/** A blank between two words that differ goes with them: what was written in one go is marked in one go. */
const bridged = (runs: readonly Run[]): Run[] =>
  runs.map((run, index) =>
    run.text.trim() === '' && runs[index - 1]?.differs === true && runs[index + 1]?.differs === true
      ? { ...run, differs: true }
      : run,
  )

/** Characters of the same text that are kept beside a difference. */
const AROUND = 120

/** The runs that differ with some of what stands around them: a long text is not read again for one word. */
export function aroundDifferences(runs: readonly Run[]): Run[] {
  const last = runs.length - 1
  if (!runs.some(({ differs }) => differs)) return [...runs]
  return runs.map((run, index) => {
    if (run.differs || run.text.length <= 2 * AROUND) return run
    const head = index === 0 ? '' : `${run.text.slice(0, AROUND).replace(/\S*$/, '')}…`
    const tail = index === last ? '' : `…${run.text.slice(-AROUND).replace(/^\S*/, '')}`
    // What stands before the first difference, or after the last one, is cut from its far side alone.
    return { text: head === '' || tail === '' ? head + tail : `${head} ${tail}`, differs: false }
  })
}

const split = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? []

/** The places in the first list of a longest common subsequence of both. */
function common(mine: readonly string[], theirs: readonly string[]): Set<number> {
  const kept = new Set<number>()
  if (mine.length > MAX_WORDS || theirs.length > MAX_WORDS) return kept
  const width = theirs.length + 1
  const lengths = new Uint16Array((mine.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = mine.length - 1; i >= 0; i -= 1)
    for (let j = theirs.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        mine[i] === theirs[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  for (let i = 0, j = 0; i < mine.length && j < theirs.length;) {
    if (mine[i] === theirs[j]) {
      kept.add(i)
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return kept
}

function joined(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs) {
    const last = result.at(-1)
    if (last?.differs === run.differs) result[result.length - 1] = { ...last, text: last.text + run.text }
    else result.push(run)
  }
  return result
}
