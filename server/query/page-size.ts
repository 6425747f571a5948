import { badInput } from '../errors.ts'

/** Rows of a page where the request names no size, and at most. */
export const DEFAULT_PAGE = 25
export const MAX_PAGE = 200

/** @throws ClientError BAD_USER_INPUT when the size is not from 1 to MAX_PAGE. */
export function sizeOf(given: unknown, path: string, max = MAX_PAGE): number | null {
  if (given === undefined || given === null) return null
  if (typeof given !== 'number' || given < 1 || given > max)
    throw badInput([{ path, reason: `must be from 1 to ${max}` }])
  return given
}
