import { NumberInput, TextInput, useTranslate } from 'react-admin'
import { useWatch } from 'react-hook-form'
import type { Field } from '../../server/model/index.ts'
import { useLang } from '../i18n/useLang.ts'

/** A digest or a length: worked out from the text where there is one, typed where the text is not kept. */
export function DerivedInput({ name, field }: { name: string; field: Field }) {
  const lang = useLang()
  const translate = useTranslate()
  const of = field.type === 'text' ? field.digestOf : field.type === 'integer' ? field.lengthOf : undefined
  const text: unknown = useWatch({ name: of ?? name })
  const worked = of !== undefined && typeof text === 'string' && text.trim() !== ''
  const Input = field.type === 'integer' ? NumberInput : TextInput
  return (
    <Input
      source={name}
      label={field.words[lang]}
      readOnly={worked}
      helperText={translate(worked ? 'lg.form.worked' : 'lg.form.typed')}
      validate={(value: unknown) =>
        worked || (value !== null && value !== undefined && value !== '')
          ? undefined
          : 'ra.validation.required'
      }
    />
  )
}
