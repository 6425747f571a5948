import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { createAuditLog } from '../access/audit-log.ts'
import type { Store } from '../store/store.ts'

const DAY_MS = 86_400_000

/** How long the audit record is kept. */
export interface Keeping {
  readonly store: Store
  readonly log: Logger
  /** 0: for ever. */
  readonly days: number
}

/**
 * Takes away, at once and then each day, the audit records that are older than they are kept.
 * @returns what ends it.
 */
export function sweepAudit({ store, log, days }: Keeping): () => Promise<void> {
  if (days === 0) return () => Promise.resolve()
  const audit = createAuditLog(store, () => Promise.resolve())
  const stop = new AbortController()
  const sweep = async (): Promise<void> => {
    try {
      const swept = await audit.sweep(Date.now() - days * DAY_MS, stop.signal)
      if (swept > 0) log.info({ swept, days }, 'old audit records were taken away')
    } catch (error) {
      // What a stop has broken off is done after the next start.
      if (stop.signal.aborted) return
      const errorId = randomUUID()
      log.error({ err: error, errorId }, 'old audit records could not be taken away')
    }
  }
  let sweeping = sweep()
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep)
  }, DAY_MS)
  return async () => {
    clearInterval(timer)
    stop.abort()
    await sweeping
  }
}
