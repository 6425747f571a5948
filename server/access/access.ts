import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import { createApiKeys } from './api-keys.ts'
import type { ApiKeys } from './api-keys.ts'
import { createAuditLog } from './audit-log.ts'
import type { AuditLog } from './audit-log.ts'
import { createIdentify } from './identify.ts'
import type { Identify } from './identify.ts'
import { createOpenId } from './open-id.ts'
import type { OpenId, OpenIdOptions } from './open-id.ts'
import { createPeople } from './people.ts'
import type { People } from './people.ts'
import type { Role } from './principal.ts'
import { createRefusals } from './refusals.ts'
import type { Refusals } from './refusals.ts'
import { createSigner } from './secrets.ts'
import { createSessions } from './sessions.ts'
import type { Sessions } from './sessions.ts'
import { createSignIn } from './sign-in.ts'
import type { SignIn } from './sign-in.ts'

/** What the surroundings decide about who may do what. */
export interface AccessOptions {
  /** What whoever shows nothing may do. */
  readonly anonymousRole: Role
  /** Who else may sign people in; undefined: nobody. */
  readonly openId?: OpenIdOptions | undefined
}

/** Who there is, and what shows who asks. */
export interface Access extends SignIn {
  readonly identify: Identify
  readonly people: People
  readonly sessions: Sessions
  readonly keys: ApiKeys
  /** Undefined where it is not set up. */
  readonly openId: OpenId | undefined
  readonly refusals: Refusals
  readonly audit: AuditLog
}

export function createAccess(store: Store, log: Logger, { anonymousRole, openId }: AccessOptions): Access {
  const refusals = createRefusals(store, log)
  const signer = createSigner(store)
  const sessions = createSessions(store, signer)
  const keys = createApiKeys(store)
  const people = createPeople(store, () => {
    sessions.forget()
    keys.forget()
  })
  return {
    ...createSignIn(people, sessions),
    identify: createIdentify({ sessions, keys, anonymousRole }),
    people,
    sessions,
    keys,
    refusals,
    audit: createAuditLog(store, () => refusals.write()),
    openId: openId && createOpenId(openId, { people, sessions, signer }),
  }
}
