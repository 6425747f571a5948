import polyglotI18nProvider from 'ra-i18n-polyglot'
import englishMessages from 'ra-language-english'
import type { I18nProvider, TranslationMessages } from 'react-admin'
import type { Model } from '../../server/model/index.ts'
import { accessEn } from './access.en.ts'
import { accessVi } from './access.vi.ts'
import { en } from './en.ts'
import { explorerEn } from './explorer.en.ts'
import { explorerVi } from './explorer.vi.ts'
import { historyEn } from './history.en.ts'
import { historyVi } from './history.vi.ts'
import { importEn } from './import.en.ts'
import { importVi } from './import.vi.ts'
import { linksEn } from './links.en.ts'
import { linksVi } from './links.vi.ts'
import { liveEn } from './live.en.ts'
import { liveVi } from './live.vi.ts'
import { modelMessages } from './model-messages.ts'
import { reactAdminVi } from './react-admin.vi.ts'
import { langOf } from './useLang.ts'
import { vi } from './vi.ts'

/** Every message that is written down in each language; the model's words come beside them. */
export const written = {
  vi: {
    ...reactAdminVi,
    ...vi,
    ...accessVi,
    ...explorerVi,
    ...historyVi,
    ...importVi,
    ...linksVi,
    ...liveVi,
  },
  en: {
    ...englishMessages,
    ...en,
    ...accessEn,
    ...explorerEn,
    ...historyEn,
    ...importEn,
    ...linksEn,
    ...liveEn,
  },
}

/** Vietnamese first; the choice is kept by react-admin's store. */
export function createI18nProvider(model: Model): I18nProvider {
  const messages = (locale: string): TranslationMessages => {
    const lang = langOf(locale)
    return { ...written[lang], ...modelMessages(model, lang) }
  }
  return polyglotI18nProvider(
    messages,
    'vi',
    [
      { locale: 'vi', name: 'Tiếng Việt' },
      { locale: 'en', name: 'English' },
    ],
    { onMissingKey: sentenceOrWarning },
  )
}

/** React-admin translates whatever it shows: a sentence that is one already passes, a key without a message is a mistake. */
function sentenceOrWarning(key: string): string {
  if (/^\w+(\.\w+)+$/.test(key)) console.error(`No message is called ${key}`)
  return key
}
