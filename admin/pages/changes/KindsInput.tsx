import { useTranslate } from 'react-admin'
import { upperSnake } from '../../../server/model/index.ts'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { SomeInput } from '../../layout/SomeInput.tsx'

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
  return (
    <SomeInput
      label={translate('history.filter.kinds')}
      options={model.kinds.map(({ name }) => upperSnake(name))}
      value={value}
      say={(value) => model.kinds.find(({ name }) => upperSnake(name) === value)?.words[lang] ?? value}
      onChange={onChange}
    />
  )
}
