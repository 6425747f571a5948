import type { Field } from '../../server/model/index.ts'
import type { Lang } from '../i18n/useLang.ts'
import { isLocalized, textOf } from './records.ts'

const locales = { vi: 'vi-VN', en: 'en-GB' } as const

/** `11/10/2020` in Vietnamese, `11 Oct 2020` in English. */
export const sayDay = (day: string, lang: Lang): string =>
  new Date(`${day}T00:00:00`).toLocaleDateString(
    locales[lang],
    lang === 'vi'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  )

export const sayInstant = (instant: string, lang: Lang): string =>
  new Date(instant).toLocaleString(
    locales[lang],
    lang === 'vi'
      ? { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }
      : { dateStyle: 'medium', timeStyle: 'short' },
  )

export const sayNumber = (number: number, lang: Lang): string => number.toLocaleString(locales[lang])

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** `3 phút trước`: how long ago an instant was. */
export function sayAgo(instant: string, lang: Lang, now: number): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000)
  const format = new Intl.RelativeTimeFormat(locales[lang], { numeric: 'auto' })
  for (const [unit, size] of units)
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  return format.format(0, 'second')
}

/** A field's value as a person reads it; years and numbers of things are not grouped by thousands. */
export function sayValue(field: Field, value: unknown, lang: Lang, yesNo: readonly [string, string]): string {
  if (value === null || value === undefined) return ''
  switch (field.type) {
    case 'localized':
      return isLocalized(value) ? (value[lang] ?? value.vi ?? '') : ''
    case 'oneOf':
      return field.values[textOf(value)]?.[lang] ?? ''
    case 'date':
      return sayDay(textOf(value), lang)
    case 'dateTime':
      return sayInstant(textOf(value), lang)
    case 'decimal':
      return typeof value === 'number' ? sayNumber(value, lang) : ''
    case 'boolean':
      return value === true ? yesNo[0] : yesNo[1]
    case 'text':
    case 'integer':
    case 'reference':
      return textOf(value)
  }
}
