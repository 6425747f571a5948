import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const dist = join(root, 'dist')

/**
 * What is built: from which files and folders, and how into a folder that is empty at first.
 * @typedef {{ name: 'server' | 'admin', inputs: string[], into: (folder: string) => Promise<void> }} Part
 * @type {Part[]}
 */
const parts = [
  {
    name: 'server',
    inputs: ['server', 'tsconfig.json', 'package-lock.json'],
    into: async (folder) => {
      await run('typescript/bin/tsc', ['-p', 'server/tsconfig.json', '--outDir', dirname(folder)])
      copyFileSync(join(root, 'server/store/local/pom.xml'), join(folder, 'store/local/pom.xml'))
    },
  },
  {
    name: 'admin',
    inputs: ['admin', 'server/model', 'tsconfig.json', 'package-lock.json'],
    into: (folder) =>
      run('vite/bin/vite.js', [
        ...['build', 'admin', '--config', 'admin/vite.config.ts', '--outDir', folder],
        ...['--emptyOutDir', '--logLevel', 'error'],
      ]),
  },
]

/**
 * Builds what is stale into dist/: what has no stamp with the hash of its inputs' contents. In a production image,
 * where the sources are left out, what is in dist stands.
 * @param {('server' | 'admin')[]} names
 * @throws Error with one clear line when a build fails; the tool has printed the reason by then.
 */
export async function build(names = ['server', 'admin']) {
  if (!hasSources() && !existsSync(join(dist, 'server/main.js')))
    throw new Error(
      'There is neither a build nor anything to build here: run npm run build in a full checkout.',
    )
  for (const part of parts) if (names.includes(part.name) && isStale(part)) await locked(() => make(part))
}

const hasSources = () => existsSync(join(root, 'server/main.ts'))

/** @param {Part} part */
const isStale = (part) => hasSources() && stampOf(part) !== hashOf(part)

/** @param {Part} part */
async function make(part) {
  // Another start may have built it while this one waited.
  const hash = hashOf(part)
  if (stampOf(part) === hash) return
  const started = Date.now()
  // On standard error: standard output may be where an export goes.
  console.error(`Building the ${part.name} ...`)
  const workshop = join(dist, `.building-${process.pid}`)
  const built = join(workshop, part.name)
  mkdirSync(built, { recursive: true })
  try {
    await part.into(built)
    writeFileSync(join(built, '.stamp'), hash)
    // Swapped in whole, so that a start beside this one never sees half a build.
    const place = join(dist, part.name)
    if (existsSync(place)) renameSync(place, join(workshop, 'old'))
    renameSync(built, place)
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
  console.error(`Building the ${part.name}: ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/**
 * One build at a time; a lock whose process is gone is taken over, with what that process left half built.
 * @param {() => Promise<void>} work
 */
async function locked(work) {
  mkdirSync(dist, { recursive: true })
  const lock = join(dist, '.lock')
  for (let waited = 0; !taken(lock); waited += 1) {
    const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0)
    if (waited === 0 && holder > 0) console.error(`Waiting for process ${holder}, which is building ...`)
    if (holder > 0 && !isRunning(holder)) {
      rmSync(join(dist, `.building-${holder}`), { recursive: true, force: true })
      rmSync(lock, { force: true })
    } else await pause(100)
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

/** @param {string} lock */
function taken(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
    if (error.code === 'EPERM') return true
    throw error
  }
}

/** @param {Part} part */
function stampOf(part) {
  const stamp = join(dist, part.name, '.stamp')
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined
}

/** @param {Part} part */
function hashOf(part) {
  const hash = createHash('sha256')
  for (const file of part.inputs.flatMap((input) => filesIn(join(root, input))))
    hash.update(`${relative(root, file)}\0`).update(createHash('sha256').update(readFileSync(file)).digest())
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)))
}

/** @param {string} script @param {string[]} args @returns {Promise<void>} */
function run(script, args) {
  const tool = join(root, 'node_modules', script)
  if (!existsSync(tool))
    throw new Error(
      'The build is stale and the build tools are not installed: run npm ci, without --omit=dev.',
    )
  const child = spawn(process.execPath, [tool, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Tests build too, and theirs would be React's development build, kept as if it were the real one.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const end = () => child.kill()
  process.once('exit', end)
  return new Promise((fulfil, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('exit', end)
      if (code === 0) fulfil()
      else reject(new Error(`${script} failed (exit code ${code}); the reason stands above.`))
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
