import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import { GraphQLError } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { Plugin, YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Context } from '../schema/context.ts'
import { maskWith } from './error-mask.ts'
import { asBadInput } from './request-errors.ts'

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
    logging: {
      debug: (...args) => log.debug({ args }, 'graphql'),
      info: (...args) => log.info({ args }, 'graphql'),
      warn: (...args) => log.warn({ args }, 'graphql'),
      error: (...args) => log.error({ args }, 'graphql'),
    },
    plugins: [useCSRFPrevention({ requestHeaders: ['x-lesson-graph'] }), useTokenLimit(), useCodedErrors()],
  })
}

function useTokenLimit(): Plugin {
  return {
    onParse({ params }) {
      params.options = { ...params.options, maxTokens: MAX_TOKENS }
    },
  }
}

/** Gives errors of documents and variables their code and field. */
function useCodedErrors(): Plugin {
  return {
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || result.errors === undefined) return
      setResult({
        ...result,
        errors: result.errors.map((error) => (error instanceof GraphQLError ? asBadInput(error) : error)),
      })
    },
  }
}
