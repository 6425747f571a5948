import { uuidv7 } from 'uuidv7'
import type { Store, Transaction } from '../store/store.ts'
import type { Principal } from './principal.ts'
import type { Visit } from './visit.ts'

/** What is written down about who may do what. */
export const AUDIT_ACTIONS = [
  'SIGN_IN',
  'SIGN_OUT',
  'SIGN_OUT_EVERYWHERE',
  'END_SESSION',
  'CHANGE_PASSWORD',
  'CREATE_PERSON',
  'UPDATE_PERSON',
  'REMOVE_PERSON',
  'LINK_PERSON',
  'CREATE_API_KEY',
  'REVOKE_API_KEY',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** Something that was done, or refused, about who may do what. Nothing secret is ever part of it. */
export interface AuditEvent {
  readonly action: AuditAction
  readonly outcome: 'DONE' | 'REFUSED'
  /** Who did it, as the change log calls them. */
  readonly actor: string
  /** Whom or what it was done to: an e-mail, or the readable part of a key. */
  readonly target: string | null
  /** Where it was asked from. */
  readonly address: string
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** Who did something, and from where. */
interface By {
  readonly principal: Pick<Principal, 'actor'>
  readonly visit: Pick<Visit, 'address'>
}

/** The audit record, beside the change log. */
export interface Audit {
  record(event: AuditEvent): Promise<void>
  /** Records as part of its transaction what somebody has done: there is no change without its record. */
  done(
    transaction: Transaction,
    asking: By,
    event: Omit<AuditEvent, 'outcome' | 'actor' | 'address'>,
  ): Promise<void>
}

export function createAudit(store: Store): Audit {
  const recordIn = async (
    transaction: Transaction,
    { details = {}, ...event }: AuditEvent,
  ): Promise<void> => {
    await transaction.run({
      text: 'CREATE (r:AuditRecord) SET r = $properties',
      parameters: {
        properties: {
          ...event,
          id: uuidv7(),
          at: new Date().toISOString(),
          details: JSON.stringify(details),
        },
      },
    })
  }
  return {
    record: (event) => store.write((transaction) => recordIn(transaction, event)),
    done: (transaction, { principal: { actor }, visit: { address } }, event) =>
      recordIn(transaction, { ...event, outcome: 'DONE', actor, address }),
  }
}
