import { OperationTypeNode, getOperationAST } from 'graphql'
import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'
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
  /** @returns the response's text; null when the request has to go the long way. */
  answer(body: string, context: Context): Promise<string | null>
}

export function createKnownDocuments(execute: Execute): KnownDocuments {
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
      return answer.errors === undefined ? answerText(answer) : null
    },
  }
}

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
