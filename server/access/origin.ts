import type { Credentials } from './visit.ts'

/** A header that no page of a foreign origin can send without being asked whether it may. */
export const OWN_HEADER = 'x-lesson-graph'

/**
 * Whether a page of this service, or a program, has sent a request that may change something: browsers send cookies along
 * whichever page asks.
 */
export function isFromOurselves({ method, origin, header }: Credentials): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  if (header('sec-fetch-site') === 'same-origin') return true
  const from = header('origin')
  if (from !== undefined) return from === origin
  return header('sec-fetch-site') === undefined && header(OWN_HEADER) !== undefined
}
