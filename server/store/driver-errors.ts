import neo4j, { Neo4jError } from 'neo4j-driver'
import { ClientError } from '../errors.ts'

/** A uniqueness constraint stopped a write: what its properties are called, as far as Neo4j's message says. */
export class ConstraintViolation extends Error {
  override readonly name = 'ConstraintViolation'
}

const lost = [
  neo4j.error.SERVICE_UNAVAILABLE,
  neo4j.error.SESSION_EXPIRED,
  'Neo.TransientError.General.DatabaseUnavailable',
]

/** How Neo4j says that it ended a statement for what that takes; the one that fills the memory that all share is ended. */
const tooMuch = [
  { code: 'Neo.ClientError.Transaction.TransactionTimedOut', what: 'time' },
  { code: 'Neo.TransientError.General.MemoryPoolOutOfMemoryError', what: 'memory' },
  { code: 'Neo.TransientError.General.TransactionOutOfMemoryError', what: 'memory' },
]

/** How Neo4j says that it ended a transaction which was waiting for what another one holds. */
const HELD_UP = 'Neo.ClientError.Transaction.LockClientStopped'

/** A broken constraint as one; any other error as it is, since the driver must see its own to try again. */
export const constraintMapped = (error: unknown): unknown =>
  error instanceof Neo4jError && error.code === 'Neo.ClientError.Schema.ConstraintValidationFailed'
    ? new ConstraintViolation(error.message, { cause: error })
    : error

/** The driver's error as one of ours where it means something to a caller; any other is returned as it is. */
export function mapped(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error
  const spent = tooMuch.find(({ code }) => error.code.startsWith(code))
  if (spent !== undefined)
    return Object.assign(
      new ClientError(
        'TOO_COMPLEX',
        `The question took too much ${spent.what} to answer; ask for less at once`,
      ),
      { cause: error },
    )
  if (error.code === HELD_UP)
    return Object.assign(
      new ClientError(
        'UNAVAILABLE',
        'Others are changing the graph for longer than could be waited, an import maybe; nothing was changed: try again when it has ended',
        // For clients that say it in words of their own: the database is well.
        { heldUp: true },
      ),
      { cause: error },
    )
  if (lost.includes(error.code) || error.code.startsWith('Neo.TransientError'))
    return Object.assign(
      new ClientError('UNAVAILABLE', 'The database does not answer at the moment; try again'),
      {
        cause: error,
      },
    )
  return error
}
