import { pino } from 'pino'
import { configFromEnvironment } from './config.ts'
import { progressTo } from './progress.ts'
import { importArguments, importCommand } from './start/import-command.ts'
import { backupArguments, backupCommand, restoreArguments, restoreCommand } from './start/backup-command.ts'
import { STANDARD_OUTPUT, exportArguments, exportCommand } from './start/export-command.ts'
import { passwordArguments, passwordCommand } from './start/password-command.ts'
import { seedArguments, seedCommand } from './start/seed-command.ts'
import { serve } from './start/serve.ts'
import type { Surroundings } from './start/serve.ts'
import { usage } from './start/usage.ts'
import { StartError } from './start-error.ts'

/**
 * Runs one command (none: serve) and ends the process: 0 when it went well, 1 when not. Lines for people go to standard
 * output, the log as JSON to standard error.
 */
export async function main(args: readonly string[]): Promise<void> {
  let code = 1
  try {
    code = (await run(args)) ? 0 : 1
  } catch (error) {
    // What a person can put right is said plainly; anything else is a fault of ours, and its stack is needed.
    console.error(error instanceof StartError ? error.message : error)
  }
  // Ended here rather than by running dry: a forgotten handle must not keep a stopped service alive.
  process.exit(code)
}

async function run([command, ...rest]: readonly string[]): Promise<boolean> {
  if (command === undefined) {
    await serve(surroundings())
    return true
  }
  if (command === 'seed') {
    const asked = seedArguments(rest)
    return seedCommand(surroundings(), asked)
  }
  if (command === 'import') {
    const asked = importArguments(rest)
    return importCommand(surroundings(), asked)
  }
  if (command === 'export') {
    const asked = exportArguments(rest)
    // Standard output is for the file alone then.
    await exportCommand(surroundings(asked.file === STANDARD_OUTPUT ? process.stderr : process.stdout), asked)
    return true
  }
  if (command === 'backup') {
    const asked = backupArguments(rest)
    await backupCommand(surroundings(), asked)
    return true
  }
  if (command === 'restore') {
    const asked = restoreArguments(rest)
    await restoreCommand(surroundings(), asked)
    return true
  }
  if (command === 'password') {
    const asked = passwordArguments(rest)
    await passwordCommand(surroundings(), asked)
    return true
  }
  throw new StartError(`There is no command ${command}.\n${usage}`)
}

/** @param out where what is said to people goes. */
function surroundings(out: NodeJS.WriteStream = process.stdout): Surroundings {
  const config = configFromEnvironment()
  return {
    config,
    // Synchronous, so that nothing is lost when the process ends.
    log: pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true })),
    progress: progressTo(out),
    say: (line) => out.write(`${line}\n`),
  }
}
