import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { refusal } from '../access/guard.ts'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import { OWN_HEADER } from '../access/origin.ts'
import { isAtLeast } from '../access/principal.ts'
import type { Principal } from '../access/principal.ts'
import { INVALID, checkText, reportTo } from '../curate/text.ts'
import { ClientError, badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import { readMappings } from '../import/csv/given.ts'
import type { DoubtfulChoice } from '../import/job.ts'
import { DOUBTFUL_CHOICES } from '../import/job.ts'
import { ImportRefused, importFiles } from '../import/run.ts'
import type { ImportOptions, ImportProgress } from '../import/run.ts'
import { formatOf } from '../import/sources.ts'
import type { Format, ImportFile } from '../import/sources.ts'
import { toldImport } from '../import/told.ts'
import type { Model } from '../model/index.ts'
import type { Store } from '../store/store.ts'
import { BodyTooLarge, boundedBytes, isDeclaredLarger } from './body-limit.ts'
import { formFiles } from './multipart.ts'
import { problem } from './problem.ts'

/** Files that are read, looked at and written at the same time. */
const MAX_IMPORTS = 2
/** How often it is told how far an import is, in milliseconds. */
const TELL_EVERY_MS = 250
const MAX_REASON = 1_000

/** The role that it takes. */
const IMPORTING = 'EDITOR'

const FORM = 'multipart/form-data'

const formats: ReadonlyMap<string, Format> = new Map([
  ['application/json', 'JSON'],
  ['application/yaml', 'YAML'],
  ['application/x-yaml', 'YAML'],
  ['text/yaml', 'YAML'],
  ['text/csv', 'CSV'],
  ['text/tab-separated-values', 'CSV'],
])

export interface ImportDependencies {
  readonly store: Store
  readonly model: Model
  readonly log: Logger
  /** The largest body, in bytes. */
  readonly maxBytes?: number | undefined
}

/** What answers /import. */
export interface ImportHandler {
  /** @throws ClientError for what is refused before anything of it is read. */
  handle(request: Request, principal: Principal): Response
  /** Ends the imports that are under way: nothing of them stays. */
  readonly stop: () => void
}

/**
 * Imports what is posted to /import: one file as the body, or several as a form. The answer is a line of JSON each time that
 * it has come further, `{ "progress": … }`, and one at the end: `{ "result": … }` or `{ "errors": … }`. A client that leaves
 * before the end stops the import, and nothing of it stays.
 */
export function createImportHandler(dependencies: ImportDependencies): ImportHandler {
  const { maxBytes = DEFAULT_LIMITS.importBytes } = dependencies
  const running = new Set<AbortController>()
  return {
    handle(request, principal) {
      if (request.method !== 'POST') return problem(405, 'BAD_USER_INPUT', 'Files are imported by POST')
      if (!isAtLeast(principal.role, IMPORTING)) throw refusal(principal, IMPORTING, 'An import')
      if (running.size >= MAX_IMPORTS)
        throw new ClientError(
          'RATE_LIMITED',
          `${MAX_IMPORTS} imports are under way already; try again when one has ended`,
        )
      if (isDeclaredLarger(request, maxBytes)) throw new BodyTooLarge(maxBytes)
      const asked = read(request, maxBytes)
      const controller = new AbortController()
      running.add(controller)
      request.signal.addEventListener('abort', () => controller.abort(new Error('The client has left')))
      return answer(dependencies, asked, principal, controller, () => running.delete(controller))
    },
    stop: () => {
      for (const controller of running) controller.abort(new Error('The service is stopping'))
    },
  }
}

interface Asked {
  readonly files: AsyncIterable<ImportFile>
  readonly dryRun: boolean
  readonly doubtful: DoubtfulChoice
  readonly reason: string | null
}

/** @throws ClientError BAD_USER_INPUT naming what is wrong with the request. */
function read(request: Request, maxBytes: number): Asked {
  const { searchParams: given } = new URL(request.url)
  const contentType = request.headers.get('content-type') ?? ''
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? ''
  const problems: FieldProblem[] = []
  const format = formats.get(type)
  if (type !== FORM && format === undefined)
    problems.push({
      path: 'Content-Type',
      reason: `must be one of ${[...formats.keys(), FORM].join(', ')}`,
    })
  if (type === FORM && !request.headers.has(OWN_HEADER))
    problems.push({ path: OWN_HEADER, reason: `must be among the headers where ${FORM} is sent` })
  const { body } = request
  if (body === null) problems.push({ path: 'body', reason: 'must hold what is to be imported' })
  const doubtful = DOUBTFUL_CHOICES.find((one) => one === (given.get('doubtful') ?? 'LEAVE'))
  if (doubtful === undefined)
    problems.push({ path: 'doubtful', reason: `must be one of ${DOUBTFUL_CHOICES.join(', ')}` })
  const reason = checkText(given.get('reason') ?? '', MAX_REASON, reportTo(problems, 'reason'))
  const mappings = readMappings(given.get('mappings'), problems)
  if (problems.length > 0 || body === null || doubtful === undefined || reason === INVALID)
    throw badInput(problems)
  const dryRun = given.has('dryRun') && given.get('dryRun') !== 'false'
  const bytes = boundedBytes(body, maxBytes)
  return { files: filesOf(), dryRun, doubtful, reason }

  async function* filesOf(): AsyncGenerator<ImportFile> {
    if (format !== undefined) {
      const name = given.get('name') ?? 'body'
      yield { name, format, bytes: () => bytes, mapping: mappings.get(name) }
      return
    }
    for await (const file of formFiles(contentType, bytes)) {
      const { name } = file
      const known = formatOf(name)
      if (known === undefined)
        throw badInput([
          { path: name, reason: 'must end in .json, .yaml, .csv or .tsv, so that its form is known' },
        ])
      yield { name, format: known, bytes: () => file.bytes, mapping: mappings.get(name) }
    }
  }
}

function answer(
  { store, model, log }: ImportDependencies,
  { files, dryRun, doubtful, reason }: Asked,
  { actor }: Principal,
  controller: AbortController,
  release: () => void,
): Response {
  let told = 0
  let hasLeft = false
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      const tell = (line: object) => {
        if (!hasLeft) stream.enqueue(encoder.encode(`${JSON.stringify(line)}\n`))
      }
      const onProgress = (progress: ImportProgress) => {
        if (progress.phase !== 'COMMITTING' && Date.now() - told < TELL_EVERY_MS) return
        told = Date.now()
        tell({ progress })
      }
      const options: ImportOptions = {
        author: { actor, origin: 'IMPORT', reason },
        dryRun,
        doubtful,
        onProgress,
        signal: controller.signal,
      }
      void importFiles(store, model, files, options)
        .then(
          (imported) => tell({ result: toldImport(imported, dryRun) }),
          (error: unknown) => tell(failure(error, controller.signal, log)),
        )
        .finally(() => {
          release()
          if (!hasLeft) stream.close()
        })
    },
    cancel: () => {
      hasLeft = true
      controller.abort(new Error('The client has left'))
    },
  })
  return new Response(body, { headers })
}

/** What the last line says of an import that has not come to its end. */
function failure(error: unknown, { aborted }: AbortSignal, log: Logger): object {
  const of = (code: string, message: string, details: object = {}) => ({
    errors: [{ message, extensions: { ...details, code } }],
  })
  if (error instanceof ImportRefused)
    return {
      ...of(error.code, error.message, error.details),
      result: toldImport({ outcome: error.outcome, changeSetId: null, seq: null }, true),
    }
  if (error instanceof ClientError) return of(error.code, error.message, error.details)
  if (aborted) return of('UNAVAILABLE', 'The import was stopped; nothing of it stays')
  const errorId = randomUUID()
  log.error({ err: error, errorId }, 'unexpected error')
  return of('INTERNAL', `Something went wrong on our side; it is logged as ${errorId}`, { errorId })
}

const encoder = new TextEncoder()

const headers = {
  'content-type': 'application/x-ndjson; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-content-type-options': 'nosniff',
  // nginx would hold lines back until there are enough of them.
  'x-accel-buffering': 'no',
}
