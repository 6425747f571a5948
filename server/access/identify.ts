import { ClientError } from '../errors.ts'
import type { ApiKeys } from './api-keys.ts'
import { isFromOurselves } from './origin.ts'
import { anonymous } from './principal.ts'
import type { Principal, Role } from './principal.ts'
import type { Sessions } from './sessions.ts'
import type { Credentials } from './visit.ts'

/**
 * Finds who asks.
 * @throws ClientError UNAUTHENTICATED for a key that is not valid, which is never taken for nobody; FORBIDDEN for a session
 * that a page of another origin makes use of.
 */
export type Identify = (visit: Credentials) => Promise<Principal>

export interface IdentifyOptions {
  readonly sessions: Pick<Sessions, 'find'>
  readonly keys: Pick<ApiKeys, 'find'>
  /** What whoever shows nothing may do. */
  readonly anonymousRole: Role
}

export function createIdentify({ sessions, keys, anonymousRole }: IdentifyOptions): Identify {
  const nobody = anonymous(anonymousRole)
  return async (visit) => {
    const authorization = visit.header('authorization')
    if (authorization !== undefined) return keys.find(authorization, visit.isIdle === true)
    const principal = await sessions.find(visit)
    if (principal === null) return nobody
    if (isFromOurselves(visit)) return principal
    throw new ClientError(
      'FORBIDDEN',
      'A session is for pages of this service alone: send Origin or Sec-Fetch-Site as browsers do, or x-lesson-graph',
    )
  }
}
