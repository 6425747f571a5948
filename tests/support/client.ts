import { createPeople } from '../../server/access/people.ts'
import type { PersonRole } from '../../server/access/principal.ts'
import { command } from '../../server/access/principal.ts'
import { commandVisit } from '../../server/access/visit.ts'
import { costless } from './app.ts'
import type { Answer, Service } from './app.ts'

const ORIGIN = 'http://127.0.0.1'

/** A browser, as far as it keeps a cookie and says where its pages are from; or a program. */
export interface Client {
  /** The cookies that it keeps, as it sends them; empty for none. */
  cookie: string
  /** The header that set the last one, attributes and all. */
  readonly setCookie: () => string
  fetch(path: string, init?: RequestInit): Promise<Response>
  graphql<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer<Data>>
  /** @returns the code of the one error; undefined where there is none. */
  code(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<string | undefined>
  /** The data alone. @throws when there are errors. */
  data<Data = Record<string, unknown>>(query: string, variables?: Record<string, unknown>): Promise<Data>
}

/** What answers a client. */
export type Reached = Pick<Service, 'handle' | 'plain'>

/** @param own headers that it sends with every request. */
export function createClient(
  service: Reached,
  own: Readonly<Record<string, string>> = { origin: ORIGIN },
  address = '127.0.0.1',
): Client {
  let last = ''
  const headersOf = (init: RequestInit = {}): Headers => {
    const headers = new Headers({ ...own, ...(client.cookie !== '' && { cookie: client.cookie }) })
    new Headers(init.headers).forEach((value, name) => headers.set(name, value))
    return headers
  }
  const client: Client = {
    cookie: '',
    setCookie: () => last,
    async fetch(path, init) {
      const request = new Request(`${ORIGIN}${path}`, { ...init, headers: headersOf(init) })
      const response = await service.handle(request, address)
      for (const cookie of response.headers.getSetCookie()) {
        last = cookie
        const [pair = ''] = cookie.split(';')
        client.cookie = /Max-Age=0/.test(cookie) ? '' : pair
      }
      return response
    },
    async graphql<Data>(
      query: string,
      variables?: Record<string, unknown>,
      headers: Record<string, string> = {},
    ): Promise<Answer<Data>> {
      const body = JSON.stringify({ query, variables })
      const all = headersOf({ headers: { 'content-type': 'application/json', ...headers } })
      // As the listener does: the short way first, for what was asked before.
      const plain = await service.plain({
        method: 'POST',
        address,
        origin: ORIGIN,
        header: (name) => all.get(name) ?? undefined,
        contentType: 'application/json',
        accept: undefined,
        body,
      })
      const response = plain
        ? new Response(plain.body)
        : await client.fetch('/graphql', { method: 'POST', headers: Object.fromEntries(all), body })
      return { status: response.status, ...(await costless<Data>(response)) }
    },
    async code(query, variables, headers) {
      const { errors = [] } = await client.graphql(query, variables, headers)
      if (errors.length > 1) throw new Error(JSON.stringify(errors))
      return errors[0]?.extensions.code
    },
    async data<Data>(query: string, variables?: Record<string, unknown>) {
      const { data, errors } = await client.graphql<Data>(query, variables)
      if (errors) throw new Error(JSON.stringify(errors))
      return data
    },
  }
  return client
}

/** Somebody of the tests: `ann` is Ann, `ann@example.org`. */
export interface Somebody {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly password: string
}

/** Makes a person without asking anybody, as the first start does. */
export async function makePerson(
  { store }: Pick<Service, 'store'>,
  name: string,
  role: PersonRole,
): Promise<Somebody> {
  const people = createPeople(store, () => undefined)
  const email = `${name.toLowerCase()}@example.org`
  const password = `${Array.from(name).reverse().join('')} keeps nine lamps`
  const asking = { principal: command('test'), visit: commandVisit }
  const { id } = await people.create(asking, { email, name, role, password })
  return { id, email, name, password }
}

/** A record of the audit, as an administrator reads it. */
export interface Audited {
  readonly id: string
  readonly at: string
  readonly lastAt: string
  readonly count: number
  readonly action: string
  readonly outcome: string
  readonly actor: string
  readonly target: string | null
  readonly address: string
  readonly details: Readonly<Record<string, unknown>>
}

/** The audit record, the newest first, as far as it fits a page. */
export async function auditRecords(
  admin: Client,
  filter: Record<string, unknown> = {},
): Promise<readonly Audited[]> {
  const { auditRecords: found } = await admin.data<{ auditRecords: { nodes: readonly Audited[] } }>(
    `query ($actions: [AuditAction!], $outcome: AuditOutcome, $actor: String, $target: String, $address: String, $from: DateTime, $to: DateTime) {
      auditRecords(actions: $actions, outcome: $outcome, actor: $actor, target: $target, address: $address, from: $from, to: $to, first: 200) {
        nodes { id at lastAt count action outcome actor target address details }
      }
    }`,
    filter,
  )
  return found.nodes
}

const SIGN_IN =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { role actor person { id } } }'

/** A browser in which somebody has signed in. */
export async function signedInAs(
  service: Reached,
  { email, password }: Pick<Somebody, 'email' | 'password'>,
  client: Client = createClient(service),
): Promise<Client> {
  await client.data(SIGN_IN, { email, password })
  return client
}
