import { hubPlaces } from '../generate/links.ts'
import { spread } from './workload.ts'
import type { Graph, Workload } from './workload.ts'

const document = `query ($id: ID!) {
  body(id: $id) { id title carriesOut(first: 25) { nodes { id title } } }
}`

const only = { documents: { ours: document }, statement: null, compared: false, onlyOneClient: true } as const

/** The first page of the links of a node that has very many. */
export const hub: Workload = {
  ...only,
  name: 'hub',
  title: 'the first 25 links of a hub of 10,000',
  parameters: ({ shape }) => hubPlaces(shape).map((place) => ({ id: shape.id(shape.hubs.kind, place) })),
}

/** The same of nodes that fill a page and little more. */
export const ordinary: Workload = {
  ...only,
  name: 'ordinary',
  title: 'the first 25 links of a node of 25 to 100',
  parameters: async (graph, most) => {
    const bodies = await bodiesBetween(graph, 25, 100)
    return spread(bodies.length, most).map((index) => ({ id: bodies[index] ?? '' }))
  },
}

async function bodiesBetween({ store }: Graph, least: number, most: number): Promise<string[]> {
  const found = await store.read({
    text: `
      MATCH (b:Body) WHERE $least <= COUNT { (b)<-[:CARRIED_OUT_BY]-() } <= $most
      WITH b ORDER BY b.id RETURN b.id AS value`,
    parameters: { least, most },
  })
  return found as string[]
}
