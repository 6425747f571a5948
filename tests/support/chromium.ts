import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packaged from '@sparticuz/chromium'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

// Tried on small machines without a graphics card: WebGL by software, and nothing that calls home.
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Starts a real headless Chromium: the one that CHROMIUM_PATH names, else one installed on this machine, else the one
 * that comes as an npm package.
 * @throws Error, in one line, when none can start: a test that needs a browser fails then, it is never skipped.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath =
    process.env['CHROMIUM_PATH'] ?? installed.find((path) => existsSync(path)) ?? (await unpacked())
  try {
    return await chromium.launch({ executablePath, args: flags })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const [, library] = /error while loading shared libraries: ([^:\s]+)/.exec(said) ?? []
    throw new Error(
      library === undefined
        ? `Chromium (${executablePath}) does not start: ${said.split('\n')[0] ?? ''}`
        : `Chromium lacks ${library}: apt-get install -y libnss3 libnspr4`,
      { cause: error },
    )
  }
}

/** The package unpacks itself into the temporary folder and keeps what it finds there, also that of another version. */
async function unpacked(): Promise<string> {
  const version = versionOf('@sparticuz/chromium')
  const marker = join(tmpdir(), 'chromium.version')
  if (!existsSync(marker) || readFileSync(marker, 'utf8') !== version) {
    rmSync(join(tmpdir(), 'chromium'), { force: true })
    writeFileSync(marker, version)
  }
  return packaged.executablePath()
}

function versionOf(name: string): string {
  const entry = createRequire(import.meta.url).resolve(name)
  const end = entry.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length
  const manifest: unknown = JSON.parse(readFileSync(join(entry.slice(0, end), 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest))
    throw new Error(`${name} has no version`)
  return String(manifest.version)
}
