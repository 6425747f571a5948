import { defaultDarkTheme, defaultLightTheme } from 'react-admin'
import type { RaThemeOptions } from 'react-admin'

// Fonts of the system: every one of them sets Vietnamese with its marks, and none is fetched from elsewhere.
const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", sans-serif'

const typography: NonNullable<RaThemeOptions['typography']> = {
  fontFamily,
  // Stacked marks (ế, ộ, Ẵ) need more room between lines than English does.
  body1: { lineHeight: 1.6 },
  body2: { lineHeight: 1.6 },
  h4: { fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.4 },
  h5: { fontSize: '1.35rem', fontWeight: 600, lineHeight: 1.4 },
  h6: { fontSize: '1.1rem', fontWeight: 600, lineHeight: 1.45 },
  button: { textTransform: 'none', fontWeight: 600 },
}

const focus = { outline: '2px solid currentColor', outlineOffset: '2px' }

type Components = NonNullable<RaThemeOptions['components']>

const withOurs = (base: Components | undefined): Components => ({
  ...base,
  MuiButtonBase: { styleOverrides: { root: { '&.Mui-focusVisible': focus } } },
  MuiTableCell: {
    styleOverrides: {
      head: { fontWeight: 600, whiteSpace: 'nowrap' },
      root: { verticalAlign: 'top', '&.MuiTableCell-paddingCheckbox': { padding: '0 8px' } },
    },
  },
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCssBaseline: {
    styleOverrides: { 'a:focus-visible': focus, body: { overflowWrap: 'break-word' } },
  },
})

export const lightTheme: RaThemeOptions = {
  sidebar: { width: 250, closedWidth: 56 },
  shape: { borderRadius: 8 },
  typography,
  palette: {
    mode: 'light',
    background: { default: '#f5f6f8', paper: '#ffffff' },
    primary: { main: '#12506b' },
    secondary: { main: '#12506b', contrastText: '#ffffff' },
    text: { primary: '#1b2630', secondary: '#52606d' },
  },
  components: withOurs(defaultLightTheme.components),
}

export const darkTheme: RaThemeOptions = {
  sidebar: { width: 250, closedWidth: 56 },
  shape: { borderRadius: 8 },
  typography,
  palette: {
    mode: 'dark',
    background: { default: '#12181e', paper: '#1a222a' },
    primary: { main: '#8ecae6' },
    secondary: { main: '#1f2d38', contrastText: '#e8eef3' },
    text: { primary: '#e8eef3', secondary: '#a9b6c2' },
  },
  components: withOurs(defaultDarkTheme.components),
}
