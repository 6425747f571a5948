import { pino } from 'pino'
import { inject } from 'vitest'
import type { Credentials } from '../../server/access/visit.ts'
import type { OpenIdOptions } from '../../server/access/open-id.ts'
import { DEFAULT_LIMITS } from '../../server/access/limits.ts'
import type { Limits } from '../../server/access/limits.ts'
import type { Role } from '../../server/access/principal.ts'
import { createApp } from '../../server/app.ts'
import type { App } from '../../server/app.ts'
import type { PersistedOptions } from '../../server/http/persisted.ts'
import { importFacts } from '../../server/import/facts.ts'
import { model as installed } from '../../server/model/index.ts'
import type { Model } from '../../server/model/index.ts'
import { readFacts } from '../../server/seed/read.ts'
import { prepare } from '../../server/store/constraints.ts'
import { openStore } from '../../server/store/store.ts'
import type { Statement, Store } from '../../server/store/store.ts'

interface GraphQLFailure {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions: {
    readonly code: string
    readonly fields?: readonly { path: string; reason: string; rule?: string }[]
    readonly current?: Record<string, unknown>
    readonly errorId?: string
  }
}

/** What a request shows that comes from this machine and shows nothing. */
export const nobody: Credentials = {
  method: 'POST',
  address: '127.0.0.1',
  origin: 'http://127.0.0.1',
  header: () => undefined,
}

/** What one GraphQL request came back with. */
export interface Answer<Data> {
  readonly status: number
  readonly data: Data
  readonly errors?: readonly GraphQLFailure[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

/** The whole service on the real Neo4j of this run, called without a port. */
export interface Service {
  readonly store: Store
  /** Every statement sent since the list was last emptied. */
  readonly statements: Statement[]
  /** What the service logged, as JSON lines. */
  readonly logged: string[]
  fetch(path: string, init?: RequestInit): Promise<Response>
  readonly handle: App['handle']
  /** The short way alone; null where the request has to go the long one. */
  readonly plain: App['plain']
  /** Ends the streams as a stop does. */
  endStreams(): void
  graphql<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Answer<Data>>
  /** The data alone. @throws when there are errors. */
  data<Data = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<Data>
  close(): Promise<void>
}

export interface Options {
  readonly model?: Model
  /** Whether the graph holds the first source's facts; by default it does. */
  readonly seeded?: boolean
  /** Whether the graph stays as it is: for another instance on the database of one that runs. */
  readonly kept?: boolean
  /** Where the database is reached, when not where it is. */
  readonly uri?: string
  /** 0 for tests that count statements of questions that are asked again. */
  readonly cacheBytes?: number
  /** What whoever shows nothing may do; everything, for tests of other things. */
  readonly anonymousRole?: Role
  /** Who else may sign people in. */
  readonly openId?: OpenIdOptions
  /** What may be asked for; what is left out as installed, and of requests within a minute any number. */
  readonly limits?: Partial<Limits>
  readonly introspectionRole?: Role
  readonly graphiqlRole?: Role
  readonly persisted?: PersistedOptions
}

/** Limits that no test of other things comes to. */
export const patient: Limits = {
  ...DEFAULT_LIMITS,
  requestsAMinute: 1e9,
  costAMinute: 1e12,
  subscriptions: 1e9,
}

/** An answer without what it cost, which tests of other things do not compare. */
export async function costless<Data>(response: Response): Promise<Omit<Answer<Data>, 'status'>> {
  const { extensions = {}, ...answer } = (await response.json()) as Omit<Answer<Data>, 'status'>
  const others = Object.entries(extensions).filter(([name]) => name !== 'cost')
  return { ...answer, ...(others.length > 0 && { extensions: Object.fromEntries(others) }) }
}

/** Empties the database and fills it with the first source's facts, or leaves it empty, or as it is. */
export async function startService(options: Options = {}): Promise<Service> {
  const { model = installed, kept = false, seeded = !kept, cacheBytes = 1024 * 1024, uri } = options
  const { anonymousRole = 'ADMIN', limits = {}, openId, introspectionRole, graphiqlRole, persisted } = options
  const statements: Statement[] = []
  const logged: string[] = []
  const store = await openStore({
    ...inject('neo4j'),
    ...(uri === undefined ? {} : { uri }),
    database: 'neo4j',
    onStatement: (statement) => statements.push(statement),
  })
  if (!kept) await empty(store)
  await prepare(store, model)
  if (seeded) {
    const facts = await readFacts(model, 'graph-seed/tien-giang-2020')
    await importFacts(store, model, facts, { actor: 'seed', reason: null, origin: 'IMPORT' })
  }
  statements.length = 0
  const log = pino({ level: 'info' }, { write: (line: string) => logged.push(line) })
  const app = createApp({
    store,
    model,
    log,
    adminDir: 'dist/admin',
    cacheBytes,
    anonymousRole,
    openId,
    limits: { ...patient, ...limits },
    introspectionRole,
    graphiqlRole,
    persisted,
  })
  const fetch = (path: string, init?: RequestInit) =>
    app.handle(new Request(`http://127.0.0.1${path}`, init), nobody.address)
  const graphql = async <Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>> => {
    const body = JSON.stringify({ query, variables })
    // As the listener does: the short way first, for what was asked before.
    const plain = await app.plain({ ...nobody, contentType: 'application/json', accept: undefined, body })
    const response = plain
      ? new Response(plain.body)
      : await fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return { status: response.status, ...(await costless<Data>(response)) }
  }
  return {
    store,
    statements,
    logged,
    fetch,
    handle: (request, address) => app.handle(request, address),
    plain: app.plain,
    endStreams: () => app.endStreams(),
    graphql,
    data: async <Data>(query: string, variables?: Record<string, unknown>) => {
      const { data, errors } = await graphql<Data>(query, variables)
      if (errors) throw new Error(JSON.stringify(errors))
      return data
    },
    close: async () => {
      await app.close()
      await store.close()
    },
  }
}

async function empty(store: Store): Promise<void> {
  await store.write(async (transaction) => {
    await transaction.run({ text: 'MATCH (n) DETACH DELETE n', parameters: {} })
  })
}

/** Everything that the graph holds but who held its lock last, a line each: what a refused change must not touch. */
export async function snapshot(store: Store): Promise<string[]> {
  const properties = (of: string) => `[k IN keys(${of}) WHERE k <> 'holder' | [k, toStringOrNull(${of}[k])]]`
  const nodes = await store.read({
    text: `MATCH (n) RETURN [labels(n), n.id, ${properties('n')}] AS value`,
    parameters: {},
  })
  const links = await store.read({
    text: `MATCH (a)-[r]->(b) RETURN [type(r), a.id, b.id, ${properties('r')}] AS value`,
    parameters: {},
  })
  return [...nodes, ...links]
    .map((value) => {
      const parts = value as unknown[]
      const entries = parts.pop() as [string, string][]
      return JSON.stringify([...parts, entries.sort(([one], [other]) => (one < other ? -1 : 1))])
    })
    .sort()
}
