import { ownWrites } from './own-writes.ts'

/** One place of a request that was refused, and what would be right. */
export interface FieldProblem {
  readonly path: string
  readonly reason: string
  /** Which rule of links was broken. */
  readonly rule?: string
}

/** An error of the API, or of the way to it (`UNREACHABLE`). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  readonly fields: readonly FieldProblem[]
  /** With CONFLICT: the node or link as it is now. */
  readonly current: unknown
  /** Names an unexpected error in the service's log. */
  readonly errorId: string | undefined

  constructor(
    message: string,
    {
      code,
      fields = [],
      current,
      errorId,
    }: { code: string; fields?: FieldProblem[]; current?: unknown; errorId?: string | undefined },
  ) {
    super(message)
    this.code = code
    this.fields = fields
    this.current = current
    this.errorId = errorId
  }
}

/** A GraphQL document that remembers what it answers and what it takes. */
export type Operation<Result, Variables extends object> = string & {
  readonly __types?: (variables: Variables) => Result
}

interface Answer<Result> {
  readonly data?: Result
  readonly errors?: readonly {
    message: string
    extensions?: { code?: string; fields?: FieldProblem[]; current?: unknown; errorId?: string }
  }[]
}

/**
 * Sends one operation, and remembers what it writes as written by this tab.
 * @throws ApiError with the code of the first error, or UNREACHABLE when no answer came.
 */
export function request<Result extends object, Variables extends object>(
  operation: Operation<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const answer = send(operation, variables, signal)
  return operation.startsWith('mutation') ? ownWrites.during(answer) : answer
}

async function send<Result, Variables extends object>(
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
