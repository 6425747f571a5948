import { afterAll, beforeAll, expect, test } from 'vitest'
import { model } from '../../server/model/index.ts'
import { prepare } from '../../server/store/constraints.ts'
import { searchIndexes } from '../../server/store/search-index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ cacheBytes: 0 })
})
afterAll(() => service.close())

const question = `{
  mentions: directivesAggregate(filter: { evidence: { some: { mention: { matches: "chi thi" } } } }) { count }
  notes: bodiesAggregate(filter: { partOf: { some: { link: { note: { matches: "thu bac" } } } } }) { count }
  directive(id: "directive-05") { citedBy { nodes { id } } }
  search(text: "chi thi 05", first: 1) { nodes { entity { id } } }
}`

test('a graph of an older service is found by all that this one asks it by', async () => {
  const before = await service.data<Record<'mentions' | 'notes', { count: number }>>(question)
  expect(before.mentions.count).toBeGreaterThan(0)
  expect(before.notes.count).toBeGreaterThan(0)
  const run = (text: string) =>
    service.store.write(async (transaction) => {
      await transaction.run({ text, parameters: {} })
    })
  await run('MATCH (e:Evidence) REMOVE e.mention_folded, e.note_folded')
  await run('MATCH (:Entity)-[r]->() REMOVE r.note_folded, r.endsReversed')
  for (const { name } of Object.values(searchIndexes(model))) await run(`DROP INDEX ${name}`)
  await prepare(service.store, model)
  expect(await service.data(question)).toEqual(before)
})
