import { uuidv7 } from 'uuidv7'
import { ClientError, badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Store, Transaction } from '../store/store.ts'
import { recordDone } from './audit.ts'
import { readPage } from './page.ts'
import type { Page, PageRequest } from './page.ts'
import { hashPassword } from './passwords.ts'
import { account, accountOf, personOf, shown } from './person.ts'
import type { Account, Person } from './person.ts'
import {
  checkPassword,
  checkRole,
  endSessions,
  freeName,
  locked,
  nobodyOf,
  refuseLast,
  refuseTaken,
  revokeKeys,
} from './person-checks.ts'
import { checkEmail, checkName } from './person-text.ts'
import type { PersonRole, Role } from './principal.ts'
import { inTurn } from './turn.ts'
import type { Asking } from './visit.ts'

/** Somebody for whom a provider vouches. */
export interface Admitted {
  readonly email: string
  readonly name: string
  readonly role: PersonRole
  readonly subject: string
}

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly password: string | null
}

/** What is left out stays as it is. */
export interface PersonPatch {
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly password?: string | undefined
}

export interface People {
  page(asked: PageRequest): Promise<Page<Person>>
  /** Null for nobody, and for who was removed. */
  byId(id: string): Promise<Account | null>
  byEmail(email: string): Promise<Account | null>
  /** Whoever a provider calls so, removed or not. */
  bySubject(subject: string): Promise<Account | null>
  /**
   * Makes an account; that of an e-mail which was removed comes back.
   * @throws ClientError BAD_USER_INPUT with every field that cannot be taken.
   */
  create(asking: Asking, given: NewPerson): Promise<Person>
  /**
   * Ends all sessions of the person where the role or the password is changed.
   * @throws ClientError NOT_FOUND, BAD_USER_INPUT, or CONFLICT for the last administrator.
   */
  update(asking: Asking, id: string, patch: PersonPatch): Promise<Person>
  /**
   * Makes an account for whom a provider vouches; never brings one back, and finds another name where that is taken.
   * @returns its id.
   * @throws ClientError FORBIDDEN where the e-mail is that of a person who was removed.
   */
  admit(asking: Asking, person: Admitted): Promise<string>
  /** Notes that a provider vouches for a person. */
  link(asking: Asking, id: string, subject: string): Promise<void>
  /** Gives a person another password, by whom the old one is known, and ends all their sessions. */
  changeOwnPassword(asking: Asking, account: Account, password: string): Promise<void>
  /** @throws ClientError NOT_FOUND, or CONFLICT for the last administrator. */
  remove(asking: Asking, id: string): Promise<Person>
  /** Whether there is anybody who can let others in. */
  hasAdministrator(): Promise<boolean>
}

