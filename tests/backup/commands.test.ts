import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { makePerson, signedInAs } from '../support/client.ts'
import { runNode } from '../support/process.ts'

// The commands as people type them, on the database of this run.

const script = fileURLToPath(new URL('../../server/start.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lesson-graph-commands-'))
const file = (name: string) => join(folder, name)
let service: Service
beforeAll(async () => {
  service = await startService()
  await makePerson(service, 'Ada', 'ADMIN')
  const build = runNode([fileURLToPath(new URL('../../server/build.mjs', import.meta.url))])
  expect(await build.ended, build.printed()).toBe(0)
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await service.close()
})

const command = (...args: readonly string[]) => {
  const { uri, user, password } = inject('neo4j')
  return runNode([script, ...args], {
    NEO4J_URI: uri,
    NEO4J_USER: user,
    NEO4J_PASSWORD: password,
    PORT: '0',
    LOG_LEVEL: 'error',
  })
}
const outcome = async (...args: readonly string[]): Promise<[number | NodeJS.Signals, string]> => {
  const running = command(...args)
  return [await running.ended, running.printed()]
}

test('an export is a whole file in the form that its name says, and writes over nothing', async () => {
  expect((await outcome('export', file('graph.json')))[0]).toBe(0)
  const whole = readFileSync(file('graph.json'), 'utf8')
  expect((JSON.parse(whole) as { nodes: unknown[] }).nodes.length).toBeGreaterThan(100)
  const [code, said] = await outcome('export', file('graph.json'), '--kind', 'Lesson')
  expect([code, said]).toEqual([1, expect.stringContaining('graph.json is there already')])
  expect(readFileSync(file('graph.json'), 'utf8')).toBe(whole)
  expect(readdirSync(folder)).toEqual(['graph.json'])
  expect(await outcome('export', file('audit.json'), '--what', 'audit')).toEqual([
    0,
    expect.stringContaining('the audit record until now'),
  ])
  expect(JSON.parse(readFileSync(file('audit.json'), 'utf8'))).toMatchObject({
    records: [{ action: 'CREATE_PERSON', actor: 'test', target: 'ada@example.org' }],
  })
  expect(await outcome('export', file('graph.txt'))).toEqual([
    1,
    expect.stringContaining('say which --format'),
  ])
})

test('standard output gets the file alone', async () => {
  const running = command('export', '-', '--format', 'csv', '--kind', 'Lesson', '--lang', 'vi')
  let out = ''
  running.child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()))
  expect(await running.ended, running.printed()).toBe(0)
  expect(out).toMatch(/^\uFEFFid,Thứ tự,Tên gọi \(vi\)/)
})

test('a lost password is replaced by one that is printed', async () => {
  const [code, said] = await outcome('password', 'ada@example.org')
  expect(code, said).toBe(0)
  const [, password = ''] = /ada@example\.org is now (\S+) \(/.exec(said) ?? []
  await signedInAs(service, { email: 'ada@example.org', password })
})

test('a backup is its owner’s alone; a restoring that is killed is told of, and run again', async () => {
  const before = await snapshot(service.store)
  expect(await outcome('backup', file('graph.gz'))).toEqual([
    0,
    expect.stringContaining('184 nodes, 357 links'),
  ])
  expect(statSync(file('graph.gz')).mode & 0o777).toBe(0o600)
  expect(await outcome('restore', file('graph.gz'))).toEqual([1, expect.stringContaining('say --overwrite')])

  const killed = command('restore', file('graph.gz'), '--overwrite')
  await killed.until(/Restoring \.\.\./)
  // Not before it has begun to take the graph away.
  while ((await snapshot(service.store)).length >= before.length) await new Promise(setImmediate)
  killed.child.kill('SIGKILL')
  await killed.ended
  for (const args of [[], ['seed'], ['export', file('half.json')], ['backup', file('half.gz')]])
    expect(await outcome(...args)).toEqual([1, expect.stringContaining('run npm run restore -- FILE again')])
  expect(await outcome('restore', file('graph.gz'))).toEqual([0, expect.stringContaining('Restoring: done')])
  expect(await snapshot(service.store)).toEqual(before)
}, 120_000)
