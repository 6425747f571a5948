import { ApiError, stayingSignedIn } from '../../data/graphql.ts'
import { ownWrites } from '../../data/own-writes.ts'
import type { CsvMapping, DoubtfulChoice, ImportProgress, ImportResult } from './types.ts'

export interface ImportRequest {
  readonly files: readonly File[]
  /** Of the tables among them, by their names. */
  readonly mappings: Readonly<Record<string, CsvMapping>>
  readonly doubtful: DoubtfulChoice
  readonly reason: string
  readonly dryRun: boolean
}

interface Line {
  readonly progress?: ImportProgress
  readonly result?: ImportResult
  readonly errors?: readonly { message: string; extensions: { code: string; errorId?: string } }[]
}

/**
 * Sends files to be imported, or to be looked at alone, and tells how far the service is.
 * @returns what came of it; with problems, nothing was done.
 * @throws ApiError when the service could not say what is wrong with the files, or did not come to an end.
 */
export async function postImport(
  asked: ImportRequest,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const sent = stayingSignedIn(() => send(asked, onProgress, signal), signal)
  const answered = sent.then((result) => ({ result }))
  return (await (asked.dryRun ? answered : ownWrites.during(answered))).result
}

async function send(
  { files, mappings, doubtful, reason, dryRun }: ImportRequest,
  onProgress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportResult> {
  const form = new FormData()
  // The other files of a seed folder name passages of the source, which has to come first.
  for (const file of [...files].sort((one, other) => rank(one) - rank(other)))
    form.append('file', file, file.name)
  const query = new URLSearchParams({ doubtful, mappings: JSON.stringify(mappings) })
  if (dryRun) query.set('dryRun', 'true')
  if (reason.trim() !== '') query.set('reason', reason.trim())
  const response = await fetch(`/import?${query.toString()}`, {
    method: 'POST',
    headers: { 'x-lesson-graph': 'admin' },
    body: form,
    signal,
  }).catch(unreachable)
  for await (const line of linesOf(response)) {
    if (line.progress !== undefined) onProgress(line.progress)
    // What would be done is said beside the problems.
    if (line.result !== undefined) return line.result
    const [error] = line.errors ?? []
    if (error !== undefined) throw new ApiError(error.message, error.extensions)
  }
  throw new ApiError('The answer broke off', { code: 'UNREACHABLE' })
}

const rank = ({ name }: File): number => (/^source\.ya?ml$/i.test(name) ? 0 : 1)

async function* linesOf(response: Response): AsyncGenerator<Line> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await (reader?.read().catch(unreachable) ?? { done: true, value: undefined })
    const lines = (rest + (value ?? '')).split('\n')
    rest = done ? '' : (lines.pop() ?? '')
    for (const line of lines) if (line !== '') yield JSON.parse(line) as Line
    if (done) return
  }
}

function unreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error
  throw new ApiError('The service does not answer', { code: 'UNREACHABLE' })
}
