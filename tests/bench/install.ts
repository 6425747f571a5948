import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.url))
const stamp = join(folder, 'node_modules', '.installed')

/**
 * Installs the packages that this service is compared with, when they are missing or not those of the lockfile. They are
 * kept apart from the service's own, which must not depend on them.
 */
export async function installPeers(): Promise<void> {
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing what is compared (npm ci in tests/bench) ...')
  const child = spawn('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' })
  const code = await new Promise<number | null>((fulfil, reject) => {
    child.once('error', reject)
    child.once('exit', fulfil)
  })
  if (code !== 0) throw new Error(`npm ci in tests/bench ended with ${code}`)
  writeFileSync(stamp, wanted)
}

/** The version of an installed package that is compared. */
export function versionOf(name: string): string {
  const found = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as {
    readonly version: string
  }
  return found.version
}
