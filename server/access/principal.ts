/** What one may do, each role also what those before it may. */
export const ROLES = ['NONE', 'READER', 'EDITOR', 'ADMIN'] as const

export type Role = (typeof ROLES)[number]

/** What a person or a key may be: nobody has an account for nothing. */
export const PERSON_ROLES = ['READER', 'EDITOR', 'ADMIN'] as const satisfies readonly Role[]

export type PersonRole = (typeof PERSON_ROLES)[number]

export const isAtLeast = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed)

/** The lesser of two roles. */
export const lesser = (one: Role, other: Role): Role => (isAtLeast(one, other) ? other : one)

/** Who asks, and by what that was shown. */
export type Principal = {
  readonly role: Role
  /** Who the change log says has made a change. */
  readonly actor: string
} & (
  | {
      readonly by: 'NOTHING'
      /** Whether a session was shown that has ended, or never was one. */
      readonly hasEnded?: boolean
    }
  | { readonly by: 'COMMAND' }
  | { readonly by: 'SESSION'; readonly personId: string; readonly sessionId: string }
  | { readonly by: 'KEY'; readonly personId: string; readonly keyId: string }
)

/** Whoever has shown nothing. */
export const anonymous = (role: Role): Principal => ({ role, actor: 'anonymous', by: 'NOTHING' })

/** A command that is run beside the database, by whoever may reach that anyway. */
export const command = (actor: string): Principal => ({ role: 'ADMIN', actor, by: 'COMMAND' })
