import {
  BooleanInput,
  DateInput,
  DateTimeInput,
  NumberInput,
  SelectInput,
  TextInput,
  maxLength,
  maxValue,
  minValue,
  required,
  useTranslate,
} from 'react-admin'
import type { Validator } from 'react-admin'
import type { Field } from '../../server/model/index.ts'
import { useLang } from '../i18n/useLang.ts'
import { isDerived } from './columns.ts'
import { DerivedInput } from './DerivedInput.tsx'
import { LocalizedInput } from './LocalizedInput.tsx'
import { NodePicker } from './NodePicker.tsx'
import { sayRule } from './rules.ts'

/** The input for a field, by its type. */
export function FieldInput({ name, field }: { name: string; field: Field }) {
  const lang = useLang()
  const translate = useTranslate()
  const label = field.words[lang]
  const needed: Validator[] = field.required ? [required()] : []
  const helperText = sayRule(field, lang, translate) || false
  if (isDerived(field)) return <DerivedInput name={name} field={field} />
  switch (field.type) {
    case 'localized':
      return <LocalizedInput name={name} field={field} />
    case 'text':
      return (
        <TextInput
          source={name}
          label={label}
          multiline={field.multiline}
          {...(field.multiline && { minRows: 4, maxRows: 20, sx: { gridColumn: '1 / -1' } })}
          validate={[...needed, maxLength(field.max)]}
          helperText={helperText}
        />
      )
    case 'integer':
    case 'decimal':
      return (
        <NumberInput
          source={name}
          label={label}
          step={field.type === 'integer' ? 1 : 'any'}
          validate={[
            ...needed,
            minValue(field.min),
            maxValue(field.max),
            ...(field.type === 'integer' ? [wholeNumber] : []),
          ]}
          helperText={helperText}
        />
      )
    case 'boolean':
      return <BooleanInput source={name} label={label} validate={needed} helperText={false} />
    case 'date':
      return <DateInput source={name} label={label} validate={needed} helperText={false} />
    case 'dateTime':
      return <DateTimeInput source={name} label={label} validate={needed} helperText={false} />
    case 'oneOf':
      return (
        <SelectInput
          source={name}
          label={label}
          choices={Object.entries(field.values).map(([id, words]) => ({ id, name: words[lang] }))}
          translateChoice={false}
          validate={needed}
          helperText={false}
        />
      )
    case 'reference':
      return (
        <NodePicker
          source={name}
          to={field.to}
          label={label}
          required={field.required}
          validate={required()}
        />
      )
  }
}

const wholeNumber = (value: unknown) =>
  value === null || value === undefined || Number.isInteger(value) ? undefined : 'lg.rule.wholeNumber'
