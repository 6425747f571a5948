import type { ApiKeys } from './api-keys.ts'
import { isFromOurselves } from './origin.ts'
import { anonymous } from './principal.ts'
import type { Principal, Role } from './principal.ts'
import { Refusal } from './refusal.ts'
import type { Sessions } from './sessions.ts'
import type { Credentials } from './visit.ts'

/**
 * Finds who asks.
 * @throws Refusal UNAUTHENTICATED for a key that is not valid, which is never taken for nobody; FORBIDDEN for a session
 * that a page of another origin makes use of.
 */
export type Identify = (visit: Credentials) => Promise<Principal>

/** The longest that is kept of where a request came from. */
const MAX_ORIGIN = 200

export interface IdentifyOptions {
  readonly sessions: Pick<Sessions, 'find' | 'isShown'>
  readonly keys: Pick<ApiKeys, 'find'>
  /** What whoever shows nothing may do. */
  readonly anonymousRole: Role
}

export function createIdentify({ sessions, keys, anonymousRole }: IdentifyOptions): Identify {
  const nobody = anonymous(anonymousRole)
  const ended: Principal = { ...nobody, by: 'NOTHING', hasEnded: true }
  return async (visit) => {
    const authorization = visit.header('authorization')
    if (authorization !== undefined) return keys.find(authorization, visit.isIdle === true)
    const principal = await sessions.find(visit)
    if (principal === null) return sessions.isShown(visit) ? ended : nobody
    if (isFromOurselves(visit)) return principal
    const from = visit.header('origin')?.slice(0, MAX_ORIGIN) ?? null
    throw new Refusal(
      { action: 'USE_SESSION', target: null, actor: principal.actor, details: { from } },
      'FORBIDDEN',
      'A session is for pages of this service alone: send Origin or Sec-Fetch-Site as browsers do, or x-lesson-graph',
    )
  }
}
