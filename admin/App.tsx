import { lazy, useMemo } from 'react'
import type { ReactNode } from 'react'
import { AdminContext, AdminUI, CustomRoutes, Resource, localStorageStore } from 'react-admin'
import { Route } from 'react-router-dom'
import type { Operation } from '../server/access/rules.ts'
import type { Model } from '../server/model/index.ts'
import { Guarded } from './access/Guarded.tsx'
import { SignInPage } from './access/SignInPage.tsx'
import { ViewerProvider } from './access/ViewerContext.tsx'
import { ModelProvider } from './data/ModelContext.tsx'
import { createDataProvider } from './data/provider.ts'
import { createI18nProvider } from './i18n/provider.ts'
import { AppLayout } from './layout/AppLayout.tsx'
import { LiveProvider } from './live/LiveProvider.tsx'
import { Merge } from './merge/Merge.tsx'
import { AccessPage } from './pages/access/AccessPage.tsx'
import { AccountPage } from './pages/account/AccountPage.tsx'
import { Changes } from './pages/changes/Changes.tsx'
import { ChangeSetPage } from './pages/changes/ChangeSetPage.tsx'
import { Compare } from './pages/compare/Compare.tsx'
import { Dashboard } from './pages/dashboard/Dashboard.tsx'
import { ImportPage } from './pages/import/ImportPage.tsx'
import { resourcesOf } from './resources/resources.ts'
import { darkTheme, lightTheme } from './theme.ts'

// Sigma and the graph's layout are heavy: only who explores waits for them.
const Explorer = lazy(() =>
  import('./pages/explorer/Explorer.tsx').then(({ Explorer }) => ({ default: Explorer })),
)

/** The whole admin, as a function of the model. */
export function App({ model }: { model: Model }) {
  const i18nProvider = useMemo(() => createI18nProvider(model), [model])
  const dataProvider = useMemo(() => createDataProvider(model, i18nProvider), [model, i18nProvider])
  const resources = useMemo(() => resourcesOf(model, i18nProvider), [model, i18nProvider])
  return (
    <ModelProvider model={model}>
      <AdminContext
        dataProvider={dataProvider}
        i18nProvider={i18nProvider}
        store={store}
        lightTheme={lightTheme}
        darkTheme={darkTheme}
      >
        <ViewerProvider>
          <LiveProvider>
            <AdminUI
              dashboard={Dashboard}
              layout={AppLayout}
              loginPage={SignInPage}
              authCallbackPage={false}
              title="Lesson Graph"
              disableTelemetry
            >
              {resources.map((resource) => (
                <Resource key={resource.name} {...resource} />
              ))}
              <CustomRoutes>
                <Route path="/explorer" element={<Explorer />} />
                <Route path="/changes" element={<Changes />} />
                <Route path="/changes/:id" element={<ChangeSetPage />} />
                <Route path="/compare" element={<Compare />} />
                <Route path="/import" element={guarded('Mutation.importGraph', <ImportPage />)} />
                <Route path="/merge/:plural" element={guarded('Mutation.merge', <Merge />)} />
                <Route path="/account" element={<AccountPage />} />
                <Route path="/access/*" element={guarded('Query.people', <AccessPage />)} />
              </CustomRoutes>
            </AdminUI>
          </LiveProvider>
        </ViewerProvider>
      </AdminContext>
    </ModelProvider>
  )
}

/** What a person chose, kept from one visit to the next; by itself react-admin's context forgets it. */
const store = localStorageStore()

const guarded = (operation: Operation, page: ReactNode) => <Guarded for={operation}>{page}</Guarded>
