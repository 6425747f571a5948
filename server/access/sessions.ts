import { uuidv7 } from 'uuidv7'
import { ClientError } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { recordDone } from './audit.ts'
import { cookieOf, setCookie } from './cookies.ts'
import { readPage } from './page.ts'
import type { Page, PageRequest } from './page.ts'
import { shown } from './person.ts'
import { endSessions } from './person-checks.ts'
import type { Account, Person } from './person.ts'
import type { PersonRole, Principal } from './principal.ts'
import { hashOf, randomSecret } from './secrets.ts'
import type { Signer } from './secrets.ts'
import { createHolders } from './recent.ts'
import type { Holder } from './recent.ts'
import { inTurn } from './turn.ts'
import type { Asking, Credentials, Visit } from './visit.ts'

/** How long a session lasts without being used, and however much it is used, in milliseconds. */
export const IDLE_MS = 30 * 60_000
export const LONGEST_MS = 12 * 3_600_000
/** The longest name of a browser that is kept. */
const MAX_AGENT = 300

const COOKIE = 'lesson-graph-session'

/** One sign-in, until it ends. */
export interface Session {
  readonly id: string
  readonly person: Person
  /** ISO instants. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string
  /** Where it was begun. */
  readonly address: string
  /** What the browser called itself. */
  readonly agent: string
}

/** How somebody has shown who they are. */
export type SignInBy = 'PASSWORD' | 'OPENID'

export interface Sessions {
  /** Whoever the cookie of a visit belongs to; null for nobody. */
  find(visit: Credentials): Promise<Principal | null>
  /** Whether a visit shows a session at all, valid or not. */
  isShown(visit: Credentials): boolean
  /** Begins a session, never one that the client names, and ends the one that it had. */
  begin(visit: Visit, account: Account, by: SignInBy): Promise<Principal>
  /** Ends the session that somebody asks by. */
  end(asking: Asking): Promise<void>
  /** Ends all sessions of whoever asks. @throws ClientError UNAUTHENTICATED where it is nobody. */
  endAll(asking: Asking): Promise<void>
  /** Ends one, of one's own or as an administrator of anybody. @throws ClientError NOT_FOUND. */
  endOne(asking: Asking, id: string): Promise<void>
  /** One's own, or all to administrators; those that are over left out, the newest first. */
  page(principal: Principal, asked: PageRequest, isOwn?: boolean): Promise<Page<Session>>
  /** Forgets who was known a moment ago. */
  forget(): void
}

interface Found {
  readonly id: string
  readonly expiresAt: string
  readonly lastUsedAt: string
  readonly personId: string
  readonly name: string
  readonly role: PersonRole
}

