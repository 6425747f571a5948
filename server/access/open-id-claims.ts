import { ClientError } from '../errors.ts'
import type { PersonRole } from './principal.ts'
import { isEmail, normalEmail } from './person-text.ts'
import { isAtLeast } from './principal.ts'

/** How roles are read from what a provider says. */
export interface ClaimOptions {
  /** The claim, with dots where it stands inside another: `realm_access.roles`. */
  readonly roleClaim: string
  /** What its values mean here; undefined: roles are given here, not there. */
  readonly roles: ReadonlyMap<string, PersonRole> | undefined
}

/** Whom a provider vouches for. */
export interface Identity {
  /** The provider and what it calls them, for good. */
  readonly subject: string
  readonly email: string
  /** Whether the provider knows that the e-mail is theirs; undefined where it does not say. */
  readonly isVerified: boolean | undefined
  readonly name: string
  /** Null where no role of theirs counts here; undefined where roles are given here. */
  readonly role: PersonRole | null | undefined
}

/** @throws ClientError FORBIDDEN where it does not say an e-mail. */
export function readIdentity(claims: Readonly<Record<string, unknown>>, options: ClaimOptions): Identity {
  const email = normalEmail(textOf(claims['email']))
  if (!isEmail(email)) throw new ClientError('FORBIDDEN', 'The provider does not say the e-mail')
  const verified = claims['email_verified']
  return {
    subject: `${textOf(claims['iss'])} ${textOf(claims['sub'])}`,
    email,
    isVerified: typeof verified === 'boolean' ? verified : undefined,
    name: textOf(claims['name']) || textOf(claims['preferred_username']) || email,
    role: options.roles === undefined ? undefined : roleOf(claims, options.roleClaim, options.roles),
  }
}

const textOf = (claim: unknown): string => (typeof claim === 'string' ? claim : '')

function roleOf(
  claims: Readonly<Record<string, unknown>>,
  path: string,
  roles: ReadonlyMap<string, PersonRole>,
): PersonRole | null {
  // A claim whose own name has dots, as those that are addresses, comes before one inside another.
  const claim =
    path in claims
      ? claims[path]
      : path
          .split('.')
          .reduce<unknown>(
            (within, name) =>
              typeof within === 'object' && within !== null && Object.hasOwn(within, name)
                ? (within as Readonly<Record<string, unknown>>)[name]
                : undefined,
            claims,
          )
  const values = Array.isArray(claim) ? claim : [claim]
  return values
    .map((value) => (typeof value === 'string' ? roles.get(value) : undefined))
    .reduce<PersonRole | null>(
      (best, role) => (role !== undefined && (best === null || isAtLeast(role, best)) ? role : best),
      null,
    )
}
