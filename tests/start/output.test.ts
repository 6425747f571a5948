import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeWhole } from '../../server/start/output.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lesson-graph-output-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what killed processes have left of a file goes when it is written next, and nothing else does', async () => {
  const { pid: dead } = spawnSync(process.execPath, ['--version'])
  const others = [
    'graph.json',
    `graph.json.part-${process.ppid}`,
    `other.json.part-${dead}`,
    'graph.json.part-of',
  ]
  for (const name of [...others, `graph.json.part-${dead}`, `graph.json.part-${process.pid}`])
    writeFileSync(join(folder, name), '')
  async function* text() {
    yield await Promise.resolve('whole')
  }
  const options = { force: true, signal: new AbortController().signal }
  expect(await writeWhole(join(folder, 'graph.json'), [text()], options)).toBe(5)
  expect(readdirSync(folder).toSorted()).toEqual(others.toSorted())
})
