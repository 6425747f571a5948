// npm test: types, lint and every test, with one summary. Arguments go to vitest (npm test -- tests/model).
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = mkdtempSync(join(tmpdir(), 'lesson-graph-run-'))
const report = join(folder, 'report.json')

/**
 * @typedef {{ name: string, passed: number, failed: number, skipped: number, seconds: number }} Outcome
 * @type {Outcome[]}
 */
const outcomes = [
  // Both run on one core, and say nothing unless something is wrong.
  ...(await Promise.all([
    step('types', ['npm', 'run', '--silent', 'types'], one),
    step('lint', ['npm', 'run', '--silent', 'lint'], one),
  ])),
  await step(
    'tests',
    [
      ...[process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default'],
      ...['--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
    ],
    counted,
  ),
]
rmSync(folder, { recursive: true, force: true })

const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
console.log()
for (const { name, passed, failed, skipped, seconds } of outcomes)
  console.log(
    `${name.padEnd(6)} ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} (${seconds.toFixed(1)} s)`,
  )
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') > 0 ? 1 : 0

/** @returns {Promise<Outcome>} */
async function step(name, [command, ...args], count) {
  console.log(`\n${name}`)
  const started = Date.now()
  const succeeded = await new Promise((fulfil) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', (error) => {
      console.error(error.message)
      fulfil(false)
    })
    child.once('exit', (code) => fulfil(code === 0))
  })
  return { name, ...count(succeeded), seconds: (Date.now() - started) / 1000 }
}

/** Types and lint count as one test each. */
function one(succeeded) {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 }
}

/** A run that failed beside its tests (a file that does not load, a database that does not start), or that ran none, failed. */
function counted(succeeded) {
  let results
  try {
    results = JSON.parse(readFileSync(report, 'utf8'))
  } catch (error) {
    console.error(`vitest left no report: ${error.message}`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const passed = results.numPassedTests
  const unloaded = results.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  const failed = results.numFailedTests + unloaded.length
  if (passed + failed === 0) console.error('No test ran.')
  const known = failed > 0 || (succeeded && passed > 0)
  return { passed, failed: known ? failed : 1, skipped: results.numPendingTests + results.numTodoTests }
}
