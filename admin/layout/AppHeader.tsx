import { AppBar, LoadingIndicator, ToggleThemeButton } from 'react-admin'
import { LanguageSwitch } from './LanguageSwitch.tsx'

/** The bar above: the page's title, and the switches of language and of light and dark. */
export function AppHeader() {
  return (
    <AppBar
      userMenu={false}
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
