import type { ReactNode } from 'react'
import { Layout } from 'react-admin'
import { AppMenu } from './AppMenu.tsx'

/** React-admin's frame with our menu; the bar above has the language and light/dark switches. */
export function AppLayout({ children }: { children: ReactNode }) {
  return <Layout menu={AppMenu}>{children}</Layout>
}
