import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../../server/access/limits.ts'
import { connected, head } from '../support/raw.ts'
import { askForChanges } from '../support/live.ts'
import type { Ground } from './ground.ts'
import { NAME, ORIGIN } from './reach.ts'

/** An address of its own, so that other attacks are not taken for part of this one. */
const CROWD = '127.0.0.99'

export function connectionAttacks(on: () => Ground): void {
  describe('connections', () => {
    test('of one address, more than it may have: those beyond are refused, and room is made when some are closed', async () => {
      const { connections } = DEFAULT_LIMITS
      const way = { port: on().port, from: CROWD }
      const crowd = Array.from({ length: connections }, () => connected(way))
      await Promise.all(crowd.map(({ socket }) => once(socket, 'connect')))
      const beyond = Array.from({ length: 50 }, () => connected(way))
      await Promise.all(beyond.map(({ closed }) => closed))
      for (const { said } of beyond) expect(said()).toMatch(/^HTTP\/1\.1 429 [^]*MAX_CONNECTIONS/)
      expect(crowd.filter(({ socket }) => socket.closed)).toEqual([])
      await on().normal.check()
      for (const { socket } of crowd) socket.destroy()
      await Promise.all(crowd.map(({ closed }) => closed))
      await expect
        .poll(async () => {
          const { socket, said, closed } = connected(way)
          socket.write(head('GET /health', `Host: ${NAME}`))
          await closed
          return said()
        })
        .toMatch(/^HTTP\/1\.1 200 /)
    })

    test('answers that nobody takes, megabytes each', async () => {
      const { port, reader } = on()
      const body = JSON.stringify({
        query:
          '{ lessons(first: 200) { nodes { ...a } } } fragment a on Lesson { title supportedBy(first: 200) { nodes { title statement implements(first: 200) { nodes { title statement } } } } }',
      })
      const headers = [
        `Host: ${NAME}`,
        'Content-Type: application/json',
        `Content-Length: ${body.length}`,
        `Cookie: ${reader.cookie}`,
        `Origin: ${ORIGIN}`,
      ]
      const greedy = Array.from({ length: 60 }, () => connected({ port, from: CROWD }))
      for (const { socket } of greedy) socket.pause().write(head('POST /graphql', ...headers) + body)
      for (let time = 0; time < 5; time += 1) await on().normal.check()
      for (const { socket } of greedy) socket.destroy()
      await Promise.all(greedy.map(({ closed }) => closed))
    })

    test('pages that nobody takes, on every connection that one may have', async () => {
      const page = await (await on().client().fetch('/')).text()
      const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
      const greedy = Array.from({ length: DEFAULT_LIMITS.connections }, () =>
        connected({ port: on().port, from: CROWD }),
      )
      for (const { socket } of greedy) socket.pause().write(head(`GET ${script}`, `Host: ${NAME}`))
      for (let time = 0; time < 5; time += 1) await on().normal.check()
      for (const { socket } of greedy) socket.destroy()
      await Promise.all(greedy.map(({ closed }) => closed))
    })

    test('subscriptions of one person, more than there are places', async () => {
      const { subscriptions } = DEFAULT_LIMITS
      const open = await Promise.all(
        Array.from({ length: subscriptions + 10 }, () => askForChanges(on().reader)),
      )
      const first = await Promise.all(
        open.map(async ({ body }) => {
          const reader = body?.getReader()
          let text = ''
          // A comment comes at once, and a refusal after it.
          for (let at = 0; at < 2; at += 1) {
            const chunk = await Promise.race([
              reader?.read(),
              new Promise<undefined>((fulfil) => setTimeout(fulfil, 700)),
            ])
            text += new TextDecoder().decode(chunk?.value)
          }
          return { text, leave: () => reader?.cancel() }
        }),
      )
      expect(first.filter(({ text }) => text.includes('"code":"RATE_LIMITED"'))).toHaveLength(10)
      await on().normal.check()
      for (const { leave } of first) await leave()
    })
  })
}
