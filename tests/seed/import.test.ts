import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFacts } from '../../server/import/facts.ts'
import { model } from '../../server/model/index.ts'
import { readFacts } from '../../server/seed/read.ts'
import { snapshot, startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.close())

const author = { actor: 'seed', reason: null, origin: 'IMPORT' } as const
const folder = 'graph-seed/tien-giang-2020'

test('seeding twice changes nothing, and records nothing', async () => {
  const before = await snapshot(service.store)
  const log = await service.data('{ changes { totalCount } }')
  expect(await importFacts(service.store, model, await readFacts(model, folder), author)).toEqual({
    nodes: 0,
    links: 0,
  })
  expect(await snapshot(service.store)).toEqual(before)
  expect(await service.data('{ changes { totalCount } }')).toEqual(log)
})

test('seeding again brings back what is missing, and leaves what editors changed', async () => {
  await service.data(
    'mutation { updateBody(id: "body-people", expectedVersion: 1, input: { title: { en: "Everybody" } }) { id } }',
  )
  await service.data('mutation { deleteDirective(id: "directive-05", expectedVersion: 1) { id } }')
  const added = await importFacts(service.store, model, await readFacts(model, folder), author)
  expect(added.nodes).toBe(1)
  expect(added.links).toBeGreaterThan(1)
  expect(
    await service.data(
      '{ body(id: "body-people") { title(lang: EN) } directive(id: "directive-05") { evidenceCount } }',
    ),
  ).toEqual({ body: { title: 'Everybody' }, directive: { evidenceCount: 1 } })
})

test('facts that do not fit the graph leave it as it was', async () => {
  const facts = await readFacts(model, folder)
  const before = await snapshot(service.store)
  const evidence = [{ passageId: 'nowhere', mention: 'a', start: null, note: null }]
  const more = { kind: 'Body', id: 'body-new', fields: { title: { vi: 'Mới', en: null } }, evidence }
  await expect(
    importFacts(service.store, model, { ...facts, nodes: [...facts.nodes, more] }, author),
  ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: /body-new.evidence.0.passage/ })
  expect(await snapshot(service.store)).toEqual(before)
})
