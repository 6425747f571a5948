import { AutocompleteInput, ReferenceInput } from 'react-admin'
import type { Validator } from 'react-admin'
import { useModel } from '../data/ModelContext.tsx'
import { titleOf } from '../data/records.ts'
import type { NodeRecord } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'

interface NodePickerProps {
  readonly source: string
  /** The kind's name. */
  readonly to: string
  readonly label: string
  readonly required?: boolean
  readonly validate?: Validator
}

/** Picks a node of a kind by typing its words, with or without accents. */
export function NodePicker({ source, to, label, required = false, validate }: NodePickerProps) {
  const kind = useModel().kind(to)
  const lang = useLang()
  const { titledBy } = kind
  return (
    <ReferenceInput
      source={source}
      reference={kind.plural}
      sort={{ field: 'field' in titledBy ? titledBy.field : titledBy.number, order: 'ASC' }}
      perPage={25}
      queryOptions={{ meta: { search: true } }}
    >
      <AutocompleteInput
        label={label}
        isRequired={required}
        {...(validate && { validate })}
        optionText={(record: NodeRecord | undefined) => (record ? titleOf(kind, record, lang) : '')}
        filterToQuery={(q: string) => ({ q })}
        helperText={false}
        sx={{ minWidth: { sm: 300 } }}
      />
    </ReferenceInput>
  )
}
