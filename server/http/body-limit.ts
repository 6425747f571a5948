/** The largest request body, in bytes: more than any field may hold, so that a field that is too long can be named. */
export const MAX_BODY_BYTES = 32 * 1024 * 1024

/** The request with a body that is known to be small enough; null when it is too large. */
export async function withBoundedBody(request: Request): Promise<Request | null> {
  if (request.body === null) return request
  const declared = request.headers.get('content-length')
  if (declared !== null) return Number(declared) > MAX_BODY_BYTES ? null : request
  // Sent in chunks of unknown total: counted while it comes.
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > MAX_BODY_BYTES) return null
    chunks.push(chunk)
  }
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: Buffer.concat(chunks),
    signal: request.signal,
  })
}
