import { generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'

/** What a provider says of somebody, beside `sub`. */
export type Claims = Readonly<Record<string, unknown>>

/** A real provider of OpenID Connect, on a port of this machine. */
export interface TestProvider {
  readonly issuer: string
  /** Whoever comes is from now on signed in as this one, or sent back with a refusal where there is none. */
  present: { readonly sub: string; readonly claims: Claims } | null
  /** What becomes of ID tokens on their way, as whoever stands between could try; null: nothing. */
  alter: ((idToken: string) => string) | null
  /** The key that tokens are signed with, by which one that says something else can be signed as well. */
  readonly key: KeyObject
  close(): Promise<void>
}

/** The one key of every provider: to make one takes a while. */
const { privateKey: KEY } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** @param redirectUri where the one client may be sent back to. */
export async function startProvider(
  client: { readonly id: string; readonly secret: string },
  redirectUri: string,
): Promise<TestProvider> {
  const server = createServer()
  await new Promise<void>((fulfil) => server.listen(0, '127.0.0.1', fulfil))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const accounts = new Map<string, Claims>()
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [redirectUri] }],
    claims: { email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    pkce: { required: () => true },
    cookies: { keys: ['of the tests'] },
    jwks: { keys: [{ ...KEY.export({ format: 'jwk' }), kid: 'of-the-tests', use: 'sig', alg: 'RS256' }] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...accounts.get(sub), sub }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Nobody is asked what the client may see.
    loadExistingGrant: async (context: KoaContextWithOIDC) => {
      const { client: asking, session } = context.oidc
      if (asking === undefined || session?.accountId === undefined) return undefined
      const grant = new context.oidc.provider.Grant({
        accountId: session.accountId,
        clientId: asking.clientId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  const result: TestProvider = {
    issuer,
    present: null,
    alter: null,
    key: KEY,
    close: () =>
      new Promise((fulfil) => {
        server.close(() => fulfil())
        server.closeAllConnections()
      }),
  }
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      if (result.alter !== null && request.url === '/token') alterToken(response, result.alter)
      void answer(request, response)
      return
    }
    const { present } = result
    if (present !== null) accounts.set(present.sub, present.claims)
    const outcome =
      present === null ? { error: 'access_denied' } : { login: { accountId: present.sub, remember: false } }
    void provider.interactionFinished(request, response, outcome)
  })
  return result
}

/** Has the ID token of an answer altered before it is sent. */
function alterToken(response: ServerResponse, alter: (idToken: string) => string): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse
  response.end = (body: unknown) => {
    const answer = JSON.parse(String(body)) as { readonly id_token?: string }
    const altered = JSON.stringify({ ...answer, id_token: alter(answer.id_token ?? '') })
    response.setHeader('content-length', Buffer.byteLength(altered))
    return end(altered)
  }
}

/** Where an answer sends the browser. */
export const locationOf = (response: Response): string => {
  const location = response.headers.get('location')
  if (location === null) throw new Error(`Not sent on, but ${response.status}`)
  return location
}

/** Goes through the pages of the provider until it sends the browser back. @returns the query that it comes back with. */
export async function atProvider(address: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = new URL(address)
  for (let step = 0; url.pathname !== '/auth/callback'; step += 1) {
    if (step > 6) throw new Error(`The provider does not come to an end at ${url.href}`)
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    url = new URL(locationOf(response), url)
  }
  return url.search
}
