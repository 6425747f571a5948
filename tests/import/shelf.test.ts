import { afterAll, beforeAll, expect, test } from 'vitest'
import { Graph } from '../../server/import/graph.ts'
import type { NodeItem } from '../../server/import/items.ts'
import { Shelf } from '../../server/import/shelf.ts'
import { Spill } from '../../server/import/spill.ts'
import { model } from '../../server/model/index.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { bring, jsonFile } from './support.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ seeded: false })
})
afterAll(() => service.close())

test('a passage that memory has no room for is read again where its text stands: in the file, or in the graph', async () => {
  const passage = (id: string, fields: object) => ({
    kind: 'Passage',
    id,
    fields: { source: 's', ...fields },
  })
  await bring(
    service,
    jsonFile([
      { kind: 'Source', id: 's', fields: { title: { vi: 'Nguồn' } } },
      passage('kept', { ordinal: 1, text: 'Chữ trong kho' }),
    ]),
  )
  const spill = await Spill.open<NodeItem>()
  spill.add({
    where: { file: 0, line: 1 },
    kind: 'Passage',
    id: 'own',
    fields: { text: ' Chữ trong tệp ' },
  })
  for await (const [first] of spill.batches(1)) {
    const shelf = new Shelf(await Graph.open(service.store, model), 250)
    shelf.put({ id: 'own', length: 13, text: 'Chữ trong tệp' }, { spill, at: first?.place ?? 0 })
    // The file speaks of it, and says nothing of its text.
    shelf.put({ id: 'kept', length: 13, text: 'Chữ trong kho' }, null)
    shelf.put({ id: 'bare', length: 40, text: null }, null)
    shelf.put({ id: 'large', length: 200, text: 'x'.repeat(140) }, { spill, at: 0 })
    const rows = await shelf.take(['own', 'kept', 'bare', 'nowhere'])
    expect([...rows.values()]).toEqual([
      { id: 'own', length: 13, text: 'Chữ trong tệp' },
      { id: 'bare', length: 40, text: null },
      { id: 'kept', length: 13, text: 'Chữ trong kho' },
    ])
  }
  await spill.close()
})
