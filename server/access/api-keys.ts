import { randomInt } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { ClientError, badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { recordDone } from './audit.ts'
import { readPage } from './page.ts'
import type { Page, PageRequest } from './page.ts'
import { shown } from './person.ts'
import { checkRole } from './person-checks.ts'
import type { Person } from './person.ts'
import { KEY_MARK, checkLabel } from './person-text.ts'
import { isAtLeast, lesser } from './principal.ts'
import type { PersonRole, Principal, Role } from './principal.ts'
import { createHolders } from './recent.ts'
import { Refusal } from './refusal.ts'
import type { Holder } from './recent.ts'
import { hashOf, randomSecret } from './secrets.ts'
import { noteUse, signedIn, someone, whose } from './sessions.ts'
import { inTurn } from './turn.ts'
import type { Asking } from './visit.ts'

/** How long a key lasts when its maker does not say, in milliseconds. */
const USUAL_MS = 90 * 24 * 3_600_000
/** The most keys that one person may have at a time. */
const MAX_KEYS = 100

/** A key by which a program asks, in the name of whoever made it. */
export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly role: PersonRole
  /** How the secret begins, to tell keys apart. */
  readonly prefix: string
  readonly person: Person
  /** ISO instants. */
  readonly createdAt: string
  readonly expiresAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export interface NewApiKey {
  readonly name: string
  readonly role: Role
  /** An ISO instant. */
  readonly expiresAt: string | null
}

export interface ApiKeys {
  /**
   * Whoever an Authorization header belongs to.
   * @param isIdle whether it is not to be noted as used.
   * @throws Refusal UNAUTHENTICATED where it is nobody.
   */
  find(authorization: string, isIdle: boolean): Promise<Principal>
  /**
   * Makes a key of a role that is at most the maker's.
   * @returns the key and its secret, which is kept nowhere.
   * @throws ClientError UNAUTHENTICATED, FORBIDDEN or BAD_USER_INPUT.
   */
  create(asking: Asking, given: NewApiKey): Promise<{ readonly secret: string; readonly apiKey: ApiKey }>
  /** Revokes a key, of one's own or as an administrator of anybody. @throws ClientError NOT_FOUND. */
  revoke(asking: Asking, id: string): Promise<ApiKey>
  /** One's own, or all to administrators, the newest first. */
  page(principal: Principal, asked: PageRequest, isOwn?: boolean): Promise<Page<ApiKey>>
  /** Forgets who was known a moment ago. */
  forget(): void
}

interface Found {
  readonly id: string
  readonly name: string
  readonly role: PersonRole
  readonly lastUsedAt: string | null
  readonly person: { readonly id: string; readonly name: string; readonly role: PersonRole }
}

const projection = (variable: string): string =>
  `${variable} { .id, .name, .role, .prefix, .createdAt, .expiresAt, .lastUsedAt, .revokedAt, ` +
  `person: COLLECT { MATCH (o:Person) WHERE o.id = ${variable}.personId RETURN ${shown('o')} }[0] }`

/** `lg_`, eight characters that are shown ever after, and what is random. */
const form = /^lg_[a-z0-9]{8}_[\w-]{43}$/
const PREFIX_LENGTH = 'lg_'.length + 8

export function createApiKeys(store: Store): ApiKeys {
  const read = async (secret: string): Promise<Holder | null> => {
    const [found] = (await store.read({
      text:
        'MATCH (k:ApiKey) WHERE k.hash = $hash AND k.revokedAt IS NULL AND k.expiresAt > $now ' +
        'MATCH (p:Person) WHERE p.id = k.personId AND p.removedAt IS NULL ' +
        'RETURN k { .id, .name, .role, .lastUsedAt, person: p { .id, .name, .role } } AS value',
      parameters: { hash: hashOf(secret), now: new Date().toISOString() },
    })) as readonly Found[]
    if (found === undefined) return null
    const { id: keyId, name, role, lastUsedAt, person } = found
    const actor = `${person.name}${KEY_MARK}${name}`
    // A key cannot do more than its maker may by now.
    return {
      principal: { by: 'KEY', role: lesser(role, person.role), actor, personId: person.id, keyId },
      lastUsedAt,
    }
  }
  const recent = createHolders(read, async (principal) => {
    if (principal.by === 'KEY') await noteUse(store, 'ApiKey', principal.keyId)
  })
  return {
    async find(authorization, isIdle) {
      const [, secret = ''] = /^Bearer +(\S+) *$/i.exec(authorization) ?? []
      const principal = form.test(secret) ? await recent.find(secret, !isIdle) : null
      if (principal === null)
        throw new Refusal(
          { action: 'USE_API_KEY', target: form.test(secret) ? secret.slice(0, PREFIX_LENGTH) : null },
          'UNAUTHENTICATED',
          'The Authorization header must be Bearer and an API key that is valid: this one is none, or has expired or been revoked',
        )
      return principal
    },
    async create(asking, given) {
      const { personId, role: own } = signedIn(asking.principal)
      const problems: FieldProblem[] = []
      const name = checkLabel(given.name, problems)
      checkRole(given.role, problems)
      if (!isAtLeast(own, given.role))
        problems.push({ path: 'role', reason: `must be at most yours, which is ${own}` })
      const now = Date.now()
      const expiresAt = given.expiresAt === null ? now + USUAL_MS : Date.parse(given.expiresAt)
      if (expiresAt <= now) problems.push({ path: 'expiresAt', reason: 'must lie in the future' })
      if (problems.length > 0) throw badInput(problems)
      const prefix = `lg_${readable()}`
      const secret = `${prefix}_${randomSecret()}`
      const properties = {
        id: uuidv7(),
        name,
        role: given.role,
        prefix,
        hash: hashOf(secret),
        personId,
        createdAt: new Date(now).toISOString(),
        expiresAt: new Date(expiresAt).toISOString(),
      }
      const apiKey = await inTurn(store, async (transaction) => {
        const [known] = await transaction.run({
          text:
            'MATCH (k:ApiKey) WHERE k.personId = $personId AND k.revokedAt IS NULL AND k.expiresAt > $now ' +
            'RETURN count(k) AS keys, count(CASE WHEN k.name = $name THEN 1 END) AS same',
          parameters: { personId, name, now: properties.createdAt },
        })
        if (Number(known?.['same']) > 0)
          throw badInput([{ path: 'name', reason: 'is that of another key of yours' }])
        if (Number(known?.['keys']) >= MAX_KEYS)
          throw new ClientError('CONFLICT', `You have ${MAX_KEYS} keys: revoke some first`)
        const [row] = await transaction.run({
          text:
            'MATCH (p:Person) WHERE p.id = $properties.personId AND p.removedAt IS NULL ' +
            `CREATE (k:ApiKey) SET k = $properties RETURN ${projection('k')} AS key`,
          parameters: { properties },
        })
        if (row === undefined) throw new ClientError('UNAUTHENTICATED', 'Your account was removed meanwhile')
        await recordDone(transaction, asking, {
          action: 'CREATE_API_KEY',
          target: prefix,
          details: { name, role: given.role, expiresAt: properties.expiresAt },
        })
        return row['key'] as ApiKey
      })
      return { secret, apiKey }
    },
    async revoke(asking, id) {
      const mayRevoke = whose(asking.principal)
      const revoked = await inTurn(store, async (transaction) => {
        const [row] = await transaction.run({
          text:
            'MATCH (k:ApiKey) WHERE k.id = $id AND ($personId IS NULL OR k.personId = $personId) ' +
            `SET k.revokedAt = coalesce(k.revokedAt, $now) RETURN ${projection('k')} AS key`,
          parameters: { id, personId: mayRevoke, now: new Date().toISOString() },
        })
        if (row === undefined)
          throw new ClientError('NOT_FOUND', `There is no API key ${id.slice(0, 100)}`, {
            fields: [{ path: 'id', reason: 'is that of no API key' }],
          })
        const apiKey = row['key'] as ApiKey
        await recordDone(transaction, asking, {
          action: 'REVOKE_API_KEY',
          target: apiKey.prefix,
          details: { name: apiKey.name },
        })
        return apiKey
      })
      recent.forget()
      return revoked
    },
    page: (principal, asked, isOwn = false) =>
      readPage<ApiKey>(
        store,
        {
          label: 'ApiKey',
          key: 'id',
          descending: true,
          where: '($personId IS NULL OR n.personId = $personId)',
          parameters: { personId: isOwn ? someone(principal).personId : whose(principal) },
          projection: projection('n'),
        },
        asked,
      ),
    forget: () => recent.forget(),
  }
}

/** Eight characters that are told apart at a glance: no 0 and o, no 1 and l. */
function readable(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')
}
