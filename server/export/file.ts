import type { Model } from '../model/index.ts'
import type { Asked } from './request.ts'
import { openSource } from './source.ts'
import type { Reading } from './source.ts'

/** Bytes that are handed on at once: small pieces cost each of those who handle them. */
const TOGETHER = 64 * 1024

/** A file that is being made. */
export interface ExportFile {
  /** The sequence number of the graph that it shows. */
  readonly seq: number
  /** Whether there is more of what was asked for than its limit let through. */
  readonly isCut: boolean
  /** Nothing is read before the last piece is taken; to return ends the reading. */
  readonly bytes: AsyncGenerator<Uint8Array>
}

/** Opens an export. @throws ClientError as openSource does; what its bytes are read by may throw it too. */
export async function openExport(reading: Reading, asked: Asked): Promise<ExportFile> {
  const source = await openSource(reading, asked)
  const { seq, isCut } = source
  return { seq, isCut, bytes: gathered(asked.format.write(source)) }
}

async function* gathered(pieces: AsyncGenerator<string | Uint8Array>): AsyncGenerator<Uint8Array> {
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

/** What a file of an export is called: for every system, and in Vietnamese. */
export function fileNames(
  model: Model,
  { scope, format }: Pick<Asked, 'scope' | 'format'>,
  seq: number,
): { readonly plain: string; readonly localized: string } {
  const kind = scope.of === 'kind' ? model.kind(scope.kind) : undefined
  const name = (what: string) => `${what}-${seq}.${format.extension}`
  return {
    plain: name(kind?.plural ?? 'lesson-graph'),
    localized: name(kind?.pluralWords.vi ?? 'lesson-graph'),
  }
}
