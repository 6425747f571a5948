import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { createAccess } from './access/access.ts'
import type { AccessOptions } from './access/access.ts'
import { CALLBACK_PATH, LOGIN_PATH } from './access/open-id.ts'
import { command } from './access/principal.ts'
import { commandVisit, mereVisit } from './access/visit.ts'
import type { Asking, Credentials, Visit } from './access/visit.ts'
import { ClientError } from './errors.ts'
import { adminFiles } from './http/admin-files.ts'
import { MAX_BODY_BYTES, withBoundedBody } from './http/body-limit.ts'
import { createExportHandler } from './http/export.ts'
import { createGraphQLHandler } from './http/graphql.ts'
import type { GraphQLHandler, PlainAnswer, PlainRequest } from './http/graphql.ts'
import { createImportHandler } from './http/import.ts'
import { createOpenIdHandler } from './http/open-id.ts'
import { problem, problemOf } from './http/problem.ts'
import { createFeed } from './live/feed.ts'
import type { Model } from './model/index.ts'
import { createSchema } from './schema/schema.ts'
import { createSelector } from './schema/selector.ts'
import { createReads } from './store/reads.ts'
import type { Store } from './store/store.ts'

/** What the service stands on; it reads no settings and opens no port of its own. */
export interface Dependencies extends AccessOptions {
  readonly store: Store
  readonly model: Model
  readonly log: Logger
  /** The folder of the built admin. */
  readonly adminDir: string
  /** The most memory that answers may be kept in, in bytes; 0: none are kept. */
  readonly cacheBytes: number
  /** Where browsers reach the service, when that is not where requests arrive: `https://lessons.example`. */
  readonly publicOrigin?: string | undefined
}

export interface App {
  /**
   * Answers any request; never throws.
   * @param address where it comes from.
   */
  handle(request: Request, address: string): Promise<Response>
  /** Answers a plain request to /graphql in a shorter way; null when it has to go through `handle`. */
  readonly plain: (request: PlainCall) => Promise<PlainAnswer | null>
  /** Ends the answers that have no end of their own, so that what is left can be waited for. */
  readonly endStreams: GraphQLHandler['endStreams']
  close(): Promise<void>
}

/** A plain request and what it shows of who sent it. */
export type PlainCall = Omit<PlainRequest, keyof Asking> & Credentials

/** The whole service as one function from request to response. */
export function createApp(dependencies: Dependencies): App {
  const { store: database, model, log, adminDir, cacheBytes, publicOrigin } = dependencies
  const feed = createFeed(database, log)
  const store = wakingStore(database, feed.wake)
  const schema = createSchema(model)
  const access = createAccess(database, dependencies)
  const context = { store, reads: createReads(store), model, feed, access }
  const graphql = createGraphQLHandler({
    schema,
    context,
    log,
    cacheBytes,
  })
  const imports = createImportHandler({ store, model, log })
  const exported = createExportHandler(
    {
      store,
      model,
      selector: createSelector(schema, model, {
        ...context,
        principal: command('export'),
        visit: commandVisit,
      }),
    },
    log,
  )
  const signInElsewhere = createOpenIdHandler(access.openId, log)
  const files = adminFiles(adminDir)
  const seen = (credentials: Credentials): Credentials =>
    publicOrigin === undefined ? credentials : { ...credentials, origin: publicOrigin }
  const route = async (request: Request, visit: Visit): Promise<Response> => {
    const { pathname } = new URL(request.url)
    // Only what is kept in the graph is anybody's business: pages come, and health is told, whoever asks.
    const asking = async (): Promise<Asking> => ({ principal: await access.identify(visit), visit })
    switch (pathname) {
      case '/graphql': {
        if (request.method === 'GET' && new URL(request.url).searchParams.has('query'))
          return problem(405, 'BAD_USER_INPUT', 'Questions are sent by POST, as application/json')
        const asked = await asking()
        const bounded = await withBoundedBody(request)
        return bounded === null ? tooLarge() : unframed(await graphql.handle(bounded, asked))
      }
      case '/import':
        return imports.handle(request, (await asking()).principal)
      case '/export': {
        const { principal } = await asking()
        const bounded = await withBoundedBody(request)
        return bounded === null ? tooLarge() : exported(bounded, principal)
      }
      case LOGIN_PATH:
      case CALLBACK_PATH:
        return signInElsewhere(request, visit)
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
    async plain({ contentType, accept, body, ...credentials }) {
      try {
        const visit = mereVisit(seen(credentials))
        return await graphql.plain({
          contentType,
          accept,
          body,
          principal: await access.identify(visit),
          visit,
        })
      } catch (error) {
        // The long way fails again with what the client may see, and tells it.
        if (error instanceof ClientError) return null
        throw error
      }
    },
    endStreams: () => {
      graphql.endStreams()
      imports.stop()
    },
    async handle(request, address) {
      try {
        const credentials = seen(credentialsOf(request, address))
        const cookies: string[] = []
        const visit = { ...credentials, setCookie: (cookie: string) => cookies.push(cookie) }
        const response = await route(request, visit)
        for (const cookie of cookies) response.headers.append('set-cookie', cookie)
        return response
      } catch (error) {
        if (error instanceof ClientError) return problemOf(error)
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

const credentialsOf = ({ method, url, headers }: Request, address: string): Credentials => ({
  method,
  address,
  origin: new URL(url).origin,
  header: (name) => headers.get(name) ?? undefined,
})

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
