import type { ReactNode } from 'react'
import { Layout } from 'react-admin'
import { AppHeader } from './AppHeader.tsx'
import { AppMenu } from './AppMenu.tsx'

/** React-admin's frame with our bar and our menu. */
export function AppLayout({ children }: { children: ReactNode }) {
  return (
    <Layout appBar={AppHeader} menu={AppMenu}>
      {children}
    </Layout>
  )
}
