import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import type { Logger } from 'pino'
import { ClientError } from '../errors.ts'

/** The driver and graphql-js wrap what a resolver threw; this is the error itself. */
function innermost(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error
}

/** What is refused as a whole because of too many requests, HTTP has a status for; Yoga takes it from here. */
function statusOf({ code, details }: ClientError, error: unknown): object {
  if (code !== 'RATE_LIMITED' || (error instanceof GraphQLError && error.path !== undefined)) return {}
  const { retryAfter } = details
  const headers = typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {}
  return { http: { status: 429, headers } }
}

/**
 * Turns any error into what a client may see: ours with their codes, graphql's own as they are, and everything else
 * masked, logged with an id that the client sees too.
 */
export function maskWith(log: Logger): (error: unknown) => GraphQLError {
  return (error) => {
    const inner = innermost(error)
    const at = error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {}
    if (inner instanceof ClientError) {
      if (inner.code === 'UNAVAILABLE' || inner.code === 'TOO_COMPLEX')
        log.warn({ err: inner }, inner.message)
      return new GraphQLError(inner.message, {
        ...at,
        extensions: { ...inner.details, code: inner.code, ...statusOf(inner, error) },
      })
    }
    if (inner instanceof GraphQLError) return inner
    const errorId = randomUUID()
    log.error({ err: inner, errorId }, 'unexpected error')
    return new GraphQLError(`Something went wrong on our side; it is logged as ${errorId}`, {
      ...at,
      extensions: { code: 'INTERNAL', errorId },
    })
  }
}
