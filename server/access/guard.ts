import { ClientError } from '../errors.ts'
import { isAtLeast } from './principal.ts'
import type { Principal } from './principal.ts'
import type { Operation, Rules } from './rules.ts'

/** Refuses what the one who asks may not do. */
export type Guard = (principal: Principal, operation: Operation) => void

/**
 * The guard of every operation.
 * @throws Error for an operation that has no rule: nobody has decided who may do it.
 */
export const createGuard =
  (rules: Rules): Guard =>
  (principal, operation) => {
    const needed = rules.get(operation)
    if (needed === undefined) throw new Error(`There is no rule for ${operation}`)
    if (!isAtLeast(principal.role, needed)) throw refusal(principal, needed, operation)
  }

/** UNAUTHENTICATED where to sign in may help, FORBIDDEN where it would not. */
export function refusal({ by, role }: Principal, needed: string, what: string): ClientError {
  return by === 'NOTHING'
    ? new ClientError('UNAUTHENTICATED', `${what} takes the role ${needed}: sign in, or send an API key`, {
        needed,
      })
    : new ClientError('FORBIDDEN', `${what} takes the role ${needed}, and yours is ${role}`, { needed, role })
}
