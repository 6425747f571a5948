import type { PersonRole } from './principal.ts'

/** Somebody who can sign in. */
export interface Person {
  readonly id: string
  /** In small letters. */
  readonly email: string
  /** Unique, since the change log calls them so. */
  readonly name: string
  readonly role: PersonRole
  /** ISO instants. */
  readonly createdAt: string
  readonly lastSignInAt: string | null
}

/** A person with what nobody else is shown. */
export interface Account extends Person {
  /** Null for one who signs in elsewhere. */
  readonly passwordHash: string | null
  /** Rises whenever all sessions are ended. */
  readonly generation: number
  /** What a provider of OpenID Connect calls them, behind its own name; null for one that none has vouched for. */
  readonly subject: string | null
  readonly removedAt: string | null
}

/** What anybody may see of a person, as a map. */
export const shown = (variable: string): string =>
  `${variable} { .id, .email, .name, .role, .createdAt, .lastSignInAt }`

/** The whole of an account, as a map of `p`. */
export const account = 'p { .* }'

/** What was written from a Person is one. */
export const personOf = (value: unknown): Person => value as Person
/** What was written from an Account is one, but for what is not there. */
export const accountOf = (value: unknown): Account =>
  ({
    lastSignInAt: null,
    passwordHash: null,
    subject: null,
    removedAt: null,
    ...(value as object),
  }) as Account
