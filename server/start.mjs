// Builds what is stale and becomes the service, in this one process, so that signals reach it directly.
import { build } from './build.mjs'

const args = process.argv.slice(2)
try {
  await build(args[0] === undefined ? ['server', 'admin'] : ['server'])
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
const { main } = await import('../dist/server/main.js')
await main(args)
