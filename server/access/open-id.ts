import * as client from 'openid-client'
import { ClientError } from '../errors.ts'
import { cookieOf, setCookie } from './cookies.ts'
import { readIdentity } from './open-id-claims.ts'
import type { ClaimOptions, Identity } from './open-id-claims.ts'
import type { People } from './people.ts'
import type { Account } from './person.ts'
import { command } from './principal.ts'
import { Refusal } from './refusal.ts'
import type { Signer } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import type { Visit } from './visit.ts'

/** A provider of OpenID Connect, and what its word is worth here. */
export interface OpenIdOptions extends ClaimOptions {
  /** Its address; https, or http on loopback. */
  readonly issuer: string
  readonly clientId: string
  /** Undefined for a public client, which PKCE alone protects. */
  readonly clientSecret: string | undefined
  /** With spaces between. */
  readonly scope: string
}

/** Signing in at a provider: authorization code with PKCE, state and nonce. */
export interface OpenId {
  /** @returns where the browser is to go. @throws ClientError UNAVAILABLE when the provider does not answer. */
  begin(visit: Visit, returnTo: string | null): Promise<URL>
  /**
   * Begins a session for whoever the provider has sent back.
   * @param search the query of the address that the browser came back by.
   * @returns the address within the service that it is to go to.
   * @throws Refusal UNAUTHENTICATED when this is no answer to what was begun, FORBIDDEN for who has no account here;
   * ClientError UNAVAILABLE.
   */
  finish(visit: Visit, search: string): Promise<string>
}

/** Where the provider sends the browser back to. */
export const CALLBACK_PATH = '/auth/callback'
export const LOGIN_PATH = '/auth/login'

/** What the browser keeps while it is away; it has to come along when the provider sends it back. */
const COOKIE = 'lesson-graph-openid'
const AWAY_SECONDS = 600

interface Begun {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly returnTo: string
  /** In milliseconds. */
  readonly until: number
}

interface Services {
  readonly people: People
  readonly sessions: Sessions
  readonly signer: Signer
}

export function createOpenId(options: OpenIdOptions, { people, sessions, signer }: Services): OpenId {
  const provider = discovered(options)
  return {
    async begin(visit, returnTo) {
      const config = await provider()
      const begun: Begun = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        returnTo: within(visit.origin, returnTo ?? '/'),
        until: Date.now() + AWAY_SECONDS * 1000,
      }
      const kept = await signer.sign(COOKIE, Buffer.from(JSON.stringify(begun)).toString('base64url'))
      visit.setCookie(setCookie(COOKIE, kept, visit, { maxAge: AWAY_SECONDS, sameSite: 'Lax' }))
      return client.buildAuthorizationUrl(config, {
        redirect_uri: `${visit.origin}${CALLBACK_PATH}`,
        scope: options.scope,
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      })
    },
    async finish(visit, search) {
      const begun = await begunBy(visit, signer)
      visit.setCookie(setCookie(COOKIE, '', visit, { maxAge: 0, sameSite: 'Lax' }))
      let email: string | null = null
      try {
        if (begun === null)
          throw new ClientError('UNAUTHENTICATED', 'This sign-in was not begun here, or too long ago')
        const identity = readIdentity(await claimsOf(await provider(), visit, search, begun), options)
        email = identity.email
        const account = await accountOf(identity, people, visit)
        await sessions.begin(visit, account, 'OPENID')
        return begun.returnTo
      } catch (error) {
        if (!(error instanceof ClientError) || error.code === 'UNAVAILABLE') throw error
        const { code, message, cause } = error
        const recorded = {
          action: 'SIGN_IN',
          target: email,
          details: { by: 'OPENID', reason: message },
        } as const
        throw Object.assign(new Refusal(recorded, code, message), { cause })
      }
    },
  }
}

