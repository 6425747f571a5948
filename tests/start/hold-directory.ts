// Run by lock.test.ts as a process of its own: takes a data directory and holds it until its input closes.
import { once } from 'node:events'
import { StartError } from '../../server/start-error.ts'
import { lockDirectory } from '../../server/store/local/lock.ts'

const [directory = ''] = process.argv.slice(2)
try {
  const lock = await lockDirectory(directory)
  console.log('held')
  await once(process.stdin.resume(), 'end')
  lock.release()
} catch (error) {
  if (!(error instanceof StartError)) throw error
  console.log(error.message)
  process.exitCode = 1
}
