import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { createClient } from '../support/client.ts'
import { FRIEND, reachedAt } from './reach.ts'

/** The longest that an answer may take while the service is attacked, in milliseconds. */
const PATIENCE_MS = 5_000
/** Between two questions, in milliseconds: well within what a minute holds. */
const BETWEEN_MS = 40

/** Asks the same question by the short way and, in other words each time, by the database. */
const QUESTION = `query ($id: ID!) {
  directive(id: $id) { number title(lang: EN) citedBy(first: 5) { totalCount nodes { id title(lang: VI) } } }
}`

/** Somebody who does nothing wrong, and asks and asks. */
export interface Normal {
  /** Waits for an answer to a question that is asked from now on. @throws where any answer since the last look was not right. */
  check(): Promise<void>
  /** How many answers there were, and the longest that one took, in milliseconds. */
  readonly told: () => { readonly answers: number; readonly slowest: number }
  stop(): Promise<void>
}

/** @param key the API key that it asks by. */
export async function beginAsking(port: number, key: string): Promise<Normal> {
  // It keeps its connection, as programs do.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const client = createClient(reachedAt(port, agent), { authorization: `Bearer ${key}` }, FRIEND)
  const ask = async (round: number): Promise<unknown> => {
    const { data, errors } = await client.graphql(QUESTION, {
      id: 'directive-05',
      ...(round % 2 === 0 && { round }),
    })
    return errors ?? data
  }
  const right = await ask(0)
  expect(right).toMatchObject({ directive: { number: '05', citedBy: { totalCount: 1 } } })
  let [answers, slowest, stopped] = [0, 0, false]
  let troubles: string[] = []
  const asking = (async () => {
    for (let round = 1; !stopped; round += 1) {
      const begun = Date.now()
      try {
        const said = await ask(round)
        if (JSON.stringify(said) !== JSON.stringify(right)) troubles.push(`wrong: ${JSON.stringify(said)}`)
      } catch (error) {
        troubles.push(`none: ${String(error)}`)
      }
      const took = Date.now() - begun
      if (took > PATIENCE_MS) troubles.push(`late: ${took} ms`)
      answers += 1
      slowest = Math.max(slowest, took)
      await pause(BETWEEN_MS)
    }
  })()
  return {
    async check() {
      if (stopped) return
      // The one that is under way may have been asked before.
      for (const until = answers + 2; answers < until && troubles.length === 0;) await pause(5)
      const found = troubles
      troubles = []
      expect(found, 'what somebody who does nothing wrong was answered').toEqual([])
    },
    told: () => ({ answers, slowest }),
    async stop() {
      stopped = true
      await asking
      agent.destroy()
    },
  }
}
