import type { Source } from './source.ts'

/** A form that a graph can be written in. */
export interface Format {
  /** As it is asked for. */
  readonly name: string
  /** What files of it end in, without the dot. */
  readonly extension: string
  /** The media type; text is UTF-8. */
  readonly mediaType: string
  /** Whether it holds nodes of one kind alone, and no links. */
  readonly isOneTable: boolean
  /** The file, piece by piece; nothing of it is held longer than it takes to write it. */
  write(source: Source): AsyncGenerator<string | Uint8Array>
}
