import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { model } from '../../server/model/index.ts'
import { isAlive } from '../support/process.ts'
import { connectionAttacks } from './connections.ts'
import { documentAttacks } from './documents.ts'
import { exportAttacks } from './exports.ts'
import { fileAttacks } from './files.ts'
import { startGround } from './ground.ts'
import type { Ground } from './ground.ts'
import { importAttacks } from './imports.ts'
import { openIdAttacks } from './open-id.ts'
import { originAttacks } from './origins.ts'
import { passwordAttacks } from './passwords.ts'
import { mostMemory } from './process-files.ts'
import { requestAttacks } from './requests.ts'
import { SLOW, beginSlowAttacks } from './slow.ts'
import type { SlowAttacks } from './slow.ts'
import { textAttacks } from './texts.ts'
import { tokenAttacks } from './tokens.ts'

// The service as it stands on a network, in a process of its own with the limits that it comes with. Whatever is tried,
// somebody who does nothing wrong is answered rightly and in time meanwhile.

/** The most memory that all of it may have taken, in megabytes. */
const MOST_MEMORY = 1_000

let ground: Ground
let slow: SlowAttacks
beforeAll(async () => {
  ground = await startGround()
  slow = beginSlowAttacks(ground)
})
afterEach(() => ground.normal.check())
afterAll(() => ground.stop())

const on = (): Ground => ground

documentAttacks(on)
requestAttacks(on)
fileAttacks(on)
textAttacks(on)
importAttacks(on)
exportAttacks(on)
originAttacks(on)
tokenAttacks(on)
passwordAttacks(on)
openIdAttacks(on)
connectionAttacks(on)

describe('slow clients are given up', () => {
  test.each(SLOW)('%s', async (name) => {
    const { said, left } = await slow.outcomeOf(name)
    expect(left).toBe(0)
    for (const answer of said) {
      // An import is answered while it comes, and two of them at a time; what breaks off has no result.
      expect(answer).toMatch(name.startsWith('files') ? /^HTTP\/1\.1 (200|429) / : /^HTTP\/1\.1 (408|401) /)
      expect(answer).not.toContain('"result"')
    }
  })
})

describe('after all of it', () => {
  test('who does nothing wrong was answered all the time', () => {
    const { answers, slowest } = ground.normal.told()
    expect(answers).toBeGreaterThan(100)
    expect(slowest).toBeLessThan(5_000)
  })

  test('the graph is what it was', async () => {
    expect(await graphDigest(ground.store, model)).toBe(ground.before.digest)
  })

  test('the service lives, has said of nothing that it was unexpected, and has taken no more memory than it may', () => {
    expect(isAlive(ground.pid)).toBe(true)
    const complaints = ground.running
      .printed()
      .split('\n')
      .filter((line) => /"level":[56]0/.test(line))
    expect(complaints).toEqual([])
    console.log('MEM', mostMemory(ground.pid), ground.normal.told())
    expect(mostMemory(ground.pid)).toBeLessThan(MOST_MEMORY)
  })

  test('no connection is left', async () => {
    await ground.normal.stop()
    await expect.poll(() => ground.files(), { timeout: 10_000 }).toBeLessThanOrEqual(ground.before.files)
  })
})
