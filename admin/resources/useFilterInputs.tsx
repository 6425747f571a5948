import type { ReactElement } from 'react'
import {
  BooleanInput,
  DateInput,
  NumberInput,
  SearchInput,
  SelectArrayInput,
  SelectInput,
  TextInput,
  useTranslate,
} from 'react-admin'
import { scalarsOf, upperFirst } from '../../server/model/index.ts'
import type { Kind, ScalarField } from '../../server/model/index.ts'
import { isShort } from '../data/filters.ts'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import { NodePicker } from './NodePicker.tsx'

/** What a kind's list can be narrowed by, made for its fields' types and its links; the names are those of FilterValues. */
export function useFilterInputs(kind: Kind): ReactElement[] {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()

  const range = (name: string, label: string, Input: typeof DateInput | typeof NumberInput) =>
    (['gte', 'lte'] as const).map((end) => (
      <Input
        key={`${name}.${end}`}
        source={`fields.${name}.${end}`}
        label={translate(`lg.filter.${end}`, { field: label })}
      />
    ))

  const ofField = (name: string, field: ScalarField): ReactElement[] => {
    const label = field.words[lang]
    switch (field.type) {
      case 'oneOf':
        return [
          <SelectArrayInput
            key={name}
            source={`fields.${name}.in`}
            label={label}
            choices={Object.entries(field.values).map(([id, words]) => ({ id, name: words[lang] }))}
          />,
        ]
      case 'date':
      case 'dateTime':
        return range(name, label, DateInput)
      case 'integer':
      case 'decimal':
        return range(name, label, NumberInput)
      case 'boolean':
        return [<BooleanInput key={name} source={`fields.${name}.eq`} label={label} defaultValue />]
      case 'text':
      case 'localized':
        return isShort(field)
          ? [<TextInput key={name} source={`fields.${name}.matches`} label={label} resettable />]
          : []
    }
  }

  return [
    <SearchInput
      key="q"
      source="q"
      alwaysOn
      placeholder={translate('lg.filter.search')}
      sx={{ minWidth: { sm: 400 } }}
    />,
    ...scalarsOf(kind).flatMap(([name, field]) => ofField(name, field)),
    <SelectInput
      key="evidence"
      source="evidence"
      label={translate('lg.filter.evidence')}
      choices={[
        { id: 'without', name: 'lg.filter.without' },
        { id: 'with', name: 'lg.filter.with' },
      ]}
    />,
    ...range('updatedAt', translate('lg.column.updatedAt'), DateInput),
    ...model
      .relations(kind.name)
      .map(({ name, words, to }) => (
        <NodePicker
          key={`links.${name}`}
          source={`links.${name}`}
          to={to}
          label={`${upperFirst(words[lang])}: ${model.kind(to).words[lang]}`}
        />
      )),
  ]
}
