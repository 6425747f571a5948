import { setMaxListeners } from 'node:events'
import { GraphQLError } from 'graphql'
import type { DocumentNode, GraphQLSchema, ParseOptions } from 'graphql'
import { createYoga } from 'graphql-yoga'
import { LRUCache } from 'lru-cache'
import type { Plugin, YogaServerInstance, YogaServerOptions } from 'graphql-yoga'
import type { Logger } from 'pino'
import { DEFAULT_LIMITS } from '../access/limits.ts'
import type { Budget } from '../access/budget.ts'
import { refusal } from '../access/guard.ts'
import type { Limits } from '../access/limits.ts'
import { isAtLeast } from '../access/principal.ts'
import type { Principal, Role } from '../access/principal.ts'
import type { Refusals } from '../access/refusals.ts'
import type { Asking } from '../access/visit.ts'
import { ClientError } from '../errors.ts'
import { answerText, closingText } from '../schema/answer.ts'
import type { Answer } from '../schema/answer.ts'
import type { Context } from '../schema/context.ts'
import { createExecutor } from '../schema/execute.ts'
import type { Execute } from '../schema/execute.ts'
import { createSubscriber } from '../schema/subscribe.ts'
import { documentError, tooComplex, variablesDepthError } from './document-limits.ts'
import { createKnownDocuments } from './known-documents.ts'
import type { KnownDocuments } from './known-documents.ts'
import { useLive } from './live.ts'
import { createResultCache } from './result-cache.ts'
import type { Remembered } from './result-cache.ts'
import { maskWith } from './error-mask.ts'
import { createGraphiql } from './graphiql.ts'
import { answerType, isJson } from './media-types.ts'
import { createPersisted, NO_PERSISTED, usePersisted } from './persisted.ts'
import type { PersistedOptions } from './persisted.ts'
import { problem } from './problem.ts'
import { asBadInput, withoutSuggestion } from './request-errors.ts'
import { variableErrors } from './variables.ts'

/** Where it is, and what the audit record calls a request of which nothing more is known. */
const ENDPOINT = '/graphql'

/** The most characters of documents that parsing, or what it failed with, is kept of. */
const MAX_CACHED_CHARACTERS = 4_000_000

