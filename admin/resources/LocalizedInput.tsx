import { Box } from '@mui/material'
import { TextInput, maxLength, useTranslate } from 'react-admin'
import type { LocalizedField } from '../../server/model/index.ts'
import type { LocalizedValue } from '../data/records.ts'
import { useLang } from '../i18n/useLang.ts'
import type { Lang } from '../i18n/useLang.ts'
import { localizedProblem, sayRule } from './rules.ts'

const languages: readonly Lang[] = ['vi', 'en']

/** A text in both languages, side by side: Vietnamese first, which stands in wherever English is missing. */
export function LocalizedInput({ name, field }: { name: string; field: LocalizedField }) {
  const lang = useLang()
  const translate = useTranslate()
  const rule = sayRule(field, lang, translate)
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
        columnGap: 2,
        gridColumn: '1 / -1',
      }}
    >
      {languages.map((one) => (
        <TextInput
          key={one}
          source={`${name}.${one}`}
          label={`${field.words[lang]} (${translate(`lg.language.${one}`)})`}
          isRequired={field.required && one === 'vi'}
          multiline={field.multiline}
          {...(field.multiline && { minRows: 4, maxRows: 20 })}
          validate={[
            maxLength(field.max),
            (_: unknown, values: Record<string, LocalizedValue | null | undefined>) =>
              localizedProblem(field, one, values[name]),
          ]}
          helperText={one === 'en' ? `${rule}. ${translate('lg.language.fallback')}` : rule}
          slotProps={{ htmlInput: { lang: one } }}
        />
      ))}
    </Box>
  )
}
