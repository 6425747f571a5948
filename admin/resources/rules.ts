import { lowerFirst } from '../../server/model/index.ts'
import type { Field, LocalizedField } from '../../server/model/index.ts'
import { sayNumber } from '../data/format.ts'
import type { Lang } from '../i18n/useLang.ts'

type Translate = (key: string, values?: Record<string, unknown>) => string

const INT_MIN = -2147483648
const INT_MAX = 2147483647

/** What a field accepts, in a few words; nothing where anything goes. */
export function sayRule(field: Field, lang: Lang, translate: Translate): string {
  switch (field.type) {
    case 'text':
    case 'localized':
      return translate('lg.rule.length', { max: sayNumber(field.max, lang) })
    case 'integer':
    case 'decimal': {
      const low = field.min > (field.type === 'integer' ? INT_MIN : -Number.MAX_VALUE)
      const high = field.max < (field.type === 'integer' ? INT_MAX : Number.MAX_VALUE)
      if (low && high) return translate('lg.rule.range', { min: field.min, max: field.max })
      if (low) return translate('lg.rule.least', { min: field.min })
      if (high) return translate('lg.rule.most', { max: field.max })
      return ''
    }
    case 'boolean':
    case 'date':
    case 'dateTime':
    case 'oneOf':
    case 'reference':
      return ''
  }
}

/** What a refused field should have been: the service's reasons are for programmers, the model knows the rule. */
export function sayRefused(field: Field, lang: Lang, translate: Translate): string {
  const rule = lowerFirst(sayRule(field, lang, translate))
  const plain = field.type === 'text' || field.type === 'localized'
  const expected = plain
    ? translate('lg.rule.plain', { rule })
    : rule === ''
      ? translate(`lg.rule.${field.type}`)
      : rule
  return translate(field.required ? 'lg.rule.refusedRequired' : 'lg.rule.refused', { expected })
}

/** The key of what is wrong with one language of a text; Vietnamese stands in wherever English is missing. */
export function localizedProblem(
  field: LocalizedField,
  lang: Lang,
  text: { readonly vi?: string | null; readonly en?: string | null } | null | undefined,
): 'lg.rule.vietnameseFirst' | 'ra.validation.required' | undefined {
  if (lang === 'en' || !isBlank(text?.vi)) return undefined
  if (!isBlank(text?.en)) return 'lg.rule.vietnameseFirst'
  return field.required ? 'ra.validation.required' : undefined
}

const isBlank = (text: string | null | undefined): boolean =>
  text === null || text === undefined || text.trim() === ''