export interface GraphQLHandlerOptions {
  readonly schema: GraphQLSchema
  /** What is the same for every request. */
  readonly context: Shared
  readonly log: Logger
  /** The most memory that answers may be kept in; 0: none are kept. */
  readonly cacheBytes: number
  readonly limits?: Limits | undefined
  /** The role that may ask what the schema holds, and the one that is shown GraphiQL; READER where they are left out. */
  readonly introspectionRole?: Role | undefined
  readonly graphiqlRole?: Role | undefined
  readonly persisted?: PersistedOptions | undefined
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

/**
 * The GraphQL endpoint, with GraphiQL for browsers.
 * @throws StartError for documents that were handed in and are none of the schema.
 */
export function createGraphQLHandler(options: GraphQLHandlerOptions): GraphQLHandler {
  const { schema, context, cacheBytes, log, limits = DEFAULT_LIMITS } = options
  const { introspectionRole = 'READER', graphiqlRole = 'READER' } = options
  const execute = createExecutor(schema, context.model, { limits, introspectionRole })
  const persisted = createPersisted(options.persisted ?? NO_PERSISTED, schema)
  const mask = maskWith(log)
  const known = createKnownDocuments({ execute, mask, persisted, maxDepth: limits.depth })
  const cache = cacheBytes === 0 ? undefined : createResultCache(context.reads, cacheBytes)
  const stopping = new AbortController()
  // Each subscription listens; more than ten of them are no leak.
  setMaxListeners(0, stopping.signal)
  const { refusals } = context.access
  const note: NoteFailures = (asking, { failures = [] }) => {
    for (const { operation, error } of failures) refusals.note(asking, operation ?? ENDPOINT, error)
  }
  const live = useLive(createSubscriber(schema, context.model, { limits }), note, stopping.signal)
  const yoga = createYogaServer(options, [
    usePersisted(persisted, refusals),
    useTurns(context.budget, refusals),
    useDocumentLimits(limits),
    useVariableCheck(limits.depth),
    useExecutor(execute, known, note),
    live,
    useCodedErrors(introspectionRole),
  ])
  const graphiql = createGraphiql(graphiqlRole)
  return {
    async plain({ contentType, accept, body, principal, visit }) {
      const type = answerType(accept)
      if (contentType === undefined || !isJson(contentType) || type === null) return null
      const asking = { principal, visit }
      const compute = () => known.answer(body, { ...context, ...asking })
      const pay = (cost: number): number => {
        context.budget.admit(asking)
        return context.budget.spend(asking, cost)
      }
      try {
        const answer =
          cache === undefined
            ? await compute()
            : await cache.answer(`${persisted.scopeOf(principal)}\n${body}`, compute, pay)
        if (answer === null) return null
        return { contentType: `${type}; charset=utf-8`, body: ended(answer) }
      } catch (error) {
        // The long way fails again with what the client may see, and tells it; anything else is a mistake on this one.
        if (!(error instanceof ClientError)) options.log.error({ err: error }, 'a known document failed')
        return null
      }
    },
    async handle(request, { principal, visit }) {
      const page = await graphiql(request, principal)
      if (page !== null) return page
      if (request.method !== 'POST') return problem(405, 'BAD_USER_INPUT', HOW_TO_ASK)
      if (!isJson(request.headers.get('content-type') ?? ''))
        throw new ClientError('FORBIDDEN', `${HOW_TO_ASK}: any page could send anything else`)
      return yoga.fetch(request, { principal, visit })
    },
    endStreams: () => stopping.abort(),
    dispose: async () => {
      await yoga.dispose()
    },
  }
}

const HOW_TO_ASK = 'Questions are sent by POST, as application/json'

/** An answer with what remains at its end. */
function ended({ text, remaining }: Remembered): PlainAnswer['body'] {
  const end = closingText(remaining)
  if (typeof text === 'string') return text + end
  const whole = new Uint8Array(text.byteLength + end.length)
  whole.set(text)
  encoder.encodeInto(end, whole.subarray(text.byteLength))
  return whole
}

const encoder = new TextEncoder()

function createYogaServer(
  { schema, context, log }: GraphQLHandlerOptions,
  plugins: YogaServerOptions<Asking, Context>['plugins'],
): YogaServerInstance<Asking, Context> {
  return createYoga<Asking, Context>({
    schema,
    context: ({ principal, visit }) => ({ ...context, principal, visit }),
    graphqlEndpoint: ENDPOINT,
    landingPage: false,
    // Nobody but pages of this origin may use a browser's access to loopback.
    cors: false,
    graphiql: false,
    maskedErrors: { maskError: maskWith(log) },
    parserAndValidationCache: {
      documentCache: byText<DocumentNode>(),
      errorCache: byText<object>(),
    },
    // Unexpected errors are logged where they are masked; what Yoga would say beside that repeats what clients have sent.
    logging: false,
    plugins,
  })
}

/** What parsing documents came to: bounded by their length, since one can be as large as a request. */
const byText = <T extends object>(): LRUCache<string, T> =>
  new LRUCache({ maxSize: MAX_CACHED_CHARACTERS, sizeCalculation: (_parsed, text) => text.length + 1 })

/** The characters that are read of a document of those who may ask for nothing but to be let in. */
const STRANGER_CHARACTERS = 2_000

/**
 * Lets documents of one person, key or address be parsed and validated one after the other, so that others are served
 * between. Here and not where they are parsed, since what came of that is kept for whoever sends the same.
 */
function useTurns(budget: Budget, refusals: Refusals): Plugin<object, Asking> {
  return {
    async onParams({ params: { query }, context }) {
      const { principal } = context
      // Whoever asks for so much thinks to be somebody, and has to hear that they are not.
      if (principal.role === 'NONE' && (query?.length ?? 0) > STRANGER_CHARACTERS) {
        const what = `A document of more than ${STRANGER_CHARACTERS} characters`
        const error = refusal(principal, 'READER', what)
        refusals.note(context, ENDPOINT, error)
        throw error
      }
      await budget.turn(context)
    },
  }
}

function useDocumentLimits(limits: Limits): Plugin {
  return {
    onValidate({ params, setResult }) {
      const error = documentError(params.documentAST as DocumentNode, limits)
      if (error !== null) setResult([error])
      return ({ result, setResult: setErrors }) => {
        if ((result as readonly GraphQLError[]).some(isOfRepetition))
          setErrors([tooComplex('query', 'says the same fields more often than can be compared')])
      }
    },
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string, options?: ParseOptions) => {
        try {
          return parseFn(source, { ...options, maxTokens: limits.tokens }) as DocumentNode
        } catch (error) {
          if (isOfTokens(error)) throw tooComplex('query', `has more than ${limits.tokens} tokens`)
          // It parses by recursion.
          throw error instanceof RangeError ? tooComplex('query', 'nests too deep to be read') : error
        }
      })
    },
  }
}

/** graphql-js tells by its messages alone why it has stopped parsing, or validating. */
const isOfTokens = (error: unknown): boolean =>
  error instanceof GraphQLError && / tokens\. Parsing aborted\.$/.test(error.message)
const isOfRepetition = ({ message }: GraphQLError): boolean => message === 'Validation aborted.'

/** Refuses variables that do not fit their types, naming each place: graphql-js alone names only the variable. */
function useVariableCheck(maxDepth: number): Plugin {
  const check = ({ args, setResultAndStopExecution }: Checked): void => {
    const tooDeep = variablesDepthError(args.variableValues, maxDepth)
    const errors = tooDeep === null ? variableErrors(args) : [tooDeep]
    if (errors.length > 0) setResultAndStopExecution({ errors })
  }
  return { onExecute: check, onSubscribe: check }
}

interface Checked {
  readonly args: Parameters<typeof variableErrors>[0]
  readonly setResultAndStopExecution: (result: { errors: GraphQLError[] }) => void
}

/** Notes what of an answer was refused. */
export type NoteFailures = (asking: Asking, answer: Answer) => void

/** Executes by plan, and remembers what went well; Yoga sends an answer that writes itself as the text that it is. */
function useExecutor(execute: Execute, known: KnownDocuments, note: NoteFailures): Plugin<Context> {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(async ({ document, operationName, variableValues, contextValue }: Executing) => {
        const context = contextValue as Context
        const answer = await execute({ document, operationName, variableValues }, context)
        if (answer.errors === undefined) known.add(document)
        note(context, answer)
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

/** Gives errors of documents and variables their code and field, and tells of the schema only to whom it may be told. */
function useCodedErrors(introspectionRole: Role): Plugin<object, Asking> {
  return {
    onResultProcess(payload) {
      const { result } = payload
      if (!('errors' in result)) return
      const errors = result.errors as readonly GraphQLError[] | undefined
      const { role }: Principal = payload.serverContext.principal
      const told = isAtLeast(role, introspectionRole) ? asBadInput : withoutSuggestion
      payload.setResult({ ...result, ...(errors && { errors: errors.map(told) }) })
    },
  }
}
