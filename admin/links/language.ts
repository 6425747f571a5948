import { useLang } from '../i18n/useLang.ts'
import type { ApiLang } from '../evidence/documents.ts'

/** The language of the screens as the API names it. */
export const useApiLang = (): ApiLang => (useLang() === 'en' ? 'EN' : 'VI')
