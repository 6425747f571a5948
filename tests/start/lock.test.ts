import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StartError } from '../../server/start-error.ts'
import { lockDirectory } from '../../server/store/local/lock.ts'
import { startOf } from '../../server/store/local/processes.ts'
import { runNode } from '../support/process.ts'

const holder = fileURLToPath(new URL('hold-directory.ts', import.meta.url))
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lesson-graph-lock-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const hold = () => runNode(['--import', 'tsx', holder, directory])

test('a second instance is refused in one line that names the first one’s pid', async () => {
  const first = hold()
  await first.until(/held/)
  const refused = lockDirectory(directory)
  await expect(refused).rejects.toThrow(StartError)
  await expect(refused).rejects.toThrow(
    new RegExp(
      `^DATA_DIR ${directory} is in use by a running instance, process ${first.child.pid ?? 0}: .*$`,
    ),
  )
  first.child.stdin?.end()
  expect(await first.ended).toBe(0)
  expect(existsSync(join(directory, 'lock'))).toBe(false)
})

test('the lock of a killed instance is taken over', async () => {
  const first = hold()
  await first.until(/held/)
  first.child.kill('SIGKILL')
  await first.ended
  expect(existsSync(join(directory, 'lock'))).toBe(true)
  const lock = await lockDirectory(directory)
  lock.release()
})

test('a lock whose pid belongs to another process by now is stale', async () => {
  writeFileSync(join(directory, 'lock'), JSON.stringify({ pid: process.ppid, started: 'before that' }))
  const lock = await lockDirectory(directory)
  lock.release()
})

test('a lock that was never written to the end is stale after a moment', async () => {
  writeFileSync(join(directory, 'lock'), '')
  const lock = await lockDirectory(directory)
  lock.release()
})

test('releasing leaves a lock alone that is not ours any more', async () => {
  const lock = await lockDirectory(directory)
  writeFileSync(join(directory, 'lock'), JSON.stringify({ pid: 1, started: startOf(1) }))
  lock.release()
  expect(existsSync(join(directory, 'lock'))).toBe(true)
})

test('of many that start at the same time on a stale lock exactly one gets the directory', async () => {
  writeFileSync(join(directory, 'lock'), JSON.stringify({ pid: 2 ** 22, started: 'long ago' }))
  const all = Array.from({ length: 6 }, hold)
  await Promise.all(all.map((one) => one.until(/held|in use/)))
  expect(all.map((one) => one.printed()).filter((text) => text.includes('held'))).toHaveLength(1)
  for (const one of all) one.child.stdin?.end()
  const codes = await Promise.all(all.map((one) => one.ended))
  expect(codes.filter((code) => code === 0)).toHaveLength(1)
  expect(codes.filter((code) => code === 1)).toHaveLength(5)
})
