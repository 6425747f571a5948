import { ownWrites } from './own-writes.ts'
import { signedOut } from './signed-out.ts'

/** One place of a request that was refused, and what would be right. */
export interface FieldProblem {
  readonly path: string
  readonly reason: string
  /** Which rule of links was broken. */
  readonly rule?: string
}

/** An error of the API, or of the way to it (`UNREACHABLE`), or of what others do meanwhile (`HELD_UP`). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  readonly fields: readonly FieldProblem[]
  /** With CONFLICT: the node or link as it is now. */
  readonly current: unknown
  /** Names an unexpected error in the service's log. */
  readonly errorId: string | undefined
  /** With RATE_LIMITED: in how many seconds it can be tried again. */
  readonly retryAfter: number | undefined

  constructor(message: string, { code, heldUp = false, fields = [], current, errorId, retryAfter }: Details) {
    super(message)
    // One code for programs, two sentences for people: the database is away, or others keep it busy.
    this.code = heldUp ? 'HELD_UP' : code
    this.fields = fields
    this.current = current
    this.errorId = errorId
    this.retryAfter = retryAfter
  }
}

interface Details {
  readonly code: string
  /** With UNAVAILABLE: others were changing the graph for longer than could be waited. */
  readonly heldUp?: boolean
  readonly fields?: readonly FieldProblem[]
  readonly current?: unknown
  readonly errorId?: string | undefined
  readonly retryAfter?: number | undefined
}

/** A GraphQL document that remembers what it answers and what it takes. */
export type Operation<Result, Variables extends object> = string & {
  readonly __types?: (variables: Variables) => Result
}

interface Answer<Result> {
  readonly data?: Result
  readonly errors?: readonly {
    message: string
    extensions?: Partial<Details>
  }[]
}

/**
 * Sends one operation, and remembers what it writes as written by this tab. When the session has ended, it is sent again
 * once the person has signed in again.
 * @throws ApiError with the code of the first error, or UNREACHABLE when no answer came.
 */
export function request<Result extends object, Variables extends object>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const answer = stayingSignedIn(() => requestOnce(operation, variables, signal), signal)
  return operation.startsWith('mutation') ? ownWrites.during(answer) : answer
}

/** Does some work, and once more whenever it was refused for want of a session and the person has signed in again. */
export async function stayingSignedIn<Result>(
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;)
    try {
      return await work()
    } catch (error) {
      const isRefused = error instanceof ApiError && error.code === 'UNAUTHENTICATED'
      if (!isRefused || !(await signedOut.untilBack(signal))) throw error
    }
}

/**
 * Sends one operation, whoever is signed in or not.
 * @throws ApiError with the code of the first error, or UNREACHABLE when no answer came.
 */
export async function requestOnce<Result extends object, Variables extends object>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    },
    body: JSON.stringify({ query: operation, variables }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError('The service does not answer', { code: 'UNREACHABLE' })
  })
  const answer = (await response.json().catch(() => ({}))) as Answer<Result>
  const [error] = answer.errors ?? []
  if (error !== undefined)
    throw new ApiError(error.message, { ...error.extensions, code: error.extensions?.code ?? 'UNEXPECTED' })
  if (answer.data === undefined)
    throw new ApiError(`The service answered ${response.status}`, { code: 'UNREACHABLE' })
  return answer.data
}
