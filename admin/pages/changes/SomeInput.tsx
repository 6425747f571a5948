import { Autocomplete, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'

interface SomeInputProps {
  readonly label: string
  readonly options: readonly string[]
  readonly value: readonly string[]
  readonly say: (option: string) => string
  readonly onChange: (value: readonly string[]) => void
}

/** Some of a few options; none means all of them. */
export function SomeInput({ label, options, value, say, onChange }: SomeInputProps) {
  const translate = useTranslate()
  return (
    <Autocomplete
      multiple
      size="small"
      options={options}
      value={[...value]}
      getOptionLabel={say}
      onChange={(_event, chosen) => onChange(chosen)}
      disableCloseOnSelect
      noOptionsText={translate('ra.navigation.no_results', { name: label })}
      clearText={translate('ra.action.clear_input_value')}
      openText={translate('ra.action.open')}
      closeText={translate('ra.action.close')}
      renderInput={(params) => <TextField {...params} label={label} margin="none" />}
    />
  )
}
