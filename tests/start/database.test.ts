import neo4j from 'neo4j-driver'
import { expect, inject, test } from 'vitest'

test('the tests have a real Neo4j 5.26, reached with its generated password', async () => {
  const { uri, user, password } = inject('neo4j')
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password))
  const { agent } = await driver.getServerInfo()
  await driver.close()
  expect(agent).toMatch(/^Neo4j\/5\.26\./)
})
