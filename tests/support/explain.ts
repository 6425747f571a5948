import neo4j from 'neo4j-driver'
import type { Plan, ResultSummary } from 'neo4j-driver'
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

/** Runs statements and counts what each asks of the store: records, properties and index entries that it touches. */
export async function databaseHits(statements: readonly Statement[]): Promise<number[]> {
  const { uri, user, password } = inject('neo4j')
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password))
  const session = driver.session()
  // Plans depend on what is known of the graph's sizes: all of it is taken anew, so that the count is the same each time.
  await session.run('CALL db.prepareForReplanning(60)')
  const hits: number[] = []
  for (const { text, parameters } of statements) {
    const { summary } = await session.run(`PROFILE ${text}`, parameters)
    hits.push(summary.profile === false ? 0 : hitsOf(summary.profile))
  }
  await session.close()
  await driver.close()
  return hits
}

type Profile = Exclude<ResultSummary['profile'], false>

const hitsOf = (plan: Profile): number =>
  plan.children.reduce((sum, child) => sum + hitsOf(child), plan.dbHits)

const operatorsOf = (plan: Plan): string[] => [
  plan.operatorType.replace(/@.*$/, ''),
  ...plan.children.flatMap(operatorsOf),
]
