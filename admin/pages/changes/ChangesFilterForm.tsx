import { Autocomplete, Button, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { knownActors, sayActor } from '../../history/words.ts'
import { DayInputs } from '../../layout/DayInputs.tsx'
import { FilterForm } from '../../layout/FilterForm.tsx'
import { TypedInput } from '../../layout/TypedInput.tsx'
import { MAX_TEXT, noFilter, writeFilter } from './filters.ts'
import type { LogFilter } from './filters.ts'
import { KindsInput } from './KindsInput.tsx'
import { LinkTypesInput } from './LinkTypesInput.tsx'

interface ChangesFilterFormProps {
  readonly filter: LogFilter
  readonly onChange: (filter: LogFilter) => void
}

/** Narrows the change log: by who, by what kind of thing or link, by day, and by words of the reason or of what was changed. */
export function ChangesFilterForm({ filter, onChange }: ChangesFilterFormProps) {
  const translate = useTranslate()
  const narrowed = writeFilter(filter).toString() !== ''
  return (
    <FilterForm label={translate('history.filter.title')}>
      <TypedInput
        label={translate('history.filter.text')}
        longest={MAX_TEXT}
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
      />
      <Autocomplete
        freeSolo
        size="small"
        options={Object.keys(knownActors)}
        value={filter.actor === '' ? null : filter.actor}
        getOptionLabel={(actor) => sayActor(actor, translate)}
        onChange={(_event, actor) => onChange({ ...filter, actor: (actor ?? '').trim() })}
        clearText={translate('ra.action.clear_input_value')}
        renderInput={(params) => (
          <TextField {...params} label={translate('history.filter.actor')} margin="none" />
        )}
      />
      <KindsInput value={filter.kinds} onChange={(kinds) => onChange({ ...filter, kinds })} />
      <LinkTypesInput value={filter.linkTypes} onChange={(linkTypes) => onChange({ ...filter, linkTypes })} />
      <DayInputs value={filter} onChange={(days) => onChange({ ...filter, ...days })} />
      {narrowed && (
        <Button color="inherit" onClick={() => onChange(noFilter)}>
          {translate('ra.navigation.clear_filters')}
        </Button>
      )}
    </FilterForm>
  )
}
