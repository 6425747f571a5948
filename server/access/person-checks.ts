import { ClientError, badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Transaction } from '../store/store.ts'
import { passwordProblem } from './password-rules.ts'
import { personOf, shown } from './person.ts'
import type { Person } from './person.ts'
import { checkName } from './person-text.ts'
import type { Role } from './principal.ts'

/** Ends all sessions of a person. */
export async function endSessions(transaction: Transaction, personId: string): Promise<void> {
  await transaction.run({
    text: 'MATCH (s:Session) WHERE s.personId = $personId DELETE s',
    parameters: { personId },
  })
}

/** Revokes all keys of a person for good: whoever gets the account back gets no key of before. */
export async function revokeKeys(transaction: Transaction, personId: string): Promise<void> {
  await transaction.run({
    text: 'MATCH (k:ApiKey) WHERE k.personId = $personId AND k.revokedAt IS NULL SET k.revokedAt = $now',
    parameters: { personId, now: new Date().toISOString() },
  })
}

/** An id that no person has. */
export const nobodyOf = (id: string): ClientError =>
  new ClientError('NOT_FOUND', `There is no person ${id.slice(0, 100)}`, {
    fields: [{ path: 'id', reason: 'is that of no person' }],
  })

/** Adds a problem where it is the role of nobody. */
export function checkRole(role: Role, problems: FieldProblem[]): void {
  if (role === 'NONE') problems.push({ path: 'role', reason: 'must be READER, EDITOR or ADMIN' })
}

/** Adds a problem where it cannot be taken. */
export function checkPassword(
  password: string | null,
  person: { readonly email: string; readonly name: string },
  problems: FieldProblem[],
): void {
  const reason = password === null ? null : passwordProblem(password, person)
  if (reason !== null) problems.push({ path: 'password', reason })
}

/** A person as they are while nobody else changes them. @throws ClientError NOT_FOUND. */
export async function locked(transaction: Transaction, id: string): Promise<Person> {
  const [row] = await transaction.run({
    text: `MATCH (p:Person) WHERE p.id = $id AND p.removedAt IS NULL RETURN ${shown('p')} AS person`,
    parameters: { id },
  })
  if (row === undefined) throw nobodyOf(id)
  return personOf(row['person'])
}

/**
 * Whoever was removed keeps the name, by which the change log goes; their e-mail brings them back.
 * @throws ClientError BAD_USER_INPUT.
 */
export async function refuseTaken(
  transaction: Transaction,
  name: string,
  email: string | null = null,
): Promise<void> {
  const rows = await transaction.run({
    text:
      'MATCH (p:Person) WHERE (p.name = $name AND ($email IS NULL OR p.email <> $email)) ' +
      'OR (p.email = $email AND p.removedAt IS NULL) ' +
      'RETURN p.name = $name AS sameName, p.email = $email AS sameEmail, p.removedAt IS NOT NULL AS removed',
    parameters: { name, email },
  })
  const problems = rows.flatMap(({ sameName, sameEmail, removed }): FieldProblem[] => [
    ...(sameEmail === true ? [{ path: 'email', reason: 'is that of another person' }] : []),
    ...(sameName === true && sameEmail !== true
      ? [
          {
            path: 'name',
            reason:
              removed === true
                ? 'is that of a person who was removed, and whose changes go by it'
                : 'is that of another person',
          },
        ]
      : []),
  ])
  if (problems.length > 0) throw badInput(problems)
}

/** The name where it can be had, or else with the e-mail behind it. */
export async function freeName(transaction: Transaction, given: string, email: string): Promise<string> {
  const problems: FieldProblem[] = []
  const name = checkName(given, problems)
  const [taken] = await transaction.run({
    text: 'MATCH (p:Person) WHERE p.name = $name RETURN p.id AS id',
    parameters: { name },
  })
  if (problems.length > 0) return email
  return taken === undefined ? name : `${name.slice(0, 100)} (${email})`
}

/** @param what is to become of the person. @throws ClientError CONFLICT for the last administrator. */
export async function refuseLast(transaction: Transaction, person: Person, what: string): Promise<void> {
  if (person.role !== 'ADMIN') return
  const [row] = await transaction.run({
    text: "MATCH (p:Person) WHERE p.role = 'ADMIN' AND p.removedAt IS NULL AND p.id <> $id RETURN count(p) AS others",
    parameters: { id: person.id },
  })
  if (Number(row?.['others']) === 0)
    throw new ClientError('CONFLICT', `The last administrator cannot be ${what}: make another one first`)
}
