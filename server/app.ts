import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { createAccess } from './access/access.ts'
import type { AccessOptions } from './access/access.ts'
import { createBudget } from './access/budget.ts'
import { refusal } from './access/guard.ts'
import { DEFAULT_LIMITS } from './access/limits.ts'
import type { Limits } from './access/limits.ts'
import { CALLBACK_PATH, LOGIN_PATH } from './access/open-id.ts'
import { anonymous, command, isAtLeast } from './access/principal.ts'
import type { Principal, Role } from './access/principal.ts'
import { commandVisit, mereVisit } from './access/visit.ts'
import type { Asking, Credentials, Visit } from './access/visit.ts'
import { ClientError } from './errors.ts'
import { adminFiles } from './http/admin-files.ts'
import { BodyTooLarge, withBoundedBody } from './http/body-limit.ts'
import { createExportHandler } from './http/export.ts'
import { createGraphQLHandler } from './http/graphql.ts'
import type { GraphQLHandler, PlainAnswer, PlainRequest } from './http/graphql.ts'
import { safeHeaders, withSafeHeaders } from './http/headers.ts'
import { createImportHandler } from './http/import.ts'
import { createOpenIdHandler } from './http/open-id.ts'
import type { PersistedOptions } from './http/persisted.ts'
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
  readonly limits?: Limits | undefined
  /** The role that may ask what the schema holds, and the one that is shown GraphiQL; READER where they are left out. */
  readonly introspectionRole?: Role | undefined
  readonly graphiqlRole?: Role | undefined
  /** Documents that apps have handed in. */
  readonly persisted?: PersistedOptions | undefined
}

/** Whose requests those are of which nobody asks whose they are. */
const nobody = anonymous('NONE')

/** Finds who has sent a request; nobody in particular where it does not matter. */
type Who = (visit: Visit) => Principal | Promise<Principal>
type Work = (asking: Asking) => Response | Promise<Response>

const anybody: Who = () => nobody

/** What the audit record calls the admin and its files. */
const PAGES = '/'

const isOfEndedSession = ({ principal }: Pick<Asking, 'principal'>): boolean =>
  principal.by === 'NOTHING' && principal.hasEnded === true

/** The largest body of those who may change nothing, and so have no long texts to send, in bytes. */
const READER_BODY_BYTES = 1024 * 1024
/** That of those who may ask for nothing but to be let in. */
const STRANGER_BODY_BYTES = 64 * 1024

export interface App {
  /**
   * Answers any request; never throws.
   * @param address where it comes from.
   */
  handle(request: Request, address: string): Promise<Response>
  /** Answers a plain request to /graphql in a shorter way; null when it has to go through `handle`. */
  readonly plain: (request: PlainCall) => Promise<(PlainAnswer & Headed) | null>
  /** Ends the answers that have no end of their own, so that what is left can be waited for. */
  readonly endStreams: GraphQLHandler['endStreams']
  close(): Promise<void>
}

interface Headed {
  /** The headers of every answer. */
  readonly headers: Readonly<Record<string, string>>
}

/** A plain request and what it shows of who sent it. */
export type PlainCall = Omit<PlainRequest, keyof Asking> & Credentials

/**
 * The whole service as one function from request to response.
 * @throws StartError for documents that were handed in and are none of the schema.
 */
