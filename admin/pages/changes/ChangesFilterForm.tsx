import { Autocomplete, Box, Button, TextField } from '@mui/material'
import { useEffect, useState } from 'react'
import { useTranslate } from 'react-admin'
import { knownActors, sayActor } from '../../history/words.ts'
import { MAX_TEXT, noFilter, writeFilter } from './filters.ts'
import type { LogFilter } from './filters.ts'
import { KindsInput } from './KindsInput.tsx'
import { LinkTypesInput } from './LinkTypesInput.tsx'

const PAUSE_MS = 400

interface ChangesFilterFormProps {
  readonly filter: LogFilter
  readonly onChange: (filter: LogFilter) => void
}

/** Narrows the change log: by who, by what kind of thing or link, by day, and by words of the reason or of what was changed. */
export function ChangesFilterForm({ filter, onChange }: ChangesFilterFormProps) {
  const translate = useTranslate()
  const narrowed = writeFilter(filter).toString() !== ''
  return (
    <Box
      component="search"
      aria-label={translate('history.filter.title')}
      sx={{
        display: 'grid',
        gap: 1.5,
        alignItems: 'start',
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          sm: 'repeat(2, minmax(0, 1fr))',
          lg: 'repeat(4, minmax(0, 1fr))',
        },
      }}
    >
      <Typed
        label={translate('history.filter.text')}
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
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          type="date"
          size="small"
          margin="none"
          label={translate(`history.filter.${end}`)}
          value={filter[end]}
          onChange={({ target }) => onChange({ ...filter, [end]: target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      ))}
      {narrowed && (
        <Button color="inherit" onClick={() => onChange(noFilter)}>
          {translate('ra.navigation.clear_filters')}
        </Button>
      )}
    </Box>
  )
}

interface TypedProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Words that count once the typing rests, so that not every letter asks the service. */
function Typed({ label, value, onChange }: TypedProps) {
  const [typed, setTyped] = useState(value)
  // The address has changed by other hands, such as the browser's Back.
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    if (typed.trim() !== value) setTyped(value)
  }
  useEffect(() => {
    const text = typed.trim()
    if (text === value) return
    const timer = setTimeout(() => onChange(text), PAUSE_MS)
    return () => clearTimeout(timer)
    // Only what is typed begins the pause anew, not how the caller would be told.
  }, [typed, value])
  return (
    <TextField
      type="search"
      size="small"
      margin="none"
      label={label}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      slotProps={{ htmlInput: { maxLength: MAX_TEXT } }}
    />
  )
}
