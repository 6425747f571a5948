import { Chip } from '@mui/material'
import { useTranslate } from 'react-admin'
import { AUDIT_ACTIONS, AUDIT_OUTCOMES } from '../../../server/access/audit-words.ts'
import { sayNumber } from '../../data/format.ts'
import { useLang } from '../../i18n/useLang.ts'
import type { AuditRecord } from '../documents.ts'
import { Entry } from '../Entry.tsx'
import { sayActor, sayAddress, sayDetails, sayReason, sayWhen } from './words.ts'

/** One record: what was done or refused, how often, to whom, by whom and from where. */
export function AuditEntry({ record }: { record: AuditRecord }) {
  const translate = useTranslate()
  const lang = useLang()
  const { action, outcome, actor, target, address, count } = record
  const reason = sayReason(record, translate)
  return (
    <Entry
      title={AUDIT_ACTIONS[action][lang]}
      marks={
        <>
          {outcome === 'REFUSED' && (
            <Chip size="small" color="error" variant="outlined" label={AUDIT_OUTCOMES.REFUSED[lang]} />
          )}
          {count > 1 && (
            <Chip
              size="small"
              label={translate('access.audit.times', {
                smart_count: count,
                number: sayNumber(count, lang),
              })}
            />
          )}
        </>
      }
      facts={[
        [translate('access.audit.when'), sayWhen(record, lang)],
        [translate('access.audit.who'), sayActor(actor, translate)],
        ...(target === null
          ? []
          : ([
              [
                translate(action === 'REQUEST' ? 'access.audit.operation' : 'access.audit.target'),
                action === 'REQUEST' ? <code key="target">{target}</code> : target,
              ],
            ] as const)),
        [translate('access.sessions.address'), sayAddress(address, translate)],
        ...(reason === null ? [] : ([[translate('access.audit.why'), reason]] as const)),
        ...sayDetails(record, lang, translate),
      ]}
    />
  )
}
