import { parseArgs } from 'node:util'
import { createPeople } from '../access/people.ts'
import { isEmail, normalEmail } from '../access/person-text.ts'
import { command } from '../access/principal.ts'
import { commandVisit } from '../access/visit.ts'
import { refuseHalfRestored } from '../backup/mark.ts'
import { ClientError } from '../errors.ts'
import { StartError } from '../start-error.ts'
import type { Store } from '../store/store.ts'
import { readArguments, wrong } from './arguments.ts'
import { joinDatabase, onStore } from './database.ts'
import { madeUpPassword } from './made-up-password.ts'
import type { Surroundings } from './serve.ts'
import { stopSignals } from './stop-signals.ts'

/** What `password` was asked to do. */
export interface PasswordArguments {
  /** Whose. */
  readonly email: string
  /** Whether they are to be an administrator, where there is none. */
  readonly administrator: boolean
}

/** @throws StartError with what is wrong, and the usage. */
export function passwordArguments(args: readonly string[]): PasswordArguments {
  return readArguments(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { administrator: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [given = '', ...others] = positionals
    const email = normalEmail(given)
    if (!isEmail(email) || others.length > 0) throw wrong('Name one person by the e-mail.')
    return { email, administrator: values.administrator }
  })
}

/**
 * Gives somebody a new password, also while the service runs, for when nobody is left who could do so in the admin: whoever
 * reaches the database may do anything to it anyway.
 * @throws StartError when it cannot be done; nothing is changed then.
 */
export async function passwordCommand(
  { config, progress, say }: Surroundings,
  args: PasswordArguments,
): Promise<void> {
  const { signal } = stopSignals(() => undefined)
  const database = await joinDatabase(config, progress, signal)
  try {
    await onStore(database, async (store) => {
      await refuseHalfRestored(store)
      for (const line of await givePassword(store, args)) say(line)
    })
  } catch (error) {
    if (error instanceof ClientError) throw new StartError(`Nothing was changed: ${error.message}`)
    throw error
  }
}

/**
 * Gives somebody a new password.
 * @returns what is said of it, the password among it.
 * @throws StartError or ClientError when it cannot be done.
 */
export async function givePassword(
  store: Store,
  { email, administrator }: PasswordArguments,
): Promise<string[]> {
  const people = createPeople(store, () => undefined)
  const asking = { principal: command('password command'), visit: commandVisit }
  const [person, hasAdministrator] = [await people.byEmail(email), await people.hasAdministrator()]
  if (administrator && hasAdministrator)
    throw new StartError('There is an administrator, who can make others: leave --administrator out.')
  if (person === null && !administrator)
    throw new StartError(
      `There is no account of ${email}.${hasAdministrator ? '' : ' There is no administrator either: --administrator makes one of it.'}`,
    )
  const password = madeUpPassword()
  if (person === null) {
    const name = email.slice(0, email.indexOf('@'))
    await people.create(asking, { email, name, role: 'ADMIN', password })
  } else await people.update(asking, person.id, { password, ...(administrator && { role: 'ADMIN' }) })
  return [
    `The password of ${email} is now ${password} (shown this once; change it then).`,
    ...(person === null ? [] : ['All sessions of this account have ended.']),
    ...(administrator ? ['It is an administrator.'] : []),
    ...(hasAdministrator || administrator
      ? []
      : ['There is no administrator: say --administrator to make one of this account.']),
  ]
}
