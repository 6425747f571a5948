import { isAtLeast } from '../../server/access/principal.ts'
import type { Role } from '../../server/access/principal.ts'
import { rulesOf } from '../../server/access/rules.ts'
import type { Operation } from '../../server/access/rules.ts'
import type { Model } from '../../server/model/index.ts'

/** Whether somebody may ask for an operation of the API. */
export type May = (operation: Operation) => boolean

/**
 * What a role may do, by the table that the service goes by.
 * @throws Error on an operation that has no rule: a mistake in code.
 */
export function mayOf(model: Model, role: Role): May {
  const rules = rulesOf(model)
  return (operation) => {
    const needed = rules.get(operation)
    if (needed === undefined) throw new Error(`There is no rule for ${operation}`)
    return isAtLeast(role, needed)
  }
}
