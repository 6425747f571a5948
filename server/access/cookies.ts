import { isSecure } from './visit.ts'
import type { Credentials } from './visit.ts'

/** How a cookie is kept by the client. */
export interface CookieOptions {
  /** In seconds; 0 takes the cookie away. */
  readonly maxAge: number
  /** Lax where it has to come along when another site sends the client here. */
  readonly sameSite: 'Strict' | 'Lax'
}

/**
 * Behind TLS no other host of the domain, and no page without TLS, may set it: browsers hold names with this prefix to
 * that.
 */
const nameOf = (name: string, visit: Credentials): string => (isSecure(visit) ? `__Host-${name}` : name)

/** The value of a cookie of ours, the first of its name; undefined where there is none. */
export function cookieOf(name: string, visit: Credentials): string | undefined {
  const header = visit.header('cookie')
  if (header === undefined) return undefined
  const start = `${nameOf(name, visit)}=`
  return header
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(start))
    ?.slice(start.length)
}

/** A cookie that no script reads. @param value without characters that would need quoting. */
export const setCookie = (
  name: string,
  value: string,
  visit: Credentials,
  { maxAge, sameSite }: CookieOptions,
): string =>
  `${nameOf(name, visit)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=${sameSite}` +
  (isSecure(visit) ? '; Secure' : '')
