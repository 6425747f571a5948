import { expect, test } from 'vitest'
import { model } from '../../server/model/index.ts'
import { shapeOf } from './generate/shape.ts'
import { exchange } from './measure/exchange.ts'
import { misfitOf } from './misfit.ts'
import { aggregate } from './workloads/aggregate.ts'
import { byId } from './workloads/by-id.ts'
import { workloads } from './workloads/index.ts'
import { page } from './workloads/page.ts'
import { top } from './workloads/top.ts'

test.each(workloads)('the service can be asked $name as its schema stands', (workload) => {
  expect(misfitOf(workload)).toBeNull()
})

test.each([byId, page, top, aggregate])('no cold question of $name comes twice', async (workload) => {
  const shape = shapeOf(model, 10_000)
  const store = { read: () => Promise.reject(new Error('Nothing is read')) }
  const parameters = await workload.parameters({ shape, store, ask: undefined }, 2_000)
  expect(new Set(parameters.map((one) => JSON.stringify(one))).size).toBe(2_000)
})

test.each([
  ['whole', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'],
  ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
])('an answer that comes %s is read, however it is cut', (_how, text) => {
  for (let cut = 1; cut < text.length; cut += 1) {
    const reading = exchange()
    expect(reading.take(Buffer.from(text.slice(0, cut)))).toBeNull()
    expect(reading.take(Buffer.from(text.slice(cut)))).toMatchObject({ status: 200, bytes: text.length })
  }
})
