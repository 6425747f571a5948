import type { Logger } from 'pino'
import { refusal } from '../access/guard.ts'
import { isAtLeast } from '../access/principal.ts'
import type { Principal } from '../access/principal.ts'
import { ClientError, badInput } from '../errors.ts'
import type { AuditLog } from '../access/audit-log.ts'
import { openAuditExport } from '../export/audit-file.ts'
import { openExport } from '../export/file.ts'
import type { ExportFile, GraphFile } from '../export/file.ts'
import { exportRequest } from '../export/request.ts'
import type { Asked } from '../export/request.ts'
import type { Reading } from '../export/source.ts'
import { isJson } from './media-types.ts'
import { problem } from './problem.ts'

/** The role that it takes, and the one that the audit record takes. */
const EXPORTING = 'READER'
const EXPORTING_AUDIT = 'ADMIN'
/** Exports that are made at once: each reads the graph without a pause. */
export const MAX_EXPORTS = 4
/** How long a client may take nothing before its place is given to others, in milliseconds. */
const PATIENCE_MS = 60_000

/**
 * Answers what is asked of /export, by an address or, since a list of ids can be too long for one, by JSON that is posted.
 * What cannot be given is refused before the first byte, by a ClientError; a file that cannot be ended breaks off, so that
 * nobody takes it for whole.
 */
export function createExportHandler(
  reading: Reading & { readonly audit: AuditLog },
  log: Logger,
  patienceMs = PATIENCE_MS,
): (request: Request, principal: Principal) => Promise<Response> {
  let running = 0

  const make = async (asked: Asked): Promise<Response> => {
    running += 1
    const release = onlyOnce(() => (running -= 1))
    try {
      const file =
        asked.what === 'audit' ? openAuditExport(reading.audit, asked) : await openExport(reading, asked)
      const { bytes } = file
      const first = await bytes.next()
      return new Response(streamOf(first, bytes, { log, release, patienceMs }), {
        headers: headersOf(file),
      })
    } catch (error) {
      release()
      throw error
    }
  }

  return async (request, principal) => {
    if (request.method !== 'GET' && request.method !== 'POST')
      return problem(405, 'BAD_USER_INPUT', 'An export is asked for by GET, or by POST as application/json')
    if (!isAtLeast(principal.role, EXPORTING)) throw refusal(principal, EXPORTING, 'An export')
    const asked = exportRequest(reading.model, await parametersOf(request))
    if (asked.what === 'audit' && !isAtLeast(principal.role, EXPORTING_AUDIT))
      throw refusal(principal, EXPORTING_AUDIT, 'An export of the audit record')
    if (running >= MAX_EXPORTS)
      throw new ClientError(
        'RATE_LIMITED',
        `${MAX_EXPORTS} exports are being made already; try again when one has ended`,
      )
    return make(asked)
  }
}

/** @throws ClientError BAD_USER_INPUT for a body that is no JSON object, or said to be none: a form could be of anyone. */
async function parametersOf(request: Request): Promise<Record<string, unknown>> {
  if (request.method === 'GET') return Object.fromEntries(new URL(request.url).searchParams)
  if (!isJson(request.headers.get('content-type') ?? ''))
    throw badInput([{ path: 'Content-Type', reason: 'must be application/json' }])
  const given: unknown = await request.json().catch(() => undefined)
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw badInput([{ path: 'body', reason: 'must be a JSON object' }])
  return { ...given }
}

const headersOf = (file: ExportFile | GraphFile): Record<string, string> => {
  const { mediaType, names } = file
  const { plain, localized } = names
  return {
    'content-type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(localized)}`,
    'cache-control': 'no-store',
    // Whether there is more of a neighbourhood than its limit let through.
    ...('isCut' in file && { 'x-lesson-graph-cut': String(file.isCut) }),
    // nginx would take all of it in before it is asked for.
    'x-accel-buffering': 'no',
  }
}

interface StreamOptions {
  readonly log: Logger
  /** Called once nothing is read any more. */
  readonly release: () => void
  readonly patienceMs: number
}

/** The bytes as they are taken; to leave ends the reading, and so does to take nothing for too long. */
function streamOf(
  first: IteratorResult<Uint8Array, unknown>,
  bytes: AsyncGenerator<Uint8Array>,
  { log, release, patienceMs }: StreamOptions,
): ReadableStream<Uint8Array> {
  let next: IteratorResult<Uint8Array, unknown> | null = first
  let waiting: NodeJS.Timeout | undefined
  const end = async (): Promise<void> => {
    clearTimeout(waiting)
    release()
    await bytes.return(undefined)
  }
  const fail = (controller: ReadableStreamDefaultController, error: unknown): void => {
    log.error({ err: error }, 'an export broke off')
    controller.error(error)
    void end()
  }
  const wait = (controller: ReadableStreamDefaultController): void => {
    waiting = setTimeout(
      () => fail(controller, new Error(`Nothing was taken for ${patienceMs} ms`)),
      patienceMs,
    )
  }
  return new ReadableStream<Uint8Array>(
    {
      start: wait,
      async pull(controller) {
        clearTimeout(waiting)
        try {
          const taken = next ?? (await bytes.next())
          next = null
          if (taken.done === true) {
            await end()
            controller.close()
          } else {
            controller.enqueue(taken.value)
            wait(controller)
          }
        } catch (error) {
          fail(controller, error)
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}

function onlyOnce(work: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    work()
  }
}
