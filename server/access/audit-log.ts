import { badInput } from '../errors.ts'
import type { FieldProblem } from '../errors.ts'
import type { Store } from '../store/store.ts'
import { auditBound } from './audit.ts'
import type { AuditEvent } from './audit.ts'
import type { AuditAction, AuditOutcome } from './audit-words.ts'
import { readPage } from './page.ts'
import type { Page, PageRequest } from './page.ts'

/** What was written down, as it is read. */
export interface AuditRecord extends Required<AuditEvent> {
  readonly id: string
  /** ISO instants: when it was first and when it was last. */
  readonly at: string
  readonly lastAt: string
  /** How often it was, between the two. */
  readonly count: number
}

/** Which records are asked for; null for any. */
export interface AuditFilter {
  readonly actions: readonly AuditAction[] | null
  readonly outcome: AuditOutcome | null
  readonly actor: string | null
  readonly target: string | null
  readonly address: string | null
  /** ISO instants, both included. */
  readonly from: string | null
  readonly to: string | null
}

/** The audit record, to be read and to be kept for so long. */
export interface AuditLog {
  /** The newest first. @throws ClientError BAD_USER_INPUT. */
  page(filter: AuditFilter, asked: PageRequest): Promise<Page<AuditRecord>>
  /** All until now, the oldest first, as they are taken. */
  all(filter: AuditFilter): AsyncGenerator<readonly AuditRecord[], void>
  /**
   * Takes away what is older than an instant, in milliseconds, a little at a time.
   * @returns how many records it was.
   */
  sweep(before: number, signal: AbortSignal): Promise<number>
}

/** Records that are read, or taken away, at once. */
const TOGETHER = 1_000
/** The longest text that records are searched for. */
const MAX_SOUGHT = 300

/** @param written settles when what is still on its way was written down. */
export function createAuditLog(store: Store, written: () => Promise<void>): AuditLog {
  const pageOf = async (
    filter: AuditFilter,
    asked: PageRequest,
    descending: boolean,
  ): Promise<Page<AuditRecord>> => {
    const listing = { label: 'AuditRecord', key: 'id', descending, ...conditionOf(filter), projection }
    const { items, ...page } = await readPage<StoredRecord>(store, listing, asked)
    return { ...page, items: items.map(({ cursor, item }) => ({ cursor, item: recordOf(item) })) }
  }
  return {
    async page(filter, asked) {
      check(filter)
      await written()
      return pageOf(filter, asked, true)
    },
    async *all(filter) {
      check(filter)
      await written()
      const until = { ...filter, to: filter.to ?? new Date().toISOString() }
      let after: string | null = null
      for (;;) {
        const { items, hasNextPage }: Page<AuditRecord> = await pageOf(
          until,
          { first: TOGETHER, after },
          false,
        )
        if (items.length > 0) yield items.map(({ item }) => item)
        if (!hasNextPage) return
        after = items.at(-1)?.cursor ?? null
      }
    },
    async sweep(before, signal) {
      let swept = 0
      for (;;) {
        signal.throwIfAborted()
        const [row] = await store.write((transaction) =>
          transaction.run({
            text: `MATCH (n:AuditRecord) WHERE n.id < $before WITH n LIMIT ${TOGETHER} DELETE n RETURN count(*) AS swept`,
            parameters: { before: auditBound(before) },
          }),
        )
        const count = Number(row?.['swept'])
        swept += count
        if (count < TOGETHER) return swept
      }
    },
  }
}

/** Texts are compared whole, and what is longer than any that is kept is a mistake. @throws ClientError BAD_USER_INPUT. */
function check({ actions, actor, target, address }: AuditFilter): void {
  const ofActions: FieldProblem[] =
    actions?.length === 0
      ? [{ path: 'actions', reason: 'must not be an empty list; leave it out for all' }]
      : []
  const ofTexts: FieldProblem[] = Object.entries({ actor, target, address }).flatMap(([path, text]) =>
    text !== null && text.length > MAX_SOUGHT
      ? [{ path, reason: `must have ${MAX_SOUGHT} characters at most` }]
      : [],
  )
  const problems = [...ofActions, ...ofTexts]
  if (problems.length > 0) throw badInput(problems)
}

/** As conditions that the indexes of records answer: each is of one property and the id, in which time is part. */
function conditionOf({ actions, outcome, actor, target, address, from, to }: AuditFilter) {
  const equal = Object.entries({ outcome, actor, target, address }).filter(([, value]) => value !== null)
  return {
    where: [
      'n.id >= $from AND n.id < $to',
      ...(actions === null ? [] : ['n.action IN $actions']),
      ...equal.map(([property]) => `n.${property} = $${property}`),
    ].join(' AND '),
    parameters: {
      from: from === null ? '' : auditBound(Date.parse(from)),
      // Behind all ids, which begin with a hexadecimal digit.
      to: to === null ? '~' : auditBound(Date.parse(to) + 1),
      actions,
      ...Object.fromEntries(equal),
    },
  }
}

type StoredRecord = Omit<AuditRecord, 'details'> & { readonly details: string }

const projection = 'n { .id, .at, .lastAt, .count, .action, .outcome, .actor, .target, .address, .details }'

const recordOf = ({ details, ...record }: StoredRecord): AuditRecord => ({
  ...record,
  details: JSON.parse(details) as AuditRecord['details'],
})
