import { hubPlaces } from '../generate/links.ts'
import type { Graph, Parameters, Workload } from './workload.ts'

// The other two links have few ends, so that their limits change the question and not what it costs: there are few hubs, and
// the same question twice would measure what the service remembers.
const document = `query ($id: ID!, $one: Int!, $few: Int!) {
  body(id: $id) {
    id
    title
    partOf(first: $one) { nodes { id } }
    serves(first: $few) { nodes { id } }
    carriesOut(first: 25) { nodes { id title } }
  }
}`
const LIMITS = Array.from({ length: 100 }, (_, index) => 101 + index)

const only = { documents: { ours: document }, statement: null, compared: false, onlyOneClient: true } as const

/** The first page of the links of a node that has very many. */
export const hub: Workload = {
  ...only,
  name: 'hub',
  title: 'the first 25 links of a hub of 10,000',
  parameters: ({ shape }, most) =>
    asked(
      hubPlaces(shape).map((place) => shape.id(shape.hubs.kind, place)),
      most,
    ),
}

/** The same of nodes that fill a page and little more. */
export const ordinary: Workload = {
  ...only,
  name: 'ordinary',
  title: 'the first 25 links of a node of 25 to 100',
  parameters: async (graph, most) => asked(await bodiesBetween(graph, 25, 100), most),
}

/** Each of the nodes in turn, and each time with other limits. */
const asked = (ids: readonly string[], most: number): Parameters[] =>
  LIMITS.flatMap((one) => LIMITS.flatMap((few) => ids.map((id) => ({ id, one, few })))).slice(0, most)

async function bodiesBetween({ store }: Graph, least: number, most: number): Promise<string[]> {
  const found = await store.read({
    text: `
      MATCH (b:Body) WHERE $least <= COUNT { (b)<-[:CARRIED_OUT_BY]-() } <= $most
      WITH b ORDER BY b.id RETURN b.id AS value`,
    parameters: { least, most },
  })
  return found as string[]
}
