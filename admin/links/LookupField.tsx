import { Autocomplete, Box, TextField, Typography } from '@mui/material'
import { useState } from 'react'
import { useTranslate } from 'react-admin'
import { useLookup } from './useLookup.ts'

interface LookupFieldProps<T extends { readonly id: string }> {
  readonly label: string
  readonly value: T | null
  readonly onChange: (value: T | null) => void
  /** What to look up; null while it is not known where. */
  readonly look: ((typed: string, signal: AbortSignal) => Promise<readonly T[]>) | null
  readonly labelOf: (option: T) => string
  readonly detailOf?: (option: T) => string
  /** A sentence that stands below, in red when `wrong`. */
  readonly help?: string | undefined
  readonly wrong?: boolean
  /** What to say when nothing fits. */
  readonly none: string
  readonly autoFocus?: boolean
}

/** One of many, picked by typing; the service finds it, so that nothing here depends on how many there are. */
export function LookupField<T extends { readonly id: string }>(props: LookupFieldProps<T>) {
  const {
    label,
    value,
    onChange,
    look,
    labelOf,
    detailOf,
    help,
    wrong = false,
    none,
    autoFocus = false,
  } = props
  const translate = useTranslate()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const { state, found } = useLookup(typed, open ? look : null)
  const options = value === null || found.some(({ id }) => id === value.id) ? found : [...found, value]
  return (
    <Autocomplete
      fullWidth
      options={options}
      // The value is among the options for Autocomplete's sake, and is offered only when it was found.
      filterOptions={() => [...found]}
      value={value}
      onChange={(_event, chosen) => onChange(chosen)}
      onInputChange={(_event, text, reason) => setTyped(reason === 'input' ? text : '')}
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      disabled={look === null}
      autoHighlight
      getOptionLabel={labelOf}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(one, other) => one.id === other.id}
      loading={state === 'waiting'}
      loadingText={translate('links.dialog.searching')}
      noOptionsText={state === 'failed' ? translate('evidence.searchFailed') : none}
      clearText={translate('ra.action.clear_input_value')}
      openText={translate('ra.action.open')}
      closeText={translate('ra.action.close')}
      renderOption={({ key, ...optionProps }, option) => (
        <Box component="li" key={key} {...optionProps}>
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="body2">{labelOf(option)}</Typography>
            {detailOf !== undefined && (
              <Typography variant="caption" color="textSecondary" noWrap component="p">
                {detailOf(option)}
              </Typography>
            )}
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          helperText={help}
          error={wrong}
          autoFocus={autoFocus}
          margin="none"
          size="small"
        />
      )}
    />
  )
}
