import { expect, inject, test } from 'vitest'
import { createReads } from '../../server/store/reads.ts'
import { openStore } from '../../server/store/store.ts'
import type { Statement, Store } from '../../server/store/store.ts'
import { startRelay } from '../support/relay.ts'

/** Counts what is sent to a store, and how much of it at the same time. */
function counting(store: Store) {
  const count = { sent: 0, running: 0, most: 0 }
  const read = async (statement: Statement) => {
    count.sent += 1
    count.running += 1
    count.most = Math.max(count.most, count.running)
    try {
      return await store.read(statement)
    } finally {
      count.running -= 1
    }
  }
  return { count, reads: createReads({ ...store, read }) }
}

const template: Statement = {
  text: 'UNWIND $rows AS row RETURN [row.i, 12 / row.by] AS value',
  parameters: {},
}
const ask = (reads: ReturnType<typeof createReads>, by: number) =>
  reads.ask({ template, row: { by: BigInt(by) }, isShared: true })

test('a row that fails fails alone, and the others are asked again without a rush', async () => {
  const store = await openStore({ ...inject('neo4j'), database: 'neo4j' })
  const { count, reads } = counting(store)
  const divisors = [1, 2, 0, ...Array.from({ length: 30 }, () => 3)]
  const outcomes = await Promise.allSettled(divisors.map((by) => ask(reads, by)))
  expect(outcomes.map(({ status }) => status)).toEqual(
    divisors.map((by) => (by === 0 ? 'rejected' : 'fulfilled')),
  )
  expect(outcomes[1]).toEqual({ status: 'fulfilled', value: [expect.any(Number), 6] })
  expect(count.sent).toBe(divisors.length + 1)
  expect(count.most).toBeLessThanOrEqual(2)
  await store.close()
})

test('where the database does not answer, nothing is asked again', async () => {
  const relay = await startRelay()
  const store = await openStore({ ...inject('neo4j'), uri: relay.uri, database: 'neo4j' })
  const { count, reads } = counting(store)
  await relay.cut()
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map((by) => ask(reads, by)))
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } })
  expect(count.sent).toBe(1)
  await store.close()
})
