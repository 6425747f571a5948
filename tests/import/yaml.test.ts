import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ImportRefused } from '../../server/import/run.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { bring, fileOf } from './support.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

test('a seed folder says what the graph says that was seeded from it', async () => {
  const folder = 'graph-seed/tien-giang-2020'
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({
      name: join(folder, name),
      format: 'YAML' as const,
      bytes: () => createReadStream(join(folder, name)),
    }))
  const { outcome } = await bring(service, files, { dryRun: true })
  expect(outcome.problems.first).toEqual([])
  expect(outcome.nodes).toMatchObject({ created: 0, changed: 0, doubtful: 0 })
  expect(outcome.links).toMatchObject({ created: 0, changed: 0, doubtful: 0 })
  expect(outcome.nodes.unchanged).toBeGreaterThan(50)
})

const text = `source:
  id: village
  title: { vi: Chuyện làng }
  passages:
    - { ordinal: 1, sha256: ${'ab'.repeat(32)}, length: 20 }
lessons:
  lesson-village:
    title: { vi: Chung sức giữ nước }
    evidence:
      - { passage: P1, mention: giữ nước, at: 3 }
links:
  cites:
    - from: lesson-village
      to: directive-05
      note: Suy ra từ mạch chuyện
      evidence: [{ passage: P1, mention: chỉ thị }]
`

test('one file holds a source, nodes and links', async () => {
  const { outcome } = await bring(service, fileOf('village.yaml', text, 'YAML'))
  expect([outcome.nodes.created, outcome.links.created]).toEqual([3, 1])
  expect(
    await service.data(
      '{ lesson(id: "lesson-village") { evidence { mention start passage { ordinal } } cites { edges { note node { id } } } } }',
    ),
  ).toEqual({
    lesson: {
      evidence: [{ mention: 'giữ nước', start: 3, passage: { ordinal: 1 } }],
      cites: { edges: [{ note: 'Suy ra từ mạch chuyện', node: { id: 'directive-05' } }] },
    },
  })
})

test('problems are told with the lines of the very places', async () => {
  const wrong = text
    .replace('at: 3', 'at: 30')
    .replace('from: lesson-village\n      to: directive-05', 'from: lesson-1\n      to: body-people')
    .replace('lessons:', 'ghosts: {}\nlessons:')
  const error: unknown = await bring(service, fileOf('village.yaml', wrong, 'YAML')).catch(
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ImportRefused)) throw new Error(String(error))
  expect(error.outcome.problems.first.map(({ line, path }) => [line, path])).toEqual([
    [6, 'ghosts'],
    [11, 'evidence.0.at'],
    [14, 'type'],
  ])
})
