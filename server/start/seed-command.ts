import { parseArgs } from 'node:util'
import { refuseHalfRestored } from '../backup/mark.ts'
import { readArguments, wrong } from './arguments.ts'
import { onStore, openDatabase } from './database.ts'
import { model } from '../model/index.ts'
import { projectRoot } from '../root.ts'
import { seedCheck } from '../seed/check.ts'
import { sourceFolders } from './sources.ts'
import { seed } from './seeding.ts'
import type { Surroundings } from './serve.ts'
import { StartError } from '../start-error.ts'
import { stopSignals } from './stop-signals.ts'
import { prepare } from '../store/constraints.ts'

/** What `seed` was asked to do. */
export interface SeedArguments {
  readonly check: string | undefined
  readonly folder: string | undefined
}

/** @throws StartError with the usage when the arguments are none of those that it shows. */
export function seedArguments(args: readonly string[]): SeedArguments {
  return readArguments(() => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { check: { type: 'string' } },
      allowPositionals: true,
    })
    if (positionals.length > 1) throw wrong('One folder at a time.')
    return { check: values.check, folder: positionals[0] }
  })
}

/**
 * Adds what is missing, or checks the seed against the text of its source.
 * @returns whether all of it holds.
 * @throws StartError when it cannot be done.
 */
export async function seedCommand(surroundings: Surroundings, args: SeedArguments): Promise<boolean> {
  const folders = args.folder === undefined ? await sourceFolders(projectRoot()) : [args.folder]
  if (args.check !== undefined) return check(args.check, folders, surroundings.say)
  await add(surroundings, folders)
  return true
}

async function check(
  file: string,
  folders: readonly string[],
  say: (line: string) => void,
): Promise<boolean> {
  const [folder] = folders
  if (folder === undefined || folders.length > 1)
    throw new StartError(`The text belongs to one source; say which: ${folders.join(', ')}`)
  const { lines, ok } = await seedCheck(model, folder, file)
  for (const line of lines) say(line)
  return ok
}

async function add({ config, progress }: Surroundings, folders: readonly string[]): Promise<void> {
  const { signal } = stopSignals(() => undefined)
  await onStore(await openDatabase(config, progress, signal), async (store) => {
    await refuseHalfRestored(store)
    await prepare(store, model)
    await seed({ store, model, progress }, folders)
  })
}
