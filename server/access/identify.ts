import { anonymous } from './principal.ts'
import type { Principal, Role } from './principal.ts'

/** What a request shows of who sent it. */
export interface Credentials {
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  /** The address that the request came from. */
  readonly address: string
}

/** Finds who asks. */
export type Identify = (credentials: Credentials) => Promise<Principal>

export interface IdentifyOptions {
  /** What whoever shows nothing may do. */
  readonly anonymousRole: Role
}

export function createIdentify({ anonymousRole }: IdentifyOptions): Identify {
  const nobody = Promise.resolve(anonymous(anonymousRole))
  return () => nobody
}
