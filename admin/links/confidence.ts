import type { Lang } from '../i18n/useLang.ts'

/** A confidence from 0 to 1 as a person reads it: "80 %". */
export const percent = (confidence: number, lang: Lang): string =>
  new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: 0 }).format(confidence)
