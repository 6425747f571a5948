import { afterAll, beforeAll, expect, test } from 'vitest'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ cacheBytes: 0 })
})
afterAll(() => service.close())

const lists =
  'lessons(first: 50, asOf: $asOf) { nodes { id version } } terms(first: 50, asOf: $asOf) { nodes { id version } }'

test('what is asked beside the sequence number is of just this number, however fast others write', async () => {
  let isOver = false
  const write = async () => {
    for (let version = 1; !isOver; version += 1)
      await service.data(
        `mutation ($version: Int!, $text: String!) {
          updateLesson(id: "lesson-1", expectedVersion: $version, input: { statement: { en: $text } }) { id }
          updateTerm(id: "term-province-10", expectedVersion: $version, input: { ordinal: $version }) { id }
        }`,
        { version, text: `Text ${version}` },
      )
  }
  const writing = write()
  const answers = new Map<number, object>()
  while (answers.size < 5) {
    const { seq, changes, ...answer } = await service.data<{
      seq: number
      changes: { totalCount: number; nodes: { seq: number }[] }
    }>(`query ($asOf: MomentInput) { ${lists} changes(first: 1) { totalCount nodes { seq } } seq }`, {})
    expect(changes).toEqual({ totalCount: seq, nodes: [{ seq }] })
    answers.set(seq, answer)
  }
  isOver = true
  await writing
  for (const [seq, answer] of answers)
    expect(await service.data(`query ($asOf: MomentInput) { ${lists} }`, { asOf: { seq } })).toEqual(answer)
})

test('nobody else pays for it', async () => {
  service.statements.length = 0
  await service.data('{ lesson(id: "lesson-2") { id } }')
  expect(service.statements).toHaveLength(1)
  await service.data('{ seq }')
  expect(service.statements).toHaveLength(2)
})
