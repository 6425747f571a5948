import { AppBar, LoadingIndicator, ToggleThemeButton } from 'react-admin'
import { AccountMenu } from '../access/AccountMenu.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

// A title that is too long ends in dots only where it is text of the bar's own line, which react-admin's box is not.
const ending = { '& #react-admin-title *': { display: 'inline' } }

/** The bar above: the page's title, the switches of language and of light and dark, and who one is. */
export function AppHeader() {
  return (
    <AppBar
      userMenu={<AccountMenu />}
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
