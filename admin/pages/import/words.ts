import type { Model } from '../../../server/model/index.ts'
import type { Lang } from '../../i18n/useLang.ts'
import { sayRefused } from '../../resources/rules.ts'
import type { BothTexts, ImportProblem } from './types.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

export const titleOf = ({ vi, en }: BothTexts, lang: Lang): string => (lang === 'en' ? (en ?? vi) : vi) ?? ''

/** What is wrong, in the person's words: the service's reasons are for programmers. */
export function sayProblem(
  model: Model,
  { rule, field: path, reason }: ImportProblem,
  lang: Lang,
  translate: Translate,
): string {
  const [kind, name = ''] = path?.split('.') ?? []
  const field = model.kinds.find((one) => one.name === kind)?.fields[name]
  if (rule === 'FIELD' && field !== undefined) return sayRefused(field, lang, translate)
  // English is what the service's reasons are written in.
  return lang === 'en' ? reason : translate(`import.rule.${rule}`)
}

/** A part of a node or link as the model calls it: `title.en`, `form`, `evidence`, a link by its name. */
export function sayMeaning(
  model: Model,
  kind: string | null,
  meaning: string,
  lang: Lang,
  translate: Translate,
): string {
  if (meaning === '') return translate('import.column.none')
  if (kind === null || meaning === 'id' || meaning === 'evidence')
    return translate(`import.column.${meaning}`)
  const [name = '', language] = meaning.split('.')
  const field = model.kinds.find((one) => one.name === kind)?.fields[name]
  if (field !== undefined)
    return language === undefined
      ? field.words[lang]
      : `${field.words[lang]} (${translate(`lg.language.${language}`)})`
  const relation = model.relations(kind).find((one) => one.name === name)
  return relation === undefined ? meaning : translate('import.column.link', { words: relation.words[lang] })
}

/** Links carry these whatever their type. */
const LINK_PARTS = ['note', 'confidence', 'status', 'evidence']

/** What was changed of a node or link, in words. */
export const sayFields = (
  model: Model,
  { subject, kind, fields }: { subject: 'NODE' | 'LINK'; kind: string; fields: readonly string[] },
  lang: Lang,
  translate: Translate,
): string =>
  fields
    .map((name) =>
      subject === 'LINK' && LINK_PARTS.includes(name)
        ? translate(`import.column.${name}`)
        : sayMeaning(model, kind, name, lang, translate),
    )
    .join(', ')
