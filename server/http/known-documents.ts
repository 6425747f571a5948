import { OperationTypeNode, getOperationAST } from 'graphql'
import type { DocumentNode, GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { ClientError } from '../errors.ts'
import { parsedJson } from '../json.ts'
import { openText } from '../schema/answer.ts'
import type { Answer } from '../schema/answer.ts'
import type { Context } from '../schema/context.ts'
import type { Execute } from '../schema/execute.ts'
import { variablesDepthError } from './document-limits.ts'
import { persistedHash } from './persisted.ts'
import type { PersistedOperations } from './persisted.ts'

/** Documents that are kept; apps send few, and each of them again and again. */
const MAX_DOCUMENTS = 1_000
/** The most characters of documents that are kept. */
const MAX_CHARACTERS = 10_000_000

/**
 * Documents that were parsed, validated and answered without an error before. A request that sends one of them again
 * needs none of that again: it goes straight to the executor. Whatever is not plain about a request is left to the long
 * way, which says what is wrong with it.
 */
export interface KnownDocuments {
  /** Remembers a document by its text. */
  add(document: DocumentNode): void
  /**
   * @returns null when the request has to go the long way.
   * @throws ClientError RATE_LIMITED
   */
  answer(body: string, context: Context): Promise<KnownAnswer | null>
}

/** A response but for its end, which says what remains. */
export interface KnownAnswer {
  readonly text: string
  readonly cost: number
  readonly remaining: number
  /**
   * Whether it must not be said again without asking: it says that the question could not be answered, or is personal.
   */
  readonly isPassing: boolean
}

export interface KnownDocumentsOptions {
  readonly execute: Execute
  /** Makes of an error what a client may see. */
  readonly mask: (error: unknown) => GraphQLError
  readonly persisted: PersistedOperations
  /** The levels that variables may nest. */
  readonly maxDepth: number
}

export function createKnownDocuments({
  execute,
  mask,
  persisted,
  maxDepth,
}: KnownDocumentsOptions): KnownDocuments {
  const documents = new LRUCache<string, DocumentNode>({
    max: MAX_DOCUMENTS,
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_document, text) => text.length,
  })
  return {
    add: (document) => {
      const text = document.loc?.source.body
      if (text !== undefined) documents.set(text, document)
    },
    async answer(body, context) {
      const asked = parsed(body)
      if (asked === undefined) return null
      const { query, operationName, variables } = asked
      const text = typeof query === 'string' ? query : persisted.textOf(query.hash)
      const document = text === undefined ? undefined : documents.get(text)
      if (text === undefined || document === undefined) return null
      const operation = getOperationAST(document, operationName)
      if (operation?.operation !== OperationTypeNode.QUERY) return null
      if (variablesDepthError(variables, maxDepth) || !persisted.allows(context.principal, text)) return null
      context.budget.admit(context)
      const answer = await execute({ document, operationName, variableValues: variables }, context)
      const { errors } = answer
      if (errors === undefined) return known(answer, answer.isPersonal === true)
      return errors.every(isCostly) ? known({ ...answer, errors: errors.map(mask) }, true) : null
    },
  }
}

function known(answer: Answer, isPassing: boolean): KnownAnswer | null {
  const { cost } = answer
  return cost === undefined
    ? null
    : { text: openText(answer, cost), cost: cost.requested, remaining: cost.remaining, isPassing }
}

/** Whether to ask again on the long way would cost the database as much once more, for the same answer. */
const isCostly = ({ originalError }: GraphQLError): boolean =>
  originalError instanceof ClientError &&
  (originalError.code === 'TOO_COMPLEX' || originalError.code === 'UNAVAILABLE')

interface Asked {
  /** A document, or the hash of one that was handed in. */
  readonly query: string | { readonly hash: string }
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>> | undefined
}

/** The parameters of a request in their plainest form; undefined when it has any other. */
function parsed(body: string): Asked | undefined {
  const value = parsedJson(body)
  if (!isObject(value)) return undefined
  const { query: text, extensions, operationName, variables, ...others } = value
  const hash = persistedHash(extensions)
  if (Object.keys(others).length > 0 || (hash === undefined) !== (extensions === undefined)) return undefined
  // Whether both fit each other, the long way finds.
  if (hash !== undefined && text !== undefined) return undefined
  const query = hash !== undefined ? { hash } : typeof text === 'string' ? text : undefined
  if (query === undefined) return undefined
  if (operationName !== undefined && typeof operationName !== 'string') return undefined
  if (variables !== undefined && !isObject(variables)) return undefined
  return { query, operationName, variables }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
