/** One thing that is wrong with a seed folder, and where. */
export interface SeedProblem {
  readonly file: string
  /** From 1; null where the folder itself is meant. */
  readonly line: number | null
  /** The place within the node, link or source: `title.en`. */
  readonly path: string
  readonly reason: string
}

/** `graph-seed/x/lessons.yaml:12: title.en: must be text` */
const written = ({ file, line, path, reason }: SeedProblem): string =>
  [line === null ? file : `${file}:${line}`, path, reason].filter((part) => part !== '').join(': ')

/** Everything that keeps a seed folder from being read; the message has one problem a line. */
export class SeedProblems extends Error {
  override readonly name = 'SeedProblems'
  readonly problems: readonly SeedProblem[]

  constructor(problems: readonly SeedProblem[]) {
    const sorted = problems.toSorted((a, b) => byText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0))
    super(sorted.map(written).join('\n'))
    this.problems = sorted
  }
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
