import type { Logger } from 'pino'
import { LOGIN_PATH } from '../access/open-id.ts'
import type { OpenId } from '../access/open-id.ts'
import type { Refusals } from '../access/refusals.ts'
import type { Asking } from '../access/visit.ts'
import { ClientError } from '../errors.ts'
import { problem } from './problem.ts'

/**
 * Sends browsers to the provider of sign-ins, and takes them back: to where they came from, or to the page for signing in
 * with the code of what went wrong, `/#/login?error=FORBIDDEN`.
 */
export function createOpenIdHandler(
  { openId, refusals }: { readonly openId: OpenId | undefined; readonly refusals: Refusals },
  log: Logger,
): (request: Request, asking: Asking) => Promise<Response> {
  return async (request, asking) => {
    const { visit } = asking
    if (openId === undefined) return problem(404, 'NOT_FOUND', 'OpenID Connect is not set up here')
    if (request.method !== 'GET') return problem(405, 'BAD_USER_INPUT', 'This is a page to visit: use GET')
    const { pathname, search, searchParams } = new URL(request.url)
    try {
      return pathname === LOGIN_PATH
        ? sentTo((await openId.begin(visit, searchParams.get('returnTo'))).href)
        : sentTo(await openId.finish(visit, search))
    } catch (error) {
      if (!(error instanceof ClientError)) throw error
      refusals.note(asking, pathname, error)
      // Of the cause only what it is called: beside that it holds codes and tokens.
      const cause = error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : undefined
      log.warn({ code: error.code, cause }, error.message)
      return sentTo(`/#/login?error=${error.code}`)
    }
  }
}

const sentTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
