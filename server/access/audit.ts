import { uuidv7 } from 'uuidv7'
import type { Transaction } from '../store/store.ts'
import type { AuditAction, AuditOutcome } from './audit-words.ts'
import type { Principal } from './principal.ts'
import type { Visit } from './visit.ts'

/** Something that was done, or refused, about who may do what. Nothing secret is ever part of it. */
export interface AuditEvent {
  readonly action: AuditAction
  readonly outcome: AuditOutcome
  /** Who did it, as the change log calls them. */
  readonly actor: string
  /** Whom or what it was done to: an e-mail, the readable part of a key, or an operation. */
  readonly target: string | null
  /** Where it was asked from. */
  readonly address: string
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
}

/** Who did something, and from where. */
export interface By {
  readonly principal: Pick<Principal, 'actor'>
  readonly visit: Pick<Visit, 'address'>
}

/** Records as part of its transaction what somebody has done: there is no change without its record. */
export async function recordDone(
  transaction: Transaction,
  { principal: { actor }, visit: { address } }: By,
  done: Omit<AuditEvent, 'outcome' | 'actor' | 'address'>,
): Promise<void> {
  await writeRecords(transaction, [begun({ ...done, outcome: 'DONE', actor, address })])
}

/** An event as it is kept, with how often it was met between two instants, in milliseconds. */
export interface Kept {
  readonly id: string
  readonly first: number
  readonly last: number
  readonly count: number
  readonly event: AuditEvent
}

/** Writes records; those that are there already are written over. */
export async function writeRecords(transaction: Transaction, records: readonly Kept[]): Promise<void> {
  const rows = records.map(({ id, first, last, count, event: { details = {}, ...event } }) => ({
    id,
    properties: {
      ...event,
      at: new Date(first).toISOString(),
      lastAt: new Date(last).toISOString(),
      count: BigInt(count),
      details: JSON.stringify(details),
    },
  }))
  await transaction.run({
    text: 'UNWIND $rows AS row MERGE (r:AuditRecord { id: row.id }) SET r += row.properties',
    parameters: { rows },
  })
}

/**
 * An event that is met for the first time, now: by the clock of its id, a UUIDv7, since records are ordered by their ids, also
 * those of one millisecond, and found by when they were made.
 */
export function begun(event: AuditEvent): Kept {
  const id = uuidv7()
  const now = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  return { id, first: now, last: now, count: 1, event }
}

/** What the ids of an instant begin with; those of earlier ones are less. */
export function auditBound(instant: number): string {
  const hex = Math.max(0, instant).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}`
}
