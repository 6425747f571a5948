import type { Model } from '../model/index.ts'
import type { GraphAsked } from './request.ts'
import { openSource } from './source.ts'
import type { Reading } from './source.ts'

/** Bytes that are handed on at once: small pieces cost each of those who handle them. */
const TOGETHER = 64 * 1024

/** A file that is being made. */
export interface ExportFile {
  /** What it is called: for every system, and in Vietnamese. */
  readonly names: { readonly plain: string; readonly localized: string }
  readonly mediaType: string
  /** Nothing is read before the last piece is taken; to return ends the reading. */
  readonly bytes: AsyncGenerator<Uint8Array>
}

/** A file of the graph that is being made. */
export interface GraphFile extends ExportFile {
  /** The sequence number of the graph that it shows. */
  readonly seq: number
  /** Whether there is more of what was asked for than its limit let through. */
  readonly isCut: boolean
}

/** Opens an export of the graph. @throws ClientError as openSource does; what its bytes are read by may throw it too. */
export async function openExport(reading: Reading, asked: Omit<GraphAsked, 'what'>): Promise<GraphFile> {
  const source = await openSource(reading, asked)
  const { seq, isCut } = source
  return {
    names: namesOf(reading.model, asked, seq),
    mediaType: asked.format.mediaType,
    seq,
    isCut,
    bytes: gathered(asked.format.write(source)),
  }
}

/** The bytes of small pieces, some at a time. */
export async function* gathered(pieces: AsyncGenerator<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = []
  let size = 0
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    waiting.push(bytes)
    size += bytes.byteLength
    if (size < TOGETHER) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}

function namesOf(
  model: Model,
  { scope, format }: Pick<GraphAsked, 'scope' | 'format'>,
  seq: number,
): ExportFile['names'] {
  const kind = scope.of === 'kind' ? model.kind(scope.kind) : undefined
  const name = (what: string) => `${what}-${seq}.${format.extension}`
  return {
    plain: name(kind?.plural ?? 'lesson-graph'),
    localized: name(kind?.pluralWords.vi ?? 'lesson-graph'),
  }
}
