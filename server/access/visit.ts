import type { Principal } from './principal.ts'

/** What a request shows of who sent it. */
export interface Credentials {
  readonly method: string
  /** The address that the request came from. */
  readonly address: string
  /** The origin that it was sent to: `https://lessons.example`. */
  readonly origin: string
  /** A header by its name in small letters. */
  readonly header: (name: string) => string | undefined
  /** Whether nobody does anything just now, so that it does not keep a session from ending. */
  readonly isIdle?: boolean
}

/** A request, as far as signing in and out goes. */
export interface Visit extends Credentials {
  /** Gives the client a cookie with the answer. */
  readonly setCookie: (cookie: string) => void
}

/** Who asks, and by which request. */
export interface Asking {
  readonly principal: Principal
  readonly visit: Visit
}

/** A visit that can be given nothing, as all but mutations are. */
export const mereVisit = (credentials: Credentials): Visit => ({
  ...credentials,
  setCookie: giveNothing,
})

const giveNothing = (): never => {
  throw new Error('Only mutations give cookies')
}

/** What a command shows, which no request has begun. */
export const commandVisit: Visit = mereVisit({
  method: 'COMMAND',
  address: 'here',
  origin: '',
  header: () => undefined,
})

/** Whether the way to the client is encrypted. */
export const isSecure = ({ origin }: Credentials): boolean => origin.startsWith('https:')
