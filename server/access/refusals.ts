import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { ClientError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { begun, writeRecords } from './audit.ts'
import type { AuditEvent, By, Kept } from './audit.ts'
import { networkOf } from './network.ts'
import { Refusal } from './refusal.ts'
import type { Recorded } from './refusal.ts'

/** How often what was gathered is written down, in milliseconds. */
const WRITTEN_EVERY_MS = 5_000
/** How long equal refusals are one record, in milliseconds; one that goes on for longer is told of anew. */
const GATHERED_MS = 600_000
/** The most records that are gathered at a time, and those of one address: nobody hides what others do by doing much. */
const MAX_GATHERED = 500
const MAX_OF_ADDRESS = 50

/** What refuses something to somebody. */
const REFUSING: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED']

/** What the record calls those whom it does not tell apart. */
const SEVERAL = 'several'
const OTHERS: AuditEvent = {
  action: 'OTHER_REFUSALS',
  outcome: 'REFUSED',
  actor: SEVERAL,
  target: null,
  address: SEVERAL,
}

/**
 * What is refused, on its way to the audit record. Whoever is refused neither waits for it nor makes the database work for
 * each time: equal refusals are counted in one record, and beyond so many different ones it is only counted how many more.
 */
export interface Refusals {
  /** Notes that somebody was refused something; an error that refuses nothing is passed over. */
  note(asking: By, what: string, error: unknown): void
  /** Notes what was refused by no error. */
  add(asking: By, recorded: Recorded): void
  /** Writes down what there is; what cannot be written is logged, and tried again later. */
  write(): Promise<void>
  /** Writes for the last time. */
  close(): Promise<void>
}

interface Gathered extends Kept {
  last: number
  count: number
  isWritten: boolean
}

export function createRefusals(store: Store, log: Logger): Refusals {
  const gathered = new Map<string, Gathered>()
  const ofAddress = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()

  const begin = (key: string, event: AuditEvent): void => {
    const network = networkOf(event.address)
    const own = ofAddress.get(network) ?? 0
    if (event !== OTHERS && (gathered.size >= MAX_GATHERED || own >= MAX_OF_ADDRESS)) {
      count(OTHERS)
      return
    }
    ofAddress.set(network, own + 1)
    gathered.set(key, { ...begun(event), isWritten: false })
  }
  const count = (event: AuditEvent): void => {
    const now = Date.now()
    const key = JSON.stringify(event)
    const known = gathered.get(key)
    if (known?.isWritten === true && isOver(known, now)) leaveOld(now)
    const open = gathered.get(key)
    if (open === undefined) begin(key, event)
    else Object.assign(open, { last: now, count: open.count + 1, isWritten: false })
    timer ??= setTimeout(() => void write(), WRITTEN_EVERY_MS).unref()
  }
  /** Makes room for others. */
  const leaveOld = (now: number): void => {
    for (const [key, one] of gathered) {
      if (!one.isWritten || !isOver(one, now)) continue
      gathered.delete(key)
      const network = networkOf(one.event.address)
      const left = (ofAddress.get(network) ?? 1) - 1
      if (left === 0) ofAddress.delete(network)
      else ofAddress.set(network, left)
    }
  }
  const writeAll = async (): Promise<void> => {
    const records = [...gathered.values()].filter(({ isWritten }) => !isWritten)
    for (const one of records) one.isWritten = true
    if (records.length === 0) return
    try {
      await store.write((transaction) => writeRecords(transaction, records))
    } catch (error) {
      for (const one of records) one.isWritten = false
      const errorId = randomUUID()
      log.error(
        { err: error, errorId, records: records.length },
        'refusals were not written to the audit record',
      )
    }
  }
  const write = (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    // One after another, so that the last count is the one that stays.
    writing = writing.then(writeAll).then(() => {
      leaveOld(Date.now())
      // Until all is written and let go, there is something to come back for.
      if (gathered.size > 0) timer ??= setTimeout(() => void write(), WRITTEN_EVERY_MS).unref()
    })
    return writing
  }
  const add: Refusals['add'] = ({ principal, visit }, { details = {}, actor, ...recorded }) =>
    count({
      ...recorded,
      outcome: 'REFUSED',
      actor: actor ?? principal.actor,
      address: visit.address,
      details,
    })
  return {
    add,
    note(asking, what, error) {
      if (!(error instanceof ClientError)) return
      const { code } = error
      const recorded: Recorded | null =
        error instanceof Refusal
          ? error.recorded
          : REFUSING.includes(code)
            ? { action: 'REQUEST', target: what }
            : null
      if (recorded !== null) add(asking, { ...recorded, details: { ...recorded.details, code } })
    },
    write,
    async close() {
      await write()
      clearTimeout(timer)
    },
  }
}

const isOver = ({ first }: Kept, now: number): boolean => now - first > GATHERED_MS
