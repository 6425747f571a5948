import { auditActions, auditOutcomes } from '../../../server/access/audit-words.ts'
import type { AuditAction, AuditOutcome } from '../../../server/access/audit-words.ts'
import { beginningOf, dayOf, endOf } from '../../data/days.ts'
import type { AuditFilter } from '../documents.ts'

/** What the audit record is narrowed by, as the page shows it and as its address keeps it; empty for any. */
export interface AuditSought {
  readonly actor: string
  readonly actions: readonly AuditAction[]
  readonly outcome: AuditOutcome | ''
  readonly target: string
  readonly address: string
  /** Days, `2026-11-24`. */
  readonly from: string
  readonly to: string
}

export const nothingSought: AuditSought = {
  actor: '',
  actions: [],
  outcome: '',
  target: '',
  address: '',
  from: '',
  to: '',
}

/** The longest text that the API takes. */
export const MAX_SOUGHT = 300

/** What an address names; what makes no sense in it is left out. */
export function readSought(search: URLSearchParams): AuditSought {
  const said = (name: string) => (search.get(name)?.trim() ?? '').slice(0, MAX_SOUGHT)
  const named = said('actions').split(',')
  return {
    actor: said('actor'),
    actions: auditActions.filter((action) => named.includes(action)),
    outcome: auditOutcomes.find((outcome) => outcome === said('outcome')) ?? '',
    target: said('target'),
    address: said('address'),
    from: dayOf(said('from')),
    to: dayOf(said('to')),
  }
}

/** The query of the address. */
export const writeSought = ({ actions, ...others }: AuditSought): URLSearchParams =>
  new URLSearchParams(
    Object.entries({ ...others, actions: actions.join(',') }).filter(([, value]) => value !== ''),
  )

/** What the API is asked for. */
export const auditFilter = ({
  actor,
  actions,
  outcome,
  target,
  address,
  from,
  to,
}: AuditSought): AuditFilter => ({
  ...(actor !== '' && { actor }),
  ...(actions.length > 0 && { actions }),
  ...(outcome !== '' && { outcome }),
  ...(target !== '' && { target }),
  ...(address !== '' && { address }),
  ...(from !== '' && { from: beginningOf(from) }),
  ...(to !== '' && { to: endOf(to) }),
})
