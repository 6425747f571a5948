import type { ClientError, ErrorCode } from '../errors.ts'
import { BodyTooLarge } from './body-limit.ts'

/** Errors outside GraphQL have the form of GraphQL's, so that clients read them the same way. */
export const problem = (
  status: number,
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = {},
): Response => Response.json({ errors: [{ message, extensions: { ...details, code } }] }, { status })

/** An error of ours as an answer. */
export function problemOf(error: ClientError): Response {
  const { code, message, details } = error
  const response = problem(error instanceof BodyTooLarge ? 413 : statuses[code], code, message, details)
  const { retryAfter } = details
  if (typeof retryAfter === 'number') response.headers.set('retry-after', String(retryAfter))
  return response
}

const statuses: Readonly<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_COMPLEX: 422,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
}
