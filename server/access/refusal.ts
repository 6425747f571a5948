import { ClientError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import type { AuditEvent } from './audit.ts'

/** What the audit record says of a refusal; who it was and from where is known beside it. */
export type Recorded = Pick<AuditEvent, 'action' | 'target' | 'details'> & Partial<Pick<AuditEvent, 'actor'>>

/** An error which the audit record tells in words of its own, not as a request that was refused. */
export class Refusal extends ClientError {
  readonly recorded: Recorded

  constructor(
    recorded: Recorded,
    code: ErrorCode,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ) {
    super(code, message, details)
    this.recorded = recorded
  }
}
