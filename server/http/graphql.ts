import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import type { DocumentNode, GraphQLError, GraphQLSchema, ParseOptions } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Plugin, YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Context } from '../schema/context.ts'
import { answerText, createExecutor } from '../schema/execute.ts'
import type { Execute } from '../schema/execute.ts'
import { documentDepthError, variablesDepthError } from './depth.ts'
import { maskWith } from './error-mask.ts'
import { asBadInput } from './request-errors.ts'
import { variableErrors } from './variables.ts'

/** The most tokens that a document may hold: validation takes time that grows faster than its length. */
const MAX_TOKENS = 10_000

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
  readonly context: Context
  readonly log: Logger
}

/** The GraphQL endpoint, with GraphiQL for browsers. */
export function createGraphQLHandler(options: GraphQLHandlerOptions): YogaServerInstance<object, Context> {
  const { schema, context, log } = options
  return createYoga<object, Context>({
    schema,
    context: () => context,
    graphqlEndpoint: '/graphql',
    landingPage: false,
    // Nobody but pages of this origin may use a browser's access to loopback.
    cors: false,
    graphiql: { title: 'Lesson Graph', defaultQuery: firstQuery },
    renderGraphiQL,
    maskedErrors: { maskError: maskWith(log) },
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
      useExecutor(createExecutor(schema, context.model)),
      useCodedErrors(),
    ],
  })
}

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
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const tooDeep = variablesDepthError(args.variableValues)
      const errors = tooDeep === null ? variableErrors(args) : [tooDeep]
      if (errors.length > 0) setResultAndStopExecution({ errors })
    },
  }
}

/** Executes by plan; Yoga sends an answer that writes itself as the text that it is. */
function useExecutor(execute: Execute): Plugin<Context> {
  return {
    onExecute({ setExecuteFn }) {
      setExecuteFn(async ({ contextValue, ...request }) => ({
        ...(await execute(request, contextValue as Context)),
        stringify: answerText,
      }))
    },
  }
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