/** @param changed called after each change, when whoever was known may be somebody else. */
export function createPeople(store: Store, changed: () => void): People {
  const found = async (condition: string, value: string): Promise<Account | null> => {
    const [person] = await store.read({
      text: `MATCH (p:Person) WHERE p.${condition} = $value AND p.removedAt IS NULL RETURN ${account} AS value`,
      parameters: { value },
    })
    return person === undefined ? null : accountOf(person)
  }
  const write = async <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> => {
    const result = await inTurn(store, work)
    changed()
    return result
  }
  return {
    page: (asked) =>
      readPage<Person>(
        store,
        {
          label: 'Person',
          key: 'name',
          descending: false,
          where: 'n.removedAt IS NULL',
          parameters: {},
          projection: shown('n'),
        },
        asked,
      ),
    byId: (id) => found('id', id),
    byEmail: (email) => found('email', email),
    async bySubject(subject) {
      const [person] = await store.read({
        text: `MATCH (p:Person) WHERE p.subject = $subject RETURN ${account} AS value`,
        parameters: { subject },
      })
      return person === undefined ? null : accountOf(person)
    },
    async create(asking, given) {
      const problems: FieldProblem[] = []
      const email = checkEmail(given.email, problems)
      const name = checkName(given.name, problems)
      checkRole(given.role, problems)
      checkPassword(given.password, { email, name }, problems)
      if (problems.length > 0) throw badInput(problems)
      const passwordHash = given.password === null ? null : await hashPassword(given.password)
      return write(async (transaction) => {
        await refuseTaken(transaction, name, email)
        const [row] = await transaction.run({
          text:
            'MERGE (p:Person { email: $email }) ' +
            'ON CREATE SET p.id = $id, p.createdAt = $now, p.generation = 0 ' +
            // Whether it is the same person to a provider is to be shown anew.
            'SET p.name = $name, p.role = $role, p.passwordHash = $passwordHash, p.removedAt = NULL, p.subject = NULL ' +
            `RETURN ${shown('p')} AS person`,
          parameters: {
            id: uuidv7(),
            now: new Date().toISOString(),
            email,
            name,
            role: given.role,
            passwordHash,
          },
        })
        const details = { name, role: given.role }
        await recordDone(transaction, asking, {
          action: 'CREATE_PERSON',
          target: email,
          details,
        })
        return personOf(row?.['person'])
      })
    },
    async update(asking, id, patch) {
      const before = await this.byId(id)
      if (before === null) throw nobodyOf(id)
      const problems: FieldProblem[] = []
      const name = patch.name === undefined ? before.name : checkName(patch.name, problems)
      if (patch.role !== undefined) checkRole(patch.role, problems)
      checkPassword(patch.password ?? null, { email: before.email, name }, problems)
      if (problems.length > 0) throw badInput(problems)
      const passwordHash = patch.password === undefined ? null : await hashPassword(patch.password)
      return write(async (transaction) => {
        const now = await locked(transaction, id)
        const role = patch.role ?? now.role
        if (name !== now.name) await refuseTaken(transaction, name)
        if (role !== 'ADMIN') await refuseLast(transaction, now, 'lowered')
        const endsSessions = role !== now.role || passwordHash !== null
        const [row] = await transaction.run({
          text:
            'MATCH (p:Person) WHERE p.id = $id ' +
            'SET p.name = $name, p.role = $role, p.passwordHash = coalesce($passwordHash, p.passwordHash), ' +
            'p.generation = p.generation + CASE WHEN $endsSessions THEN 1 ELSE 0 END ' +
            `RETURN ${shown('p')} AS person`,
          parameters: { id, name, role, passwordHash, endsSessions },
        })
        if (endsSessions) await endSessions(transaction, id)
        const details = {
          ...(name !== now.name && { name, nameBefore: now.name }),
          ...(role !== now.role && { role, roleBefore: now.role }),
          ...(passwordHash !== null && { password: 'SET' }),
        }
        await recordDone(transaction, asking, {
          action: 'UPDATE_PERSON',
          target: now.email,
          details,
        })
        return personOf(row?.['person'])
      })
    },
    admit: (asking, { email, name: given, role, subject }) =>
      write(async (transaction) => {
        const [taken] = await transaction.run({
          text: 'MATCH (p:Person) WHERE p.email = $email RETURN p.id AS id',
          parameters: { email },
        })
        if (taken !== undefined) throw new ClientError('FORBIDDEN', 'The account was removed')
        const name = await freeName(transaction, given, email)
        const id = uuidv7()
        await transaction.run({
          text: 'CREATE (p:Person) SET p = $properties, p.generation = 0',
          parameters: { properties: { id, email, name, role, subject, createdAt: new Date().toISOString() } },
        })
        await recordDone(transaction, asking, {
          action: 'CREATE_PERSON',
          target: email,
          details: { name, role },
        })
        return id
      }),
    link: (asking, id, subject) =>
      write(async (transaction) => {
        const { email } = await locked(transaction, id)
        await transaction.run({
          text: 'MATCH (p:Person) WHERE p.id = $id SET p.subject = $subject',
          parameters: { id, subject },
        })
        await recordDone(transaction, asking, {
          action: 'LINK_PERSON',
          target: email,
          details: { subject },
        })
      }),
    async changeOwnPassword(asking, { id, email, generation }, password) {
      const passwordHash = await hashPassword(password)
      await write(async (transaction) => {
        const [row] = await transaction.run({
          text:
            'MATCH (p:Person) WHERE p.id = $id AND p.generation = $generation AND p.removedAt IS NULL ' +
            'SET p.passwordHash = $passwordHash, p.generation = p.generation + 1 RETURN p.id AS id',
          parameters: { id, generation: BigInt(generation), passwordHash },
        })
        if (row === undefined)
          throw new ClientError('CONFLICT', 'The account was changed meanwhile; sign in again')
        await endSessions(transaction, id)
        await recordDone(transaction, asking, {
          action: 'CHANGE_PASSWORD',
          target: email,
        })
      })
    },
    remove: (asking, id) =>
      write(async (transaction) => {
        const now = await locked(transaction, id)
        await refuseLast(transaction, now, 'removed')
        await transaction.run({
          text:
            'MATCH (p:Person) WHERE p.id = $id ' +
            'SET p.removedAt = $now, p.passwordHash = NULL, p.generation = p.generation + 1',
          parameters: { id, now: new Date().toISOString() },
        })
        await endSessions(transaction, id)
        await revokeKeys(transaction, id)
        await recordDone(transaction, asking, {
          action: 'REMOVE_PERSON',
          target: now.email,
        })
        return now
      }),
    async hasAdministrator() {
      const [found] = await store.read({
        text: "RETURN EXISTS { MATCH (p:Person) WHERE p.role = 'ADMIN' AND p.removedAt IS NULL } AS value",
        parameters: {},
      })
      return found === true
    },
  }
}
