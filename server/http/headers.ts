/** What nothing but a page needs to be allowed. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** For answers that are no pages: whoever opens one in a browser gets text, in no frame, that may load and run nothing. */
const common = {
  'content-security-policy': NOTHING,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
const overTls = { ...common, 'strict-transport-security': 'max-age=31536000' }

type Headers = Readonly<Record<string, string>>

/** The headers of every answer. @param origin where the client reached the service: `https://lessons.example`. */
export const safeHeaders = (origin: string): Headers => (origin.startsWith('https:') ? overTls : common)

/** Gives an answer the headers of every answer, where it has none of its own. */
export function withSafeHeaders(response: Response, origin: string): Response {
  for (const [name, value] of Object.entries(safeHeaders(origin)))
    if (!response.headers.has(name)) response.headers.set(name, value)
  return response
}

/**
 * What a page of this service may load: files and data of its own, and scripts out of nowhere else. Styles in the page
 * come from the component libraries, workers from scripts that are part of it.
 * @param script a script in the page itself, by its hash: `'sha256-…'`.
 */
export const pagePolicy = (script = ''): string =>
  [
    "default-src 'self'",
    `script-src 'self' ${script}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "worker-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
