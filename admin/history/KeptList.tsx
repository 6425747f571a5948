import { Box, Typography } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useModel } from '../data/ModelContext.tsx'
import { useLang } from '../i18n/useLang.ts'
import type { Kept } from './types.ts'
import { sayPart, saySubject } from './words.ts'

/** The most entries that a person reads through. */
const SHOWN = 50

/** What an undo leaves as it is, and why. */
export function KeptList({ kept }: { kept: readonly Kept[] }) {
  const model = useModel()
  const lang = useLang()
  const translate = useTranslate()
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5, overflowWrap: 'anywhere' }}>
      {kept.slice(0, SHOWN).map((one, index) => {
        const part = sayPart(model, one, lang, translate)
        return (
          <Typography component="li" variant="body2" key={index} sx={{ my: 0.5 }}>
            {saySubject(model, one, lang, translate)} “{one.title ?? one.targetId}”
            {part !== '' && ` (${part})`}: {translate(`history.kept.${one.reason}`)}
          </Typography>
        )
      })}
      {kept.length > SHOWN && (
        <Typography component="li" variant="body2">
          {translate('history.andOthers', { smart_count: kept.length - SHOWN })}
        </Typography>
      )}
    </Box>
  )
}
