import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { model } from '../../server/model/index.ts'
import { listen } from '../../server/start/listener.ts'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { runNode } from '../support/process.ts'
import type { Running } from '../support/process.ts'

// Whatever ends an import in the middle, the graph is as it was, and the next one who writes is not kept waiting.

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'lesson-graph-stop-'))
const file = join(folder, 'many.json')
const nodes = Array.from({ length: 10_000 }, (_, i) => ({
  kind: 'Body',
  id: `many-${i}`,
  fields: { title: { vi: `Tổ dân phố ${i}` } },
}))
const facts = JSON.stringify({ format: 'lesson-graph', version: 1, nodes })

let service: Service
let before: string[]
beforeAll(async () => {
  writeFileSync(file, facts)
  service = await startService({ seeded: false })
  before = await snapshot(service.store)
})
afterAll(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

function command(): Running {
  const { uri, user, password } = inject('neo4j')
  return runNode(
    [
      '--import',
      'tsx',
      '--eval',
      `import(${JSON.stringify(main)}).then(({ main }) => main(['import', ${JSON.stringify(file)}]))`,
    ],
    {
      NEO4J_URI: uri,
      NEO4J_USER: user,
      NEO4J_PASSWORD: password,
    },
  )
}

/** Waits until the import holds the lock of all writers and has written something. */
async function isWriting(): Promise<void> {
  for (;;) {
    const [count] = await service.store.read({
      text: "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery STARTS WITH 'UNWIND $rows AS row CREATE (n:Entity' RETURN count(*) AS value",
      parameters: {},
    })
    if (Number(count) > 0) return
    await new Promise((fulfil) => setTimeout(fulfil, 20))
  }
}

async function nothingStays(): Promise<void> {
  await service.data('mutation { createBody(input: { title: { vi: "Được ghi ngay" } }) { id } }')
  const { changes } = await service.data<{ changes: { nodes: { id: string }[] } }>(
    '{ changes(first: 1) { nodes { id } } }',
  )
  await service.data('mutation ($id: ID!) { undo(changeSetId: $id) { done } }', { id: changes.nodes[0]?.id })
  const now = await snapshot(service.store)
  expect(now.filter((line) => line.includes('many-'))).toEqual([])
  expect(now.filter((line) => line.includes('"Entity"'))).toEqual(
    before.filter((line) => line.includes('"Entity"')),
  )
}

test('a signal ends it with a line that says so', async () => {
  const running = command()
  await isWriting()
  running.child.kill('SIGINT')
  expect(await running.ended).toBe(1)
  expect(running.printed()).toMatch(/Stopped: nothing was imported/)
  await nothingStays()
})

test('a process that is killed leaves nothing behind', async () => {
  const running = command()
  await isWriting()
  running.child.kill('SIGKILL')
  expect(await running.ended).toBe('SIGKILL')
  await nothingStays()
})

test('a connection that drops ends it', async () => {
  const { store } = service
  const app = createApp({
    store,
    model,
    log: pino({ level: 'silent' }),
    adminDir: 'dist/admin',
    cacheBytes: 0,
    anonymousRole: 'ADMIN',
  })
  const listener = await listen({ host: '127.0.0.1', port: 0 })
  listener.answerWith(app)
  const sending = request(`${listener.address}/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  })
  sending.on('error', () => undefined)
  sending.end(facts)
  await isWriting()
  sending.destroy()
  await nothingStays()
  await listener.drain(1_000)
  await app.close()
})
