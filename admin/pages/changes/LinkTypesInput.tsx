import { useTranslate } from 'react-admin'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { SomeInput } from '../../layout/SomeInput.tsx'

interface LinkTypesInputProps {
  /** As `LinkType` names them. */
  readonly value: readonly string[]
  readonly onChange: (types: readonly string[]) => void
}

/** Some of the model's types of links; none means all of them. */
export function LinkTypesInput({ value, onChange }: LinkTypesInputProps) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  const wordsOf = (value: string) =>
    model.links.filter(({ type }) => type === value).map(({ words }) => words[lang])
  return (
    <SomeInput
      label={translate('history.filter.linkTypes')}
      options={model.linkTypes}
      value={value}
      say={(value) => [...new Set(wordsOf(value))].join(', ')}
      onChange={onChange}
    />
  )
}
