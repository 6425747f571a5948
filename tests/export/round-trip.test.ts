import { expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { model } from '../../server/model/index.ts'
import { bring, fileOf } from '../import/support.ts'
import { startService } from '../support/app.ts'
import { addHostile, exported, graphOf } from './support.ts'

test('what is exported as JSON and imported into an empty graph is an equal graph', async () => {
  const service = await startService()
  await addHostile(service)
  const { nodes, links } = await graphOf(service)
  const digest = await graphDigest(service.store, model)
  const text = await exported(service, { format: 'json' })
  await service.close()

  const empty = await startService({ seeded: false })
  const { outcome } = await bring(empty, fileOf('graph.json', text))
  expect(outcome.problems.count).toBe(0)
  expect(await graphDigest(empty.store, model)).toBe(digest)
  const made = await graphOf(empty)
  expect([made.nodes.length, made.links.length]).toEqual([nodes.length, links.length])
  await empty.close()
})

test.each([
  ['a list', { kind: 'Lesson' }],
  ['a neighbourhood', { ids: 'lesson-1', depth: '1' }],
  ['some nodes', { ids: 'lesson-1,directive-05' }],
])('%s brings the words that it rests on, so that it can be imported where they are not', async (_, part) => {
  const service = await startService()
  const text = await exported(service, { format: 'json', ...part })
  const whole = await graphOf(service)
  await service.close()

  const empty = await startService({ seeded: false })
  const { outcome } = await bring(empty, fileOf('part.json', text))
  expect(outcome.problems.count).toBe(0)
  const made = await graphOf(empty)
  await empty.close()
  const kinds = new Set(made.nodes.map(({ kind }) => kind))
  expect([...kinds]).toEqual(expect.arrayContaining(['Lesson', 'Passage', 'Source']))
  const before = new Map([...whole.nodes, ...whole.links].map((state) => [state.id, state]))
  for (const { id, evidence } of [...made.nodes, ...made.links])
    expect([id, quotes(evidence)]).toEqual([id, quotes(before.get(id)?.evidence ?? [])])
})

/** What is quoted, in an order of its own: evidence has none. */
const quotes = (evidence: readonly { readonly passageId: string; readonly mention: string }[]) =>
  evidence.map(({ passageId, mention }) => JSON.stringify([passageId, mention])).toSorted()
