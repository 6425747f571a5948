import type { Credentials } from './visit.ts'

/**
 * Whether a page of this service, or a program, has sent a request that may change something: browsers send cookies along
 * whichever page asks.
 */
export function isFromOurselves({ method, origin, header }: Credentials): boolean {
  if (method === 'GET' || method === 'HEAD') return true
  if (header('sec-fetch-site') === 'same-origin') return true
  const from = header('origin')
  if (from !== undefined) return from === origin
  // No page of another origin can send a header of its own without being asked whether it may.
  return header('sec-fetch-site') === undefined && header('x-lesson-graph') !== undefined
}
