import type { ReactNode } from 'react'
import { Layout } from 'react-admin'
import { ReadersOnly } from '../access/Guarded.tsx'
import { AppHeader } from './AppHeader.tsx'
import { AppMenu } from './AppMenu.tsx'

/** React-admin's frame with our bar and our menu, for those who may read. */
export function AppLayout({ children }: { children: ReactNode }) {
  return (
    <ReadersOnly>
      <Layout appBar={AppHeader} menu={AppMenu}>
        {children}
      </Layout>
    </ReadersOnly>
  )
}
