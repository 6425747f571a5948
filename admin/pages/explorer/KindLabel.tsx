import { Box, useTheme } from '@mui/material'
import { useModel } from '../../data/ModelContext.tsx'
import { useLang } from '../../i18n/useLang.ts'
import { kindColour } from './colours.ts'

/** The colour of a kind's nodes; always beside the kind's words. */
export function KindDot({ kind }: { kind: string }) {
  const model = useModel()
  const { palette } = useTheme()
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        display: 'inline-block',
        flex: 'none',
        width: 12,
        height: 12,
        borderRadius: '50%',
        bgcolor: kindColour(model, kind, palette.mode),
      }}
    />
  )
}

/** A kind by its colour and its words. */
export function KindLabel({ kind }: { kind: string }) {
  const model = useModel()
  const lang = useLang()
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, color: 'text.secondary' }}
    >
      <KindDot kind={kind} />
      {model.kind(kind).words[lang]}
    </Box>
  )
}
