import { Autocomplete, TextField } from '@mui/material'
import { useTranslate } from 'react-admin'
import { upperSnake } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'

interface KindsInputProps {
  /** As `EntityKind` names them. */
  readonly value: readonly string[]
  readonly onChange: (kinds: readonly string[]) => void
}

/** Some of the model's kinds; none means all of them. */
export function KindsInput({ value, onChange }: KindsInputProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const wordsOf = (value: string) =>
    model.kinds.find(({ name }) => upperSnake(name) === value)?.words[lang] ?? value
  return (
    <Autocomplete
      multiple
      size="small"
      options={model.kinds.map(({ name }) => upperSnake(name))}
      value={[...value]}
      getOptionLabel={wordsOf}
      onChange={(_event, kinds) => onChange(kinds)}
      disableCloseOnSelect
      noOptionsText={translate('ra.navigation.no_results', { name: translate('history.filter.kinds') })}
      clearText={translate('ra.action.clear_input_value')}
      openText={translate('ra.action.open')}
      closeText={translate('ra.action.close')}
      renderInput={(params) => (
        <TextField {...params} label={translate('history.filter.kinds')} margin="none" />
      )}
    />
  )
}
