import { useTranslate } from 'react-admin'
import type { Field } from '../../server/model/index.ts'
import { useLang } from '../i18n/useLang.ts'
import type { Lang } from '../i18n/useLang.ts'

interface Labelled {
  /** Undefined for the evidence, which every kind has. */
  readonly field: Field | undefined
  readonly lang: Lang | undefined
}

/** What a piece of a node is called: its field's words, and the language where it has two. */
export function usePieceLabel(): (piece: Labelled) => string {
  const lang = useLang()
  const translate = useTranslate()
  return ({ field, lang: language }) =>
    (field?.words[lang] ?? translate('lg.form.evidence')) +
    (language === undefined ? '' : ` (${translate(`lg.language.${language}`)})`)
}
