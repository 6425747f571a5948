import TranslateIcon from '@mui/icons-material/Translate'
import { Box, Button } from '@mui/material'
import { useEffect } from 'react'
import { useSetLocale } from 'react-admin'
import { useLang } from '../i18n/useLang.ts'

const names = { vi: 'Tiếng Việt', en: 'English' } as const

/** Switches to the other of the two languages, by that language's own name; a phone has room for its code alone. */
export function LanguageSwitch() {
  const lang = useLang()
  const setLocale = useSetLocale()
  const other = lang === 'vi' ? 'en' : 'vi'
  // Screen readers pronounce the page by it.
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  return (
    <Button
      color="inherit"
      lang={other}
      aria-label={names[other]}
      startIcon={<TranslateIcon />}
      onClick={() => setLocale(other)}
    >
      <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
        {names[other]}
      </Box>
      <Box component="span" sx={{ display: { xs: 'inline', sm: 'none' } }}>
        {other.toUpperCase()}
      </Box>
    </Button>
  )
}
