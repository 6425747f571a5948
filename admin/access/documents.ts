import type { AuditAction, AuditOutcome } from '../../server/access/audit-words.ts'
import type { PersonRole, Role } from '../../server/access/principal.ts'
import type { Operation } from '../data/graphql.ts'

type Nothing = Readonly<Record<string, never>>

export interface Person {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: PersonRole
  /** ISO instants. */
  readonly createdAt: string
  readonly lastSignInAt: string | null
}

/** Who uses this tab. */
export interface Viewer {
  readonly role: Role
  /** Null for one who has not signed in. */
  readonly person: Pick<Person, 'id' | 'email' | 'name' | 'role'> | null
  /** Where a browser goes to sign in by OpenID Connect; null where that is not set up. */
  readonly openIdUrl: string | null
}

export interface Session {
  readonly id: string
  readonly person: Pick<Person, 'id' | 'name' | 'email'>
  /** ISO instants. */
  readonly createdAt: string
  readonly lastUsedAt: string
  readonly address: string
  readonly agent: string
  /** Whether it is the one of this very browser. */
  readonly current: boolean
}

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly role: PersonRole
  readonly prefix: string
  readonly person: Pick<Person, 'id' | 'name' | 'role'>
  /** ISO instants. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

/** Something that was done, or refused, about who may do what. */
export interface AuditRecord {
  readonly id: string
  /** ISO instants: when it was first, and when it was last. */
  readonly at: string
  readonly lastAt: string
  readonly count: number
  readonly action: AuditAction
  readonly outcome: AuditOutcome
  readonly actor: string
  readonly target: string | null
  readonly address: string
  readonly details: Readonly<Record<string, unknown>>
}

/** What the audit record is narrowed by, as the API takes it. */
export interface AuditFilter {
  readonly actions?: readonly AuditAction[]
  readonly outcome?: AuditOutcome
  readonly actor?: string
  readonly target?: string
  readonly address?: string
  /** ISO instants. */
  readonly from?: string
  readonly to?: string
}

/** A slice of a list, under the alias that all of these documents give it. */
export interface Listed<Item> {
  readonly list: {
    readonly nodes: readonly Item[]
    readonly totalCount: number
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

export interface ListVariables {
  readonly first: number
  readonly after: string | null
}

export type ListDocument<Item, Filter extends object = object> = Operation<
  Listed<Item>,
  ListVariables & Filter
>

const viewer = '{ role person { id email name role } openIdUrl }'
const person = '{ id email name role createdAt lastSignInAt }'
const key = '{ id name role prefix person { id name role } createdAt expiresAt lastUsedAt revokedAt }'

const list = <Item>(field: string, node: string, own = ''): ListDocument<Item> =>
  `query List($first: Int, $after: String) { list: ${field}(first: $first, after: $after${own}) { nodes ${node} totalCount pageInfo { hasNextPage endCursor } } }`

export const viewerDocument: Operation<{ readonly viewer: Viewer }, Nothing> =
  `query Viewer { viewer ${viewer} }`

export const signInDocument: Operation<{ readonly viewer: Viewer }, { email: string; password: string }> =
  `mutation SignIn($email: String!, $password: String!) { viewer: signIn(email: $email, password: $password) ${viewer} }`

export const signOutDocument: Operation<object, Nothing> = 'mutation SignOut { signOut }'

export const signOutEverywhereDocument: Operation<object, Nothing> =
  'mutation SignOutEverywhere { signOutEverywhere }'

export const changePasswordDocument: Operation<
  { readonly viewer: Viewer },
  { current: string; new: string }
> =
  `mutation ChangePassword($current: String!, $new: String!) { viewer: changePassword(current: $current, new: $new) ${viewer} }`

export const peopleDocument: ListDocument<Person> = list('people', person)

export const createPersonDocument: Operation<
  { readonly person: Person },
  { email: string; name: string; role: PersonRole; password: string | null }
> =
  `mutation CreatePerson($email: String!, $name: String!, $role: Role!, $password: String) { person: createPerson(email: $email, name: $name, role: $role, password: $password) ${person} }`

export const updatePersonDocument: Operation<
  { readonly person: Person },
  { id: string; name?: string; role?: PersonRole; password?: string }
> =
  `mutation UpdatePerson($id: ID!, $name: String, $role: Role, $password: String) { person: updatePerson(id: $id, name: $name, role: $role, password: $password) ${person} }`

export const removePersonDocument: Operation<object, { id: string }> =
  'mutation RemovePerson($id: ID!) { removePerson(id: $id) { id } }'

const session = '{ id person { id name email } createdAt lastUsedAt address agent current }'

/** Everybody's to administrators. */
export const sessionsDocument: ListDocument<Session> = list('sessions', session)

export const ownSessionsDocument: ListDocument<Session> = list('sessions', session, ', own: true')

export const endSessionDocument: Operation<object, { id: string }> =
  'mutation EndSession($id: ID!) { endSession(id: $id) }'

/** Everybody's to administrators. */
export const apiKeysDocument: ListDocument<ApiKey> = list('apiKeys', key)

export const ownApiKeysDocument: ListDocument<ApiKey> = list('apiKeys', key, ', own: true')

export const createApiKeyDocument: Operation<
  { readonly created: { readonly secret: string; readonly apiKey: ApiKey } },
  { name: string; role: PersonRole; expiresAt: string }
> =
  `mutation CreateApiKey($name: String!, $role: Role!, $expiresAt: DateTime) { created: createApiKey(name: $name, role: $role, expiresAt: $expiresAt) { secret apiKey ${key} } }`

export const revokeApiKeyDocument: Operation<object, { id: string }> =
  'mutation RevokeApiKey($id: ID!) { revokeApiKey(id: $id) { id } }'

/** The most names that are asked for at once. */
const MAX_NAMES = 200

export const namesDocument: Operation<
  { readonly people: { readonly nodes: readonly { readonly name: string }[] } },
  Nothing
> = `query Names { people(first: ${MAX_NAMES}) { nodes { name } } }`

export const auditDocument: ListDocument<AuditRecord, AuditFilter> =
  'query Audit($first: Int, $after: String, $actions: [AuditAction!], $outcome: AuditOutcome, $actor: String, $target: String, $address: String, $from: DateTime, $to: DateTime) { ' +
  'list: auditRecords(first: $first, after: $after, actions: $actions, outcome: $outcome, actor: $actor, target: $target, address: $address, from: $from, to: $to) { ' +
  'nodes { id at lastAt count action outcome actor target address details } totalCount pageInfo { hasNextPage endCursor } } }'
