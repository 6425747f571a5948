import { createPeople } from '../access/people.ts'
import { command } from '../access/principal.ts'
import { commandVisit } from '../access/visit.ts'
import type { FirstAdministrator } from '../config.ts'
import { ClientError } from '../errors.ts'
import { StartError } from '../start-error.ts'
import type { Store } from '../store/store.ts'
import { madeUpPassword } from './made-up-password.ts'

/** Whoever nobody has named. */
const MADE_UP: FirstAdministrator = { email: 'admin@localhost', password: undefined }

/**
 * Makes an administrator where there is none, and tells the person at the terminal: the one place where a password is
 * ever printed, and only one that was made up.
 * @throws StartError when the one that was asked for cannot be made.
 */
export async function ensureAdministrator(
  store: Store,
  { email, password }: FirstAdministrator = MADE_UP,
  say: (line: string) => void,
): Promise<void> {
  const people = createPeople(store, () => undefined)
  if (await people.hasAdministrator()) return
  const chosen = password ?? madeUpPassword()
  const name = email.slice(0, Math.max(1, email.indexOf('@')))
  const asking = { principal: command('first start'), visit: commandVisit }
  try {
    await people.create(asking, { email, name, role: 'ADMIN', password: chosen })
  } catch (error) {
    // Another instance that starts at the same time was faster.
    if (await people.hasAdministrator()) return
    if (error instanceof ClientError) throw new StartError(`ADMIN_EMAIL: ${error.message}.`)
    throw error
  }
  say(`There was no administrator yet: sign in as ${email}`)
  if (password === undefined) say(`  with the password ${chosen} (shown this once; change it then)`)
}
