import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { requestOnce } from '../data/graphql.ts'
import { useModel } from '../data/ModelContext.tsx'
import { signedOut } from '../data/signed-out.ts'
import { signInDocument, signOutDocument, signOutEverywhereDocument, viewerDocument } from './documents.ts'
import type { Viewer } from './documents.ts'
import { mayOf } from './may.ts'
import type { May } from './may.ts'
import { SignInAgain } from './SignInAgain.tsx'
import { ViewerFailed, ViewerReading } from './ViewerUnknown.tsx'

interface Known {
  readonly viewer: Viewer
  readonly may: May
  /** @throws ApiError UNAUTHENTICATED when the e-mail or the password is wrong, RATE_LIMITED after too many tries. */
  readonly signIn: (email: string, password: string) => Promise<void>
  /** Ends the session of this tab, or all that the person has. */
  readonly signOut: (where: 'here' | 'everywhere') => Promise<void>
  /** Takes somebody for who they are by now. */
  readonly changed: (viewer: Viewer) => void
}

const ViewerContext = createContext<Known | undefined>(undefined)

type State =
  | { readonly is: 'reading' }
  | { readonly is: 'failed'; readonly error: unknown }
  | { readonly is: 'known'; readonly viewer: Viewer }

const askWho = async (): Promise<Viewer> => (await requestOnce(viewerDocument, {})).viewer

/** Finds who uses this tab before anything else is shown, and has them sign in again in place when their session ends. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const model = useModel()
  const [state, setState] = useState<State>({ is: 'reading' })
  const [hasEnded, setHasEnded] = useState(false)
  const isSignedIn = useRef(false)
  const changed = useCallback((viewer: Viewer) => {
    isSignedIn.current = viewer.person !== null
    setState({ is: 'known', viewer })
  }, [])
  const read = useCallback(async () => changed(await askWho()), [changed])
  const begin = useCallback(() => {
    setState({ is: 'reading' })
    read().catch((error: unknown) => setState({ is: 'failed', error }))
  }, [read])
  useEffect(begin, [begin])
  useEffect(
    () =>
      signedOut.askBy(() => {
        if (isSignedIn.current) setHasEnded(true)
        return isSignedIn.current
      }),
    [],
  )
  // Another tab may have signed out, or in again.
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState === 'hidden' || !isSignedIn.current) return
      const viewer = await askWho()
      if (viewer.person === null) {
        setHasEnded(true)
        return
      }
      changed(viewer)
      setHasEnded(false)
      signedOut.settle(true)
    }
    const onVisible = () => {
      // Whoever cannot be reached now is asked again by whatever the person does next.
      look().catch(() => undefined)
    }
    document.addEventListener('visibilitychange', onVisible)
    return () => document.removeEventListener('visibilitychange', onVisible)
  }, [changed])

  const role = state.is === 'known' ? state.viewer.role : 'NONE'
  const may = useMemo(() => mayOf(model, role), [model, role])
  const known = useMemo(
    () =>
      state.is === 'known'
        ? {
            viewer: state.viewer,
            may,
            signIn: async (email: string, password: string) => {
              const { viewer } = await requestOnce(signInDocument, { email, password })
              changed(viewer)
              setHasEnded(false)
              signedOut.settle(true)
            },
            signOut: async (where: 'here' | 'everywhere') => {
              // Whatever is refused from here on is no session that has ended unexpectedly.
              isSignedIn.current = false
              try {
                await requestOnce(where === 'here' ? signOutDocument : signOutEverywhereDocument, {})
              } catch (error) {
                isSignedIn.current = true
                throw error
              }
              await read()
            },
            changed,
          }
        : undefined,
    [state, may, changed, read],
  )
  const giveUp = async () => {
    await read()
    setHasEnded(false)
    signedOut.settle(false)
  }
  if (state.is === 'failed') return <ViewerFailed error={state.error} retry={begin} />
  if (known === undefined) return <ViewerReading />
  return (
    <ViewerContext value={known}>
      {children}
      {hasEnded && <SignInAgain onGiveUp={giveUp} />}
    </ViewerContext>
  )
}

/**
 * Who uses this tab, and how that changes.
 * @throws Error outside of a ViewerProvider.
 */
export function useViewer(): Known {
  const known = useContext(ViewerContext)
  if (known === undefined) throw new Error('useViewer is called outside of a ViewerProvider')
  return known
}

/** What whoever uses this tab may do: the one place that decides what is offered. */
export const useMay = (): May => useViewer().may