/** Asks the provider once how it is to be talked to. */
function discovered({ issuer, clientId, clientSecret }: OpenIdOptions): () => Promise<client.Configuration> {
  let known: Promise<client.Configuration> | undefined
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret)
  const isPlain = issuer.startsWith('http:')
  return () => {
    known ??= client
      .discovery(new URL(issuer), clientId, undefined, authentication, {
        execute: [
          // The signature is checked as well as where the token came from.
          client.enableNonRepudiationChecks,
          // oxlint-disable-next-line typescript/no-deprecated -- only marked so to stand out; loopback needs no TLS
          ...(isPlain ? [client.allowInsecureRequests] : []),
        ],
      })
      .catch((error: unknown) => {
        known = undefined
        throw Object.assign(
          new ClientError('UNAVAILABLE', 'The provider of sign-ins does not answer at the moment; try again'),
          { cause: error },
        )
      })
    return known
  }
}

async function begunBy(visit: Visit, signer: Signer): Promise<Begun | null> {
  const cookie = cookieOf(COOKIE, visit)
  const kept = cookie === undefined ? null : await signer.verify(COOKIE, cookie)
  if (kept === null) return null
  // What we have signed, we have written.
  const begun = JSON.parse(Buffer.from(kept, 'base64url').toString()) as Begun
  return begun.until > Date.now() ? begun : null
}

/** Everything that the provider says of whoever it has sent back. */
async function claimsOf(
  config: client.Configuration,
  visit: Visit,
  search: string,
  { state, nonce, verifier }: Begun,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const tokens = await client.authorizationCodeGrant(
      config,
      new URL(`${CALLBACK_PATH}${search}`, visit.origin),
      { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    )
    const claims = tokens.claims()
    if (claims === undefined) throw new Error('There is no ID token')
    if (config.serverMetadata().userinfo_endpoint === undefined) return claims
    return { ...claims, ...(await client.fetchUserInfo(config, tokens.access_token, claims.sub)) }
  } catch (error) {
    throw Object.assign(
      new ClientError(
        'UNAUTHENTICATED',
        'The provider has not signed anybody in, or its answer does not hold',
      ),
      { cause: error },
    )
  }
}

/** The account of whoever the provider vouches for, with the role that it says. @throws ClientError FORBIDDEN. */
async function accountOf(identity: Identity, people: People, visit: Visit): Promise<Account> {
  const { subject, email, isVerified, name, role } = identity
  const asking = { principal: command('OpenID Connect'), visit }
  const refuse = (reason: string) => new ClientError('FORBIDDEN', reason)
  if (role === null) throw refuse('The provider says of no role that counts here')
  const known = (await people.bySubject(subject)) ?? (await people.byEmail(email))
  if (known === null) {
    if (role === undefined) throw refuse('There is no account of this e-mail here')
    if (isVerified === false) throw refuse('The provider has not verified the e-mail')
    const id = await people.admit(asking, { email, name, role, subject })
    return existing(await people.byId(id))
  }
  if (known.removedAt !== null) throw refuse('The account was removed')
  if (known.subject !== subject) {
    if (isVerified !== true || known.subject !== null)
      throw refuse('There is an account of this e-mail here, and nothing shows that it is the same person')
    await people.link(asking, known.id, subject)
  }
  if (role !== undefined && role !== known.role) await people.update(asking, known.id, { role })
  return existing(await people.byId(known.id))
}

function existing(account: Account | null): Account {
  if (account === null) throw new ClientError('FORBIDDEN', 'The account was removed')
  return account
}

/** A path of this service, whatever was asked for: nobody is sent elsewhere from here. */
function within(origin: string, path: string): string {
  if (!URL.canParse(path, origin)) return '/'
  const url = new URL(path, origin)
  // A path that begins with two slashes, as `/..//elsewhere` becomes, is the address of another host.
  const isWithin = url.origin === origin && !url.pathname.startsWith('//')
  return isWithin ? `${url.pathname}${url.search}${url.hash}` : '/'
}
