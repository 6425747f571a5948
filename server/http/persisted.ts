import { createHash } from 'node:crypto'
import { GraphQLError, parse, validate } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { isAtLeast } from '../access/principal.ts'
import type { Principal } from '../access/principal.ts'
import type { Refusals } from '../access/refusals.ts'
import type { Asking } from '../access/visit.ts'
import { ClientError, badInput } from '../errors.ts'
import { StartError } from '../start-error.ts'

/** Documents that apps have handed in, and ask for by their SHA-256 in hexadecimal. */
export interface PersistedOptions {
  readonly documents: ReadonlyMap<string, string>
  /** Whether programs and strangers may ask for these alone. */
  readonly only: boolean
}

export interface PersistedOperations {
  /** Undefined for a hash of no document. */
  textOf(hash: string): string | undefined
  /**
   * Whether somebody may ask a document. Where these alone are taken, people who have signed in, whose pages make up
   * documents as they go, and administrators may still ask any.
   */
  allows(principal: Principal, text: string): boolean
  /** Whom an answer may be given again: everybody of one role who may ask the same. */
  scopeOf(principal: Principal): string
}

export const NO_PERSISTED: PersistedOptions = { documents: new Map(), only: false }

/** @throws StartError naming the documents that are not of their hash, or not of the schema. */
export function createPersisted(
  { documents, only }: PersistedOptions,
  schema: GraphQLSchema,
): PersistedOperations {
  const problems = [...documents].flatMap(([hash, text]) => {
    const reason = problemOf(schema, hash, text)
    return reason === null ? [] : [`PERSISTED_OPERATIONS: ${hash.slice(0, 64)} ${reason}.`]
  })
  if (problems.length > 0) throw new StartError(problems.join('\n'))
  const texts = new Set(documents.values())
  return {
    textOf: (hash) => documents.get(hash),
    allows: (principal, text) => !only || isFree(principal) || texts.has(text),
    scopeOf: (principal) => (only && isFree(principal) ? `${principal.role} free` : principal.role),
  }
}

/** Who may ask any document. */
const isFree = ({ by, role }: Principal): boolean => by === 'SESSION' || isAtLeast(role, 'ADMIN')

function problemOf(schema: GraphQLSchema, hash: string, text: string): string | null {
  if (hashOf(text) !== hash) return 'is not the SHA-256, in hexadecimal, of its document'
  try {
    const [error] = validate(schema, parse(text))
    return error === undefined ? null : `is no document of this schema: ${error.message}`
  } catch (error) {
    if (error instanceof GraphQLError) return `is no document: ${error.message}`
    throw error
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** How a request says which document it means: as Apollo's clients, and others after them, do. */
export function persistedHash(extensions: unknown): string | undefined {
  const { persistedQuery } = (extensions ?? {}) as { readonly persistedQuery?: unknown }
  const { sha256Hash } = (persistedQuery ?? {}) as { readonly sha256Hash?: unknown }
  return typeof sha256Hash === 'string' ? sha256Hash : undefined
}

/**
 * Puts documents in the place of their hashes.
 * @throws ClientError for a hash of no document, one of another document, and, where these alone are taken, for others.
 */
export function usePersisted(persisted: PersistedOperations, refusals: Refusals): Plugin<object, Asking> {
  return {
    onParams({ params, setParams, context }) {
      const hash = persistedHash(params.extensions)
      const text = params.query ?? (hash === undefined ? undefined : persisted.textOf(hash))
      if (hash !== undefined && text === undefined)
        throw new ClientError('NOT_FOUND', 'There is no document of this hash')
      // What else a request lacks that has no document, Yoga says.
      if (text === undefined) return
      if (hash !== undefined && hashOf(text) !== hash)
        throw badInput([{ path: 'extensions', reason: 'hold a hash that is not that of the document' }])
      if (!persisted.allows(context.principal, text)) {
        const reason = 'Only documents that were handed in are answered here; send the hash of one'
        const error = new ClientError('FORBIDDEN', reason)
        refusals.note(context, '/graphql', error)
        throw error
      }
      setParams({ ...params, query: text })
    },
  }
}
