import { AppBar, LoadingIndicator, ToggleThemeButton } from 'react-admin'
import { LanguageSwitch } from './LanguageSwitch.tsx'

// A title that is too long ends in dots only where it is text of the bar's own line, which react-admin's box is not.
const ending = { '& #react-admin-title *': { display: 'inline' } }

/** The bar above: the page's title, and the switches of language and of light and dark. */
export function AppHeader() {
  return (
    <AppBar
      userMenu={false}
      sx={ending}
      toolbar={
        <>
          <LanguageSwitch />
          <ToggleThemeButton />
          <LoadingIndicator />
        </>
      }
    />
  )
}
