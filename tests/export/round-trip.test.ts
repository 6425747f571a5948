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
