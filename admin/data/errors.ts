import { ApiError } from './graphql.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

const known = [
  'NOT_FOUND',
  'CONFLICT',
  'BAD_USER_INPUT',
  'UNAVAILABLE',
  'HELD_UP',
  'UNREACHABLE',
  'TOO_COMPLEX',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
]

/** What went wrong, in the person's words; an unexpected error is named by the id under which it was logged. */
export function sayError(error: unknown, translate: Translate): string {
  if (!(error instanceof ApiError)) return translate('lg.error.screen')
  if (known.includes(error.code)) return translate(`lg.error.${error.code}`)
  return error.errorId === undefined
    ? translate('lg.error.unexpected')
    : translate('lg.error.unexpectedWithId', { id: error.errorId })
}

/** The same error with a message that a person can read: react-admin shows the message of whatever a provider throws. */
export function worded(error: unknown, translate: Translate): unknown {
  if (!(error instanceof ApiError)) return error
  const { code, fields, current, errorId, retryAfter } = error
  return new ApiError(sayError(error, translate), { code, fields, current, errorId, retryAfter })
}
