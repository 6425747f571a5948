import { describe, expect, inject, test } from 'vitest'
import { openStore } from '../../server/store/store.ts'
import { versionProblem } from '../../server/store/version.ts'

const options = () => ({ ...inject('neo4j'), database: 'neo4j' })
const failure = async (changed: object) => {
  try {
    await (await openStore({ ...options(), ...changed })).close()
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : 'no error'
  }
  return 'no error'
}

describe('a Neo4j that cannot be used is told in one clear line', () => {
  test.each([
    [
      'a wrong password',
      { password: 'wrong' },
      /^StartError: .*refused user neo4j: check NEO4J_USER and NEO4J_PASSWORD$/,
    ],
    [
      'a database that is not there',
      { database: 'nothing' },
      /^StartError: .*has no database nothing: check NEO4J_DATABASE$/,
    ],
    [
      'nobody who answers',
      { uri: 'bolt://127.0.0.1:1' },
      /^StartError: Neo4j at bolt:\/\/127.0.0.1:1 does not answer .*check NEO4J_URI$/,
    ],
  ])('%s', async (_what, changed, line) => {
    expect(await failure(changed)).toMatch(line)
  })
})

test('versions that are too old are refused, and those that cannot be read', () => {
  expect(versionProblem('5.26.30')).toBeNull()
  expect(versionProblem('2025.10.1')).toBeNull()
  for (const version of ['4.4.40', '5.25.1', 'unknown'])
    expect(versionProblem(version)).toMatch(/5\.26 LTS or newer/)
})
