/** What is wrong with one place of an input: its path as in the request (`input.title.vi`) and what would be right. */
export interface FieldProblem {
  readonly path: string
  readonly reason: string
  /** Which rule of links was broken, for clients that say it in words of their own. */
  readonly rule?: LinkRule
}

export type LinkRule = 'MISSING' | 'MISFIT' | 'ITSELF' | 'TWICE' | 'AT_MOST_ONE' | 'CIRCLE'

/** The few errors a client may see; anything else is masked as INTERNAL and logged with an id. */
export const ERROR_CODES = [
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_COMPLEX',
  'RATE_LIMITED',
  'UNAVAILABLE',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

const LONGEST = 300

/** What a client sent, as an error quotes it: that can be megabytes. */
export const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text

/** An error meant for the client, with a code that programs can rely on. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly code: ErrorCode
  /** What goes into `extensions` beside the code. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.details = details
  }
}

/** BAD_USER_INPUT with every problem found, not only the first. */
export const badInput = (problems: readonly FieldProblem[]): ClientError =>
  new ClientError(
    'BAD_USER_INPUT',
    problems.map((problem) => `${problem.path}: ${problem.reason}`).join('; '),
    {
      fields: problems,
    },
  )
