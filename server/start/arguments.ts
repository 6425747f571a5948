import { StartError } from '../start-error.ts'
import { usage } from './usage.ts'

/** What is wrong with the arguments of a command, followed by how it is called. */
export const wrong = (reason: string): StartError => new StartError(`${reason}\n${usage}`)

/**
 * Reads the arguments of a command.
 * @param read `parseArgs` and what is made of it; what it throws as a TypeError is wrong with what was given.
 * @throws StartError with what is wrong, and the usage.
 */
export function readArguments<Read>(read: () => Read): Read {
  try {
    return read()
  } catch (error) {
    if (error instanceof TypeError) throw wrong(error.message)
    throw error
  }
}
