import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphDigest } from '../../server/curate/digest.ts'
import { model } from '../../server/model/index.ts'
import { createSchema } from '../../server/schema/schema.ts'
import { startService } from '../support/app.ts'
import type { Service } from '../support/app.ts'
import { fullRequests, operationsOf, plainLeaf } from '../support/operations.ts'

const operations = operationsOf(createSchema(model)).filter(
  // What is counted is filtered as the list is, by the same code.
  ({ name }) => !name.startsWith('Subscription') && !name.endsWith('Aggregate'),
)

/** Ends whatever a statement or a search could have put around it, and then does harm. */
const STATEMENT = `'"\`)}]*/ WITH 1 AS x MATCH (n) DETACH DELETE n CREATE (:Pwned {id: "pwned"}) //`
const SEARCH = '+title:* OR *:* AND NOT (" {a TO b] ~99 ^9 \\ ${x} $rows %00'
const PLAIN = [`${STATEMENT} ${SEARCH}`]
/** Such text may be kept, as any text may; with characters that none has, it is refused where it would be kept. */
const attacksOn = (name: string) =>
  name.startsWith('Query') ? PLAIN : [...PLAIN, `${STATEMENT} ${SEARCH} \u0000 \u202e`]

let service: Service
let before: { digest: string; nodes: unknown }
const census = () =>
  service.store.read({
    text: 'MATCH (n) WHERE NOT n:ChangeSet AND NOT n:Change AND NOT n:AuditRecord UNWIND labels(n) AS label WITH label, count(*) AS nodes ORDER BY label RETURN [label, nodes]',
    parameters: {},
  })

beforeAll(async () => {
  service = await startService({ cacheBytes: 0 })
  before = { digest: await graphDigest(service.store, model), nodes: await census() }
})
afterAll(() => service.close())

/** What may come of it: an answer, or a refusal that says what is wrong. */
const HONEST = ['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT', 'TOO_COMPLEX', 'UNAUTHENTICATED', 'RATE_LIMITED']

/** Takes back what an attack has changed as any change would have been, the last first. */
async function takeBack(): Promise<void> {
  const { changes } = await service.data<{ changes: { nodes: { id: string; origin: string }[] } }>(
    '{ changes(first: 100) { nodes { id origin } } }',
  )
  for (const { id } of changes.nodes.filter(({ origin }) => origin === 'EDIT'))
    await service.data('mutation ($id: ID!) { undo(changeSetId: $id) { seq } }', { id })
}

describe('text that would end a statement is text, in every argument', () => {
  test.each(operations.map((operation) => [operation.name, operation] as const))(
    '%s',
    async (name, operation) => {
      const dishonest: string[] = []
      for (const attack of attacksOn(name)) {
        const requests = fullRequests(operation, (type, path) =>
          ['String', 'ID', 'JSON'].includes(type) ? attack : plainLeaf(type, path),
        )
        for (const { query, variables } of requests) {
          const { errors = [] } = await service.graphql(query, variables)
          for (const error of errors)
            if (!HONEST.includes(error.extensions.code)) dishonest.push(`${query}: ${JSON.stringify(error)}`)
        }
      }
      expect(dishonest).toEqual([])
    },
  )

  test('and nothing has come of it that an undo would not take back', async () => {
    await takeBack()
    expect(await graphDigest(service.store, model)).toBe(before.digest)
    expect(await census()).toEqual(before.nodes)
    expect(service.logged).toEqual([])
  })
})
