import { ClientError } from '../errors.ts'

/** A body that is larger than is taken; refused with the status of HTTP that says so. */
export class BodyTooLarge extends ClientError {
  constructor(maxBytes: number) {
    const reason = `is larger than ${maxBytes} bytes`
    super('BAD_USER_INPUT', `The request ${reason}`, { fields: [{ path: 'body', reason }] })
  }
}

/**
 * The request with a body that is small enough.
 * @throws BodyTooLarge
 */
export async function withBoundedBody(request: Request, maxBytes: number): Promise<Request> {
  if (request.body === null) return request
  if (isDeclaredLarger(request, maxBytes)) throw new BodyTooLarge(maxBytes)
  // The server reads no more of a body than its length says.
  if (request.headers.has('content-length')) return request
  // Sent in chunks of unknown total: counted while it comes.
  const chunks: Uint8Array[] = []
  for await (const chunk of boundedBytes(request.body, maxBytes)) chunks.push(chunk)
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: Buffer.concat(chunks),
    signal: request.signal,
  })
}

export const isDeclaredLarger = ({ headers }: Request, maxBytes: number): boolean =>
  Number(headers.get('content-length') ?? 0) > maxBytes

/**
 * The bytes as they come. The rest of a body that is not read to its end is left alone: to cancel it would cut the
 * connection, on which the client is still to be told why.
 * @throws BodyTooLarge when they are too many.
 */
export async function* boundedBytes(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    size += value.byteLength
    if (size > maxBytes) throw new BodyTooLarge(maxBytes)
    yield value
  }
}
