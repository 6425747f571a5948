import { Autocomplete, Button, MenuItem, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  auditActions,
  auditOutcomes,
} from '../../../server/access/audit-words.ts'
import { useRead } from '../../data/useRead.ts'
import { useLang } from '../../i18n/useLang.ts'
import { DayInputs } from '../../layout/DayInputs.tsx'
import { FilterForm } from '../../layout/FilterForm.tsx'
import { SomeInput } from '../../layout/SomeInput.tsx'
import { TypedInput } from '../../layout/TypedInput.tsx'
import { namesDocument } from '../documents.ts'
import { MAX_SOUGHT, nothingSought, writeSought } from './filters.ts'
import type { AuditSought } from './filters.ts'
import { knownActors, sayActor } from './words.ts'

interface AuditFilterFormProps {
  readonly sought: AuditSought
  readonly onChange: (sought: AuditSought) => void
}

const nothing = {}

/** Narrows the audit record: by who did what to whom, from where, when and with which outcome. */
export function AuditFilterForm({ sought, onChange }: AuditFilterFormProps) {
  const translate = useTranslate()
  const lang = useLang()
  const { state } = useRead(namesDocument, nothing)
  // Whoever cannot be offered can still be typed.
  const names = state.is === 'read' ? state.result.people.nodes.map(({ name }) => name) : []
  return (
    <FilterForm label={translate('access.audit.filter')}>
      <Autocomplete
        freeSolo
        size="small"
        options={[...names, ...Object.keys(knownActors)]}
        value={sought.actor === '' ? null : sought.actor}
        getOptionLabel={(actor) => sayActor(actor, translate)}
        onChange={(_event, actor) =>
          onChange({ ...sought, actor: (actor ?? '').trim().slice(0, MAX_SOUGHT) })
        }
        clearText={translate('ra.action.clear_input_value')}
        renderInput={(params) => (
          <TextField {...params} label={translate('access.audit.who')} margin="none" />
        )}
      />
      <SomeInput
        label={translate('access.audit.what')}
        options={auditActions}
        value={sought.actions}
        say={(action) => AUDIT_ACTIONS[action][lang]}
        onChange={(actions) => onChange({ ...sought, actions })}
      />
      <TextField
        select
        size="small"
        margin="none"
        label={translate('access.audit.outcome')}
        value={sought.outcome}
        onChange={({ target }) =>
          onChange({ ...sought, outcome: auditOutcomes.find((one) => one === target.value) ?? '' })
        }
        slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      >
        <MenuItem value="">{translate('access.audit.any')}</MenuItem>
        {auditOutcomes.map((one) => (
          <MenuItem key={one} value={one}>
            {AUDIT_OUTCOMES[one][lang]}
          </MenuItem>
        ))}
      </TextField>
      <TypedInput
        label={translate('access.audit.target')}
        longest={MAX_SOUGHT}
        value={sought.target}
        onChange={(target) => onChange({ ...sought, target })}
      />
      <TypedInput
        label={translate('access.sessions.address')}
        longest={MAX_SOUGHT}
        value={sought.address}
        onChange={(address) => onChange({ ...sought, address })}
      />
      <DayInputs value={sought} onChange={(days) => onChange({ ...sought, ...days })} />
      {writeSought(sought).size > 0 && (
        <Button color="inherit" onClick={() => onChange(nothingSought)}>
          {translate('ra.navigation.clear_filters')}
        </Button>
      )}
    </FilterForm>
  )
}
