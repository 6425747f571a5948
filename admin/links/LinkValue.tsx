import { Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useLang } from '../i18n/useLang.ts'
import { percent } from './confidence.ts'
import type { LinkValues } from './draft.ts'

interface LinkValueProps {
  readonly name: Exclude<keyof LinkValues, 'evidence'>
  readonly values: LinkValues
}

/** One property of a link as a person reads it. */
export function LinkValue({ name, values }: LinkValueProps) {
  const translate = useTranslate()
  const lang = useLang()
  const said = () => {
    switch (name) {
      case 'status':
        return translate(`links.statuses.${values.status}`)
      case 'confidence':
        return values.confidence === null
          ? translate('links.unknown')
          : percent(values.confidence / 100, lang)
      case 'note':
        return values.note === '' ? translate('links.nothing') : values.note
    }
  }
  return (
    <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {said()}
    </Typography>
  )
}
