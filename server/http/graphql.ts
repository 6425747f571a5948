import { setMaxListeners } from 'node:events'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import type { DocumentNode, GraphQLError, GraphQLSchema, ParseOptions } from 'graphql'
import { createYoga } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Plugin, YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Asking } from '../access/visit.ts'
import { ClientError } from '../errors.ts'
import type { Context } from '../schema/context.ts'
import { answerText, createExecutor } from '../schema/execute.ts'
import type { Execute } from '../schema/execute.ts'
import { createSubscriber } from '../schema/subscribe.ts'
import { documentDepthError, variablesDepthError } from './depth.ts'
import { createKnownDocuments } from './known-documents.ts'
import type { KnownDocuments } from './known-documents.ts'
import { useLive } from './live.ts'
import { createResultCache } from './result-cache.ts'
import { maskWith } from './error-mask.ts'
import { answerType, isJson } from './media-types.ts'
import { asBadInput } from './request-errors.ts'
import { variableErrors } from './variables.ts'

/** The most tokens that a document may hold: validation takes time that grows faster than its length. */
const MAX_TOKENS = 10_000

/** The most characters of documents that parsing, or what it failed with, is kept of. */
const MAX_CACHED_CHARACTERS = 4_000_000

const firstQuery = `# Which lessons cite Directive 05, and on which words?
{
  lessons(filter: { cites: { some: { number: { eq: "05" }, form: { eq: DIRECTIVE } } } }) {
    nodes {
      title
      cites(filter: { number: { eq: "05" } }) {
        edges { node { title } evidence { mention passage { ordinal } } }
      }
    }
  }
}
`

export interface GraphQLHandlerOptions {
  readonly schema: GraphQLSchema
  /** What is the same for every request. */
  readonly context: Shared
  readonly log: Logger
  /** The most memory that answers may be kept in; 0: none are kept. */
  readonly cacheBytes: number
}

/** What resolvers work with whoever asks. */
export type Shared = Omit<Context, keyof Asking>

/** A question in its plainest form: a small JSON body sent by POST, as every program sends it. */
export interface PlainRequest extends Asking {
  readonly contentType: string | undefined
  readonly accept: string | undefined
  readonly body: string
}

export interface PlainAnswer {
  readonly contentType: string
  readonly body: string | Uint8Array<ArrayBuffer>
}

/** The GraphQL endpoint. */
export interface GraphQLHandler {
  /**
   * The short way, for a question that was answered before with other values.
   * Never throws.
   * @returns null when the request has to go the long way; it has changed nothing then.
   */
  readonly plain: (request: PlainRequest) => Promise<PlainAnswer | null>
  /** The long way, which any request may go. */
  handle(request: Request, asking: Asking): Promise<Response>
  /** Ends the subscriptions, also those that are still to come. */
  readonly endStreams: () => void
  dispose(): Promise<void>
}

/** The GraphQL endpoint, with GraphiQL for browsers. */
export function createGraphQLHandler(options: GraphQLHandlerOptions): GraphQLHandler {
  const { schema, context, cacheBytes } = options
  const execute = createExecutor(schema, context.model)
  const known = createKnownDocuments(execute, maskWith(options.log))
  const cache = cacheBytes === 0 ? undefined : createResultCache(context.reads, cacheBytes)
  const stopping = new AbortController()
  // Each subscription listens; more than ten of them are no leak.
  setMaxListeners(0, stopping.signal)
  const live = useLive(createSubscriber(schema, context.model), stopping.signal)
  const yoga = createYogaServer(options, execute, known, live)
  return {
    async plain({ contentType, accept, body, principal, visit }) {
      const type = answerType(accept)
      if (contentType === undefined || !isJson(contentType) || type === null) return null
      const compute = () => known.answer(body, { ...context, principal, visit })
      try {
        const answer =
          cache === undefined
            ? ((await compute())?.text ?? null)
            : await cache.answer(`${principal.role}\n${body}`, compute)
        return answer === null ? null : { contentType: `${type}; charset=utf-8`, body: answer }
      } catch (error) {
        // The long way fails again with what the client may see, and tells it; anything else is a mistake on this one.
        if (!(error instanceof ClientError)) options.log.error({ err: error }, 'a known document failed')
        return null
      }
    },
    handle: async (request, { principal, visit }) => yoga.fetch(request, { principal, visit }),
    endStreams: () => stopping.abort(),
    dispose: async () => {
      await yoga.dispose()
    },
  }
}

