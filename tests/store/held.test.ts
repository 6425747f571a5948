import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Transaction } from '../../server/store/store.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ seeded: false })
})
afterAll(() => service.close())

const take = (transaction: Transaction) =>
  transaction.run({
    text: "MATCH (c:Clock { id: 'graph' }) SET c.holder = randomUUID()",
    parameters: {},
  })

test('who waits too long for what others hold is told to try again, and can', async () => {
  const { store } = service
  let isHeld: () => void = () => undefined
  let release: () => void = () => undefined
  const held = new Promise<void>((fulfil) => (isHeld = fulfil))
  const released = new Promise<void>((fulfil) => (release = fulfil))
  const holding = store.write(async (transaction) => {
    await take(transaction)
    isHeld()
    await released
  })
  await held
  await expect(store.write(take, 500)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    details: { heldUp: true },
    message: expect.stringMatching(/nothing was changed: try again/) as unknown,
  })
  release()
  await holding
  await store.write(take, 500)
})