export function createApp(dependencies: Dependencies): App {
  const { store: database, model, log, adminDir, publicOrigin, limits = DEFAULT_LIMITS } = dependencies
  const feed = createFeed(database, log)
  const store = wakingStore(database, feed.wake)
  const schema = createSchema(model)
  const access = createAccess(database, log, dependencies)
  const budget = createBudget(limits)
  const context = { store, reads: createReads(store), model, feed, access, budget }
  const graphql = createGraphQLHandler({ ...dependencies, limits, schema, context })
  const imports = createImportHandler({ store, model, log, maxBytes: limits.importBytes })
  const exported = createExportHandler(
    {
      store,
      model,
      audit: access.audit,
      selector: createSelector(schema, model, {
        ...context,
        principal: command('export'),
        visit: commandVisit,
      }),
    },
    log,
  )
  const signInElsewhere = createOpenIdHandler(access, log)
  const files = adminFiles(adminDir)
  const seen = (credentials: Credentials): Credentials =>
    publicOrigin === undefined ? credentials : { ...credentials, origin: publicOrigin }
  const identify = async (credentials: Credentials): Promise<Principal> => {
    budget.mayShow(credentials.address)
    try {
      return await access.identify(credentials)
    } catch (error) {
      if (error instanceof ClientError && error.code !== 'UNAVAILABLE') budget.refused(credentials.address)
      throw error
    }
  }
  const bounded = async (request: Request, { principal }: Asking): Promise<Request> => {
    const most = (bytes: number) => withBoundedBody(request, Math.min(limits.bodyBytes, bytes))
    if (isAtLeast(principal.role, 'EDITOR')) return most(limits.bodyBytes)
    if (isAtLeast(principal.role, 'READER')) return most(READER_BODY_BYTES)
    return most(STRANGER_BODY_BYTES).catch((error: unknown) => {
      // Whoever sends so much, thinks to be somebody, and has to hear that they are not.
      throw error instanceof BodyTooLarge ? refusal(principal, 'READER', 'A body of this size') : error
    })
  }
  const route = async (request: Request, visit: Visit): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (request.headers.has('content-encoding'))
      return problem(415, 'BAD_USER_INPUT', 'Bodies are read as they are: send them without Content-Encoding')
    /** Works for whoever asks, within what they may ask, and notes what is refused to them. */
    const asked = async (who: Who, work: Work, place = pathname): Promise<Response> => {
      let asking: Asking = { principal: nobody, visit }
      try {
        asking = { principal: await who(visit), visit }
        if (isOfEndedSession(asking)) access.refusals.add(asking, { action: 'USE_SESSION', target: null })
        budget.admit(asking)
        return await work(asking)
      } catch (error) {
        access.refusals.note(asking, place, error)
        throw error
      }
    }
    switch (pathname) {
      case '/graphql':
        return asked(identify, async (asking) => graphql.handle(await bounded(request, asking), asking))
      case '/import':
        return asked(identify, ({ principal }) => imports.handle(request, principal))
      case '/export':
        return asked(identify, async (asking) => exported(await bounded(request, asking), asking.principal))
      case '/health':
        return Response.json({ status: 'ok' })
      case '/ready':
        return ready(store, log)
      // Only what is kept in the graph is anybody's business: pages come, and health is told, whoever asks.
      case LOGIN_PATH:
      case CALLBACK_PATH:
        return asked(anybody, (asking) => signInElsewhere(request, asking))
      default:
        return asked(
          anybody,
          async () =>
            (await files(request)) ??
            problem(404, 'NOT_FOUND', `There is nothing at ${pathname.slice(0, 200)}`),
          PAGES,
        )
    }
  }
  const answered = async (request: Request, credentials: Credentials): Promise<Response> => {
    try {
      const cookies: string[] = []
      const visit = { ...credentials, setCookie: (cookie: string) => cookies.push(cookie) }
      const response = await route(request, visit)
      for (const cookie of cookies) response.headers.append('set-cookie', cookie)
      return response
    } catch (error) {
      if (error instanceof ClientError) {
        if (error.code === 'UNAVAILABLE') log.warn({ err: error }, error.message)
        return problemOf(error)
      }
      if (isOfLeaving(error)) return problem(400, 'BAD_USER_INPUT', 'The request ended before its body did')
      const errorId = randomUUID()
      log.error({ err: error, errorId }, 'unexpected error')
      return problem(500, 'INTERNAL', `Something went wrong on our side; it is logged as ${errorId}`, {
        errorId,
      })
    }
  }
  return {
    async plain({ contentType, accept, body, ...credentials }) {
      try {
        const visit = mereVisit(seen(credentials))
        budget.mayShow(visit.address)
        const principal = await access.identify(visit)
        // The long way notes what is refused; this one refuses nothing.
        if (isOfEndedSession({ principal })) return null
        const answer = await graphql.plain({ contentType, accept, body, principal, visit })
        return answer && { ...answer, headers: safeHeaders(visit.origin) }
      } catch (error) {
        // The long way fails again with what the client may see, and tells it; anything else is a mistake on this one.
        if (!(error instanceof ClientError)) log.error({ err: error }, 'the short way failed')
        return null
      }
    },
    endStreams: () => {
      graphql.endStreams()
      imports.stop()
    },
    async handle(request, address) {
      const credentials = seen(credentialsOf(request, address))
      return withSafeHeaders(await answered(request, credentials), credentials.origin)
    },
    close: async () => {
      graphql.endStreams()
      imports.stop()
      await graphql.dispose()
      await access.refusals.close()
    },
  }
}

/** Whether it is that a client has left while it was listened to: no fault of ours, and nobody is there to be told. */
const isOfLeaving = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNRESET'

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
