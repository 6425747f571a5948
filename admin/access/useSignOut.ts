import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router-dom'
import { useViewer } from './ViewerContext.tsx'

/**
 * Ends the session of this tab, or all that the person has, and shows what is left for one who has not signed in. What
 * was read before is forgotten, since others may use this browser; language and colours stay.
 */
export function useSignOut(where: 'here' | 'everywhere' = 'here'): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { signOut } = useViewer()
  return async () => {
    await signOut(where)
    queries.clear()
    await navigate('/')
  }
}
