import type { Moment } from '../curate/history.ts'
import { badInput } from '../errors.ts'

/** A MomentInput as what it means; null where it is left out. @throws ClientError BAD_USER_INPUT. */
export function momentOf(given: unknown, path: string): Moment | null {
  if (given === undefined || given === null) return null
  const { seq, at } = given as { readonly seq?: number | null; readonly at?: string | null }
  if (typeof seq === 'number' && typeof at !== 'string') return { seq }
  if (typeof at === 'string' && typeof seq !== 'number') return { at }
  throw badInput([{ path, reason: 'must say seq or at, and not both' }])
}
