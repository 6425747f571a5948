import neo4j from 'neo4j-driver'
import type { Plan } from 'neo4j-driver'
import { inject } from 'vitest'
import type { Statement } from '../../server/store/store.ts'

export interface Explained {
  readonly text: string
  /** The operators of the plan, outermost first, without the suffix that names the database. */
  readonly operators: readonly string[]
  /** What Neo4j has to say against the statement: deprecated parts, products without a condition, missing indexes. */
  readonly complaints: readonly string[]
}

/** How Neo4j would run statements; nothing is run. */
export async function explain(statements: readonly Statement[]): Promise<Explained[]> {
  const { uri, user, password } = inject('neo4j')
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password))
  const session = driver.session()
  const explained: Explained[] = []
  for (const { text, parameters } of statements) {
    const { summary } = await session.run(`EXPLAIN ${text}`, parameters)
    explained.push({
      text,
      operators: summary.plan === false ? [] : operatorsOf(summary.plan),
      complaints: summary.gqlStatusObjects
        .filter((status) => status.isNotification)
        .map((status) => `${status.gqlStatus} ${status.statusDescription}`)
        // No passage of the seed has its text; any other property that no node has is misspelt.
        .filter((complaint) => !complaint.includes('The property `text` does not exist')),
    })
  }
  await session.close()
  await driver.close()
  return explained
}

const operatorsOf = (plan: Plan): string[] => [
  plan.operatorType.replace(/@.*$/, ''),
  ...plan.children.flatMap(operatorsOf),
]