function createYogaServer(
  { schema, context, log }: GraphQLHandlerOptions,
  execute: Execute,
  known: KnownDocuments,
  live: Plugin<Context>,
): YogaServerInstance<Asking, Context> {
  return createYoga<Asking, Context>({
    schema,
    context: ({ principal, visit }) => ({ ...context, principal, visit }),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // Nobody but pages of this origin may use a browser's access to loopback.
    cors: false,
    graphiql: { title: 'Lesson Graph', defaultQuery: firstQuery },
    // Several megabytes of text, which most services never send.
    renderGraphiQL: async (graphiql) => {
      const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql')
      return renderGraphiQL(graphiql)
    },
    maskedErrors: { maskError: maskWith(log) },
    parserAndValidationCache: {
      documentCache: byText<DocumentNode>(),
      errorCache: byText<object>(),
    },
    // Unexpected errors are logged where they are masked; what Yoga says beside that is for debugging.
    logging: {
      debug: (...args) => log.debug({ args }, 'graphql'),
      info: (...args) => log.debug({ args }, 'graphql'),
      warn: (...args) => log.debug({ args }, 'graphql'),
      error: (...args) => log.debug({ args }, 'graphql'),
    },
    plugins: [
      useCSRFPrevention({ requestHeaders: ['x-lesson-graph'] }),
      useDocumentLimits(),
      useVariableCheck(),
      useExecutor(execute, known),
      live,
      useCodedErrors(),
    ],
  })
}

/** What parsing documents came to: bounded by their length, since one can be as large as a request. */
const byText = <T extends object>(): LRUCache<string, T> =>
  new LRUCache({ maxSize: MAX_CACHED_CHARACTERS, sizeCalculation: (_parsed, text) => text.length + 1 })

function useDocumentLimits(): Plugin {
  return {
    onValidate({ params, setResult }) {
      const error = documentDepthError(params.documentAST as DocumentNode)
      if (error !== null) setResult([error])
    },
    onParse({ params }) {
      params.options = { ...(params.options as ParseOptions | undefined), maxTokens: MAX_TOKENS }
    },
  }
}

/** Refuses variables that do not fit their types, naming each place: graphql-js alone names only the variable. */
function useVariableCheck(): Plugin {
  const check = ({ args, setResultAndStopExecution }: Checked): void => {
    const tooDeep = variablesDepthError(args.variableValues)
    const errors = tooDeep === null ? variableErrors(args) : [tooDeep]
    if (errors.length > 0) setResultAndStopExecution({ errors })
  }
  return { onExecute: check, onSubscribe: check }
}

interface Checked {
  readonly args: Parameters<typeof variableErrors>[0]
  readonly setResultAndStopExecution: (result: { errors: GraphQLError[] }) => void
}

/** Executes by plan, and remembers what went well; Yoga sends an answer that writes itself as the text that it is. */
function useExecutor(execute: Execute, known: KnownDocuments): Plugin<Context> {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(async ({ document, operationName, variableValues, contextValue }: Executing) => {
        const answer = await execute({ document, operationName, variableValues }, contextValue as Context)
        if (answer.errors === undefined) known.add(document)
        return { ...answer, stringify: answerText }
      })
    },
  }
}

/** What Yoga, whose plugins may be of any kind, leaves untyped. */
export interface Executing {
  readonly document: DocumentNode
  readonly operationName?: string | null | undefined
  readonly variableValues?: Readonly<Record<string, unknown>> | undefined
  readonly contextValue?: unknown
}

/** Gives errors of documents and variables their code and field. */
function useCodedErrors(): Plugin {
  return {
    onResultProcess(payload) {
      const { result } = payload
      if (!('errors' in result)) return
      const errors = result.errors as readonly GraphQLError[] | undefined
      payload.setResult({ ...result, ...(errors && { errors: errors.map(asBadInput) }) })
    },
  }
}
