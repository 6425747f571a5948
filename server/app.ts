import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { ClientError } from './errors.ts'
import { adminFiles } from './http/admin-files.ts'
import { MAX_BODY_BYTES, withBoundedBody } from './http/body-limit.ts'
import { createExportHandler } from './http/export.ts'
import { createGraphQLHandler } from './http/graphql.ts'
import type { GraphQLHandler, PlainAnswer, PlainRequest } from './http/graphql.ts'
import { createImportHandler } from './http/import.ts'
import { problem, problemOf } from './http/problem.ts'
import { createFeed } from './live/feed.ts'
import type { Model } from './model/index.ts'
import { createSchema } from './schema/schema.ts'
import { createSelector } from './schema/selector.ts'
import { createReads } from './store/reads.ts'
import type { Store } from './store/store.ts'

/** What the service stands on; it reads no settings and opens no port of its own. */
export interface Dependencies {
  readonly store: Store
  readonly model: Model
  readonly log: Logger
  /** The folder of the built admin. */
  readonly adminDir: string
  /** The most memory that answers may be kept in, in bytes; 0: none are kept. */
  readonly cacheBytes: number
}

export interface App {
  /** Answers any request; never throws. */
  handle(request: Request): Promise<Response>
  /** Answers a plain request to /graphql in a shorter way; null when it has to go through `handle`. */
  readonly plain: (request: Omit<PlainRequest, 'scope'>) => Promise<PlainAnswer | null>
  /** Ends the answers that have no end of their own, so that what is left can be waited for. */
  readonly endStreams: GraphQLHandler['endStreams']
  close(): Promise<void>
}

/** Who changes the graph until people sign in. */
const ACTOR = 'local'

/** The whole service as one function from request to response. */
export function createApp({ store: database, model, log, adminDir, cacheBytes }: Dependencies): App {
  const feed = createFeed(database, log)
  const store = wakingStore(database, feed.wake)
  const schema = createSchema(model)
  const context = { store, reads: createReads(store), model, feed, actor: ACTOR }
  const graphql = createGraphQLHandler({
    schema,
    context,
    log,
    cacheBytes,
  })
  const imports = createImportHandler({ store, model, actor: ACTOR, log })
  const exported = createExportHandler(
    { store, model, selector: createSelector(schema, model, context) },
    log,
  )
  const files = adminFiles(adminDir)
  const route = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    switch (pathname) {
      case '/graphql': {
        if (request.method === 'GET' && new URL(request.url).searchParams.has('query'))
          return problem(405, 'BAD_USER_INPUT', 'Questions are sent by POST, as application/json')
        const bounded = await withBoundedBody(request)
        return bounded === null ? tooLarge() : unframed(await graphql.handle(bounded))
      }
      case '/import':
        return imports.handle(request)
      case '/export': {
        const bounded = await withBoundedBody(request)
        return bounded === null ? tooLarge() : exported(bounded)
      }
      case '/health':
        return Response.json({ status: 'ok' })
      case '/ready':
        return ready(store, log)
      default:
        return (
          (await files(request)) ?? problem(404, 'NOT_FOUND', `There is nothing at ${pathname.slice(0, 200)}`)
        )
    }
  }
  return {
    plain: ({ contentType, accept, body }) => graphql.plain({ contentType, accept, body, scope: ACTOR }),
    endStreams: () => {
      graphql.endStreams()
      imports.stop()
    },
    async handle(request) {
      try {
        return await route(request)
      } catch (error) {
        const errorId = randomUUID()
        log.error({ err: error, errorId }, 'unexpected error')
        return problem(500, 'INTERNAL', `Something went wrong on our side; it is logged as ${errorId}`, {
          errorId,
        })
      }
    },
    close: async () => {
      graphql.endStreams()
      imports.stop()
      await graphql.dispose()
    },
  }
}

/** A store whose writes are told, so that subscribers of this process hear of them at once. */
const wakingStore = (store: Store, wake: () => void): Store => ({
  ...store,
  async write(work, timeoutMs) {
    const result = await store.write(work, timeoutMs)
    wake()
    return result
  },
})

async function ready(store: Store, log: Logger): Promise<Response> {
  try {
    await store.ping()
    return Response.json({ status: 'ready' })
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    log.warn({ err: error }, 'the database does not answer')
    return problemOf(error)
  }
}

/** No other page may show GraphiQL inside it and steal clicks. */
function unframed(response: Response): Response {
  response.headers.set('content-security-policy', "frame-ancestors 'none'")
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('x-content-type-options', 'nosniff')
  return response
}

const tooLarge = (): Response =>
  problem(413, 'BAD_USER_INPUT', `The request is larger than ${MAX_BODY_BYTES} bytes`, {
    fields: [{ path: 'body', reason: `is larger than ${MAX_BODY_BYTES} bytes` }],
  })
