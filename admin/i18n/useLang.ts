import { useLocale } from 'react-admin'
import type { Words } from '../../server/model/index.ts'

export type Lang = keyof Words

/** Any locale but English reads as Vietnamese, the language of the material. */
export const langOf = (locale: string): Lang => (locale === 'en' ? 'en' : 'vi')

/** The language that the screens are in now. */
export const useLang = (): Lang => langOf(useLocale())
