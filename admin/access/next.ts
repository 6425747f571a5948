/** The parameter by which the sign-in page knows where to go on. */
const NEXT = 'next'

interface Place {
  readonly pathname: string
  readonly search: string
}

/** The sign-in page that leads back to where somebody is. */
export function signInPath({ pathname, search }: Place): string {
  const next = pathname + search
  return next === '/' ? '/login' : `/login?${new URLSearchParams({ [NEXT]: next }).toString()}`
}

/** Where the sign-in page leads: to a page of the admin, whatever the address says. */
export function nextOf(search: URLSearchParams): string {
  const next = search.get(NEXT) ?? '/'
  return /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/'
}

/** Where a browser goes to sign in by OpenID Connect, and from there to a page of the admin. */
export const openIdPath = (openIdUrl: string, next: string): string =>
  `${openIdUrl}?${new URLSearchParams({ returnTo: `/#${next}` }).toString()}`
