import { OperationTypeNode, getOperationAST } from 'graphql'
import type { DocumentNode, GraphQLError } from 'graphql'
import { LRUCache } from 'lru-cache'
import { ClientError } from '../errors.ts'
import { answerText } from '../schema/execute.ts'
import type { Execute } from '../schema/execute.ts'
import type { Context } from '../schema/context.ts'
import { variablesDepthError } from './depth.ts'

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
  /** @returns null when the request has to go the long way. */
  answer(body: string, context: Context): Promise<KnownAnswer | null>
}

/** The whole of a response. */
export interface KnownAnswer {
  readonly text: string
  /**
   * Whether it must not be said again without asking: it says that the question could not be answered, or is personal.
   */
  readonly isPassing: boolean
}

/** @param mask makes of an error what a client may see. */
export function createKnownDocuments(
  execute: Execute,
  mask: (error: unknown) => GraphQLError,
): KnownDocuments {
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
      const document = asked && documents.get(asked.query)
      if (asked === undefined || document === undefined) return null
      const { operationName, variables } = asked
      const operation = getOperationAST(document, operationName)
      if (operation?.operation !== OperationTypeNode.QUERY || variablesDepthError(variables)) return null
      const answer = await execute({ document, operationName, variableValues: variables }, context)
      const { errors } = answer
      if (errors === undefined) return { text: answerText(answer), isPassing: answer.isPersonal === true }
      const masked = errors.every(isCostly) ? errors.map(mask) : null
      return masked && { text: answerText({ ...answer, errors: masked }), isPassing: true }
    },
  }
}

/** Whether to ask again on the long way would cost the database as much once more, for the same answer. */
const isCostly = ({ originalError }: GraphQLError): boolean =>
  originalError instanceof ClientError &&
  (originalError.code === 'TOO_COMPLEX' || originalError.code === 'UNAVAILABLE')

interface Asked {
  readonly query: string
  readonly operationName: string | undefined
  readonly variables: Readonly<Record<string, unknown>> | undefined
}

/** The parameters of a request in their plainest form; undefined when it has any other. */
function parsed(body: string): Asked | undefined {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  if (!isObject(value)) return undefined
  const { query, operationName, variables, ...others } = value
  if (typeof query !== 'string' || Object.keys(others).length > 0) return undefined
  if (operationName !== undefined && typeof operationName !== 'string') return undefined
  if (variables !== undefined && !isObject(variables)) return undefined
  return { query, operationName, variables }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
