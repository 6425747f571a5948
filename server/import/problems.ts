/** Which rule was broken, for clients that say it in words of their own. */
export const IMPORT_RULES = [
  'UNREADABLE',
  'FORM',
  'MAPPING',
  'KIND',
  'ID',
  'FIELD',
  'EVIDENCE',
  'REPEATED',
  'OTHERS',
  'MISSING',
  'MISFIT',
  'ITSELF',
  'AT_MOST_ONE',
  'CIRCLE',
] as const
export type ImportRule = (typeof IMPORT_RULES)[number]

/** One thing that is wrong with what is to be imported, and where. */
export interface ImportProblem {
  readonly file: string
  /** From 1; null where the whole file is meant. */
  readonly line: number | null
  /** The place within the node or link: `title.en`; empty for the whole of it. */
  readonly path: string
  readonly reason: string
  readonly rule: ImportRule
  /** Where a field of a kind is wrong: `Directive.form`; null elsewhere. */
  readonly field: string | null
}

/** The most items that a list shows: the rest is only counted. */
export const MAX_LISTED = 100

/** A list of the first items, and the count of all. */
export class Listed<T> {
  readonly first: T[] = []
  count = 0

  add(item: T): void {
    this.count += 1
    if (this.first.length < MAX_LISTED) this.first.push(item)
  }

  copy(): Listed<T> {
    const copy = new Listed<T>()
    copy.first.push(...this.first)
    copy.count = this.count
    return copy
  }
}

/** `lessons.yaml:12` */
export const placeOf = ({ file, line }: Pick<ImportProblem, 'file' | 'line'>): string =>
  line === null ? file : `${file}:${line}`

/** `lessons.yaml:12: title.en: must be text` */
export const written = ({
  path,
  reason,
  ...place
}: Pick<ImportProblem, 'file' | 'line' | 'path' | 'reason'>): string =>
  [placeOf(place), path, reason].filter((part) => part !== '').join(': ')
