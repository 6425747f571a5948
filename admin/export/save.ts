import { ApiError, stayingSignedIn } from '../data/graphql.ts'
import type { FieldProblem } from '../data/graphql.ts'
import type { Lang } from '../i18n/useLang.ts'
import type { Format, Part } from './formats.ts'

/** A file that was saved. */
export interface Saved {
  readonly name: string
  /** In bytes. */
  readonly size: number
}

/**
 * Has the service export a part of the graph, and saves the file when all of it has come.
 * @param onProgress told how many bytes have come.
 * @throws ApiError with the service's code, or UNREACHABLE when no answer came or it broke off.
 */
export async function saveExport(
  part: Part,
  { format, lang }: { readonly format: Format; readonly lang: Lang },
  onProgress: (size: number) => void,
): Promise<Saved> {
  const { headers, reader } = await stayingSignedIn(() => begin(part, format, lang))
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read().catch(unreachable)
    if (done) break
    pieces.push(value)
    size += value.byteLength
    onProgress(size)
  }
  const name = nameIn(headers.get('content-disposition')) ?? `lesson-graph.${format}`
  const url = URL.createObjectURL(new Blob(pieces, { type: headers.get('content-type') ?? '' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
  return { name, size }
}

async function begin(part: Part, format: Format, lang: Lang) {
  const response = await fetch('/export', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...part, format, lang }),
  }).catch(unreachable)
  if (!response.ok || response.body === null) throw await refusal(response)
  return { headers: response.headers, reader: response.body.getReader() }
}

const unreachable = (): never => {
  throw new ApiError('The service does not answer', { code: 'UNREACHABLE' })
}

async function refusal(response: Response): Promise<ApiError> {
  const answer = (await response.json().catch(() => ({}))) as {
    readonly errors?: readonly {
      message: string
      extensions: { code: string; fields?: FieldProblem[]; errorId?: string }
    }[]
  }
  const [error] = answer.errors ?? []
  return error === undefined
    ? new ApiError(`The service answered ${response.status}`, { code: 'UNREACHABLE' })
    : new ApiError(error.message, error.extensions)
}

/** The name that a file is to be saved under, with its accents. */
export function nameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1]
  return encoded === undefined ? undefined : decodeURIComponent(encoded)
}
