import { uuidv7 } from 'uuidv7'
import type { Store, Transaction } from '../store/store.ts'

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

/** The audit record, beside the change log. */
export interface Audit {
  record(event: AuditEvent): Promise<void>
  /** The same as part of a transaction: there is no change without its record. */
  recordIn(transaction: Transaction, event: AuditEvent): Promise<void>
}

export function createAudit(store: Store): Audit {
  const recordIn: Audit['recordIn'] = async (transaction, { details = {}, ...event }) => {
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
  return { recordIn, record: (event) => store.write((transaction) => recordIn(transaction, event)) }
}
