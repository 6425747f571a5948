import { StartError } from '../start-error.ts'
import type { Store } from '../store/store.ts'
import { RESTORING } from './labels.ts'

/** Whether a restoring was begun and has not come to its end. */
export async function isBeingRestored(store: Store): Promise<boolean> {
  const [found] = await store.read({
    text: `RETURN EXISTS { MATCH (:${RESTORING}) } AS value`,
    parameters: {},
  })
  return found === true
}

/** @throws StartError for a graph of which only a part was restored: nobody may work with that. */
export async function refuseHalfRestored(store: Store): Promise<void> {
  if (await isBeingRestored(store))
    throw new StartError(
      'A restoring of this graph did not come to its end, or is still under way: run npm run restore -- FILE again.',
    )
}
