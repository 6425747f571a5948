import { progressTo } from '../../server/progress.ts'
import { StartError } from '../../server/start-error.ts'
import { installPeers } from './install.ts'
import { UsageError, optionsFrom, usage } from './options.ts'
import { runBenchmark } from './run.ts'

/** npm run bench. Ends with 1 when a system's answers differ from the others' or anything else fails. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
try {
  const options = optionsFrom(process.argv.slice(2))
  await installPeers()
  await runBenchmark(options, progressTo(process.stdout), (line) => console.log(line))
} catch (error) {
  // What a person can put right is said plainly; for anything else its stack is needed.
  console.error(
    error instanceof UsageError
      ? `${error.message}\n${usage}`
      : error instanceof StartError
        ? error.message
        : error,
  )
  process.exitCode = 1
}
