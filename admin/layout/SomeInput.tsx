import { Autocomplete, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'

interface SomeInputProps<Option extends string> {
  readonly label: string
  readonly options: readonly Option[]
  readonly value: readonly Option[]
  readonly say: (option: Option) => string
  readonly onChange: (value: readonly Option[]) => void
}

/** Some of a few options; none means all of them. */
export function SomeInput<Option extends string>({
  label,
  options,
  value,
  say,
  onChange,
}: SomeInputProps<Option>) {
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