export function createSessions(store: Store, signer: Signer): Sessions {
  const read = async (cookie: string): Promise<Holder | null> => {
    const secret = await signer.verify(COOKIE, cookie)
    if (secret === null) return null
    const [found] = (await store.read({
      text:
        'MATCH (s:Session) WHERE s.hash = $hash MATCH (p:Person) ' +
        'WHERE p.id = s.personId AND p.removedAt IS NULL AND p.generation = s.generation ' +
        'RETURN s { .id, .expiresAt, .lastUsedAt, .personId, name: p.name, role: p.role } AS value',
      parameters: { hash: hashOf(secret) },
    })) as readonly Found[]
    if (found === undefined || isOver(found)) return null
    const { id: sessionId, lastUsedAt, personId, name: actor, role } = found
    return { principal: { by: 'SESSION', role, actor, personId, sessionId }, lastUsedAt }
  }
  const recent = createHolders(read, async (principal) => {
    if (principal.by === 'SESSION') await noteUse(store, 'Session', principal.sessionId)
  })
  const clear = (visit: Visit): void =>
    visit.setCookie(setCookie(COOKIE, '', visit, { maxAge: 0, sameSite: 'Strict' }))
  return {
    find: async (visit) => {
      const cookie = cookieOf(COOKIE, visit)
      return cookie === undefined ? null : recent.find(cookie, visit.isIdle !== true)
    },
    isShown: (visit) => cookieOf(COOKIE, visit) !== undefined,
    async begin(visit, { id: personId, generation, email, name, role }, by) {
      const before = await this.find(visit)
      const secret = randomSecret()
      const now = Date.now()
      const properties = {
        id: uuidv7(),
        hash: hashOf(secret),
        personId,
        createdAt: new Date(now).toISOString(),
        lastUsedAt: new Date(now).toISOString(),
        expiresAt: new Date(now + LONGEST_MS).toISOString(),
        address: visit.address,
        agent: (visit.header('user-agent') ?? '').slice(0, MAX_AGENT),
      }
      await inTurn(store, async (transaction) => {
        const [row] = await transaction.run({
          text:
            'MATCH (p:Person) WHERE p.id = $personId AND p.generation = $generation AND p.removedAt IS NULL ' +
            'SET p.lastSignInAt = $properties.createdAt ' +
            'CREATE (s:Session) SET s = $properties, s.generation = p.generation RETURN s.id AS id',
          parameters: { personId, generation: BigInt(generation), properties },
        })
        if (row === undefined)
          throw new ClientError('UNAUTHENTICATED', 'The account was changed meanwhile; sign in again')
        await transaction.run({
          text: 'MATCH (s:Session) WHERE s.id = $before OR s.expiresAt < $now DELETE s',
          parameters: {
            before: before?.by === 'SESSION' ? before.sessionId : null,
            now: properties.createdAt,
          },
        })
        await recordDone(
          transaction,
          { principal: { actor: name }, visit },
          {
            action: 'SIGN_IN',
            target: email,
            details: { by },
          },
        )
      })
      if (before !== null) recent.forget()
      const value = await signer.sign(COOKIE, secret)
      visit.setCookie(setCookie(COOKIE, value, visit, { maxAge: LONGEST_MS / 1000, sameSite: 'Strict' }))
      return { by: 'SESSION', role, actor: name, personId, sessionId: properties.id }
    },
    async end(asking) {
      const { principal, visit } = asking
      clear(visit)
      if (principal.by !== 'SESSION') return
      await store.write(async (transaction) => {
        await transaction.run({
          text: 'MATCH (s:Session) WHERE s.id = $id DELETE s',
          parameters: { id: principal.sessionId },
        })
        await recordDone(transaction, asking, {
          action: 'SIGN_OUT',
          target: null,
        })
      })
      recent.forget()
    },
    async endAll(asking) {
      const { personId } = signedIn(asking.principal)
      await inTurn(store, async (transaction) => {
        await transaction.run({
          text: 'MATCH (p:Person) WHERE p.id = $personId SET p.generation = p.generation + 1',
          parameters: { personId },
        })
        await endSessions(transaction, personId)
        await recordDone(transaction, asking, {
          action: 'SIGN_OUT_EVERYWHERE',
          target: null,
        })
      })
      clear(asking.visit)
      recent.forget()
    },
    async endOne(asking, id) {
      const mayEnd = whose(asking.principal)
      await store.write(async (transaction) => {
        const [row] = await transaction.run({
          text:
            'MATCH (s:Session) WHERE s.id = $id AND ($personId IS NULL OR s.personId = $personId) ' +
            'WITH s, COLLECT { MATCH (p:Person) WHERE p.id = s.personId RETURN p.email } AS emails ' +
            'DELETE s RETURN emails[0] AS email',
          parameters: { id, personId: mayEnd },
        })
        if (row === undefined)
          throw new ClientError('NOT_FOUND', `There is no session ${id.slice(0, 100)}`, {
            fields: [{ path: 'id', reason: 'is that of no session' }],
          })
        await recordDone(transaction, asking, {
          action: 'END_SESSION',
          target: String(row['email']),
        })
      })
      recent.forget()
    },
    page: (principal, asked, isOwn = false) =>
      readPage<Session>(
        store,
        {
          label: 'Session',
          key: 'id',
          descending: true,
          where:
            '($personId IS NULL OR n.personId = $personId) AND n.expiresAt > $now AND n.lastUsedAt > $idleSince',
          parameters: {
            personId: isOwn ? someone(principal).personId : whose(principal),
            now: new Date().toISOString(),
            idleSince: new Date(Date.now() - IDLE_MS).toISOString(),
          },
          projection:
            'n { .id, .createdAt, .expiresAt, .lastUsedAt, .address, .agent, ' +
            `person: COLLECT { MATCH (o:Person) WHERE o.id = n.personId RETURN ${shown('o')} }[0] }`,
        },
        asked,
      ),
    forget: () => recent.forget(),
  }
}

const isOver = ({ expiresAt, lastUsedAt }: Found): boolean =>
  Date.parse(expiresAt) <= Date.now() || Date.parse(lastUsedAt) + IDLE_MS <= Date.now()

/** Whose sessions or keys somebody may look at and end: null for everybody's. */
export function whose(principal: Principal): string | null {
  return principal.role === 'ADMIN' ? null : someone(principal).personId
}

/** Whoever has an account, however that was shown. @throws ClientError UNAUTHENTICATED. */
export function someone(principal: Principal): Extract<Principal, { personId: string }> {
  if (principal.by === 'SESSION' || principal.by === 'KEY') return principal
  throw new ClientError('UNAUTHENTICATED', 'Nobody is signed in: sign in first')
}

/**
 * Whoever has signed in: an API key is for work on the graph, not for handing out rights.
 * @throws ClientError UNAUTHENTICATED for nobody, FORBIDDEN for a key.
 */
export function signedIn(principal: Principal): Extract<Principal, { by: 'SESSION' }> {
  const one = someone(principal)
  if (one.by === 'SESSION') return one
  throw new ClientError('FORBIDDEN', 'This takes a person who has signed in, not an API key')
}

/** Writes down that a session or key is in use. */
export async function noteUse(store: Store, label: 'Session' | 'ApiKey', id: string): Promise<void> {
  await store.write(async (transaction) => {
    await transaction.run({
      text: `MATCH (n:${label}) WHERE n.id = $id SET n.lastUsedAt = $now`,
      parameters: { id, now: new Date().toISOString() },
    })
  })
}
